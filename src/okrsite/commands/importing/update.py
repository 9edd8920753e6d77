"""Update: a file of an earlier import, with what is new, and what nobody has edited since."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit
from msgspec import Struct
from tomlkit.exceptions import TOMLKitError

from okrsite.commands.authoring.front_matter import toml_value
from okrsite.commands.errors import CommandError
from okrsite.commands.importing.drafts import GoalDraft, ResultDraft
from okrsite.commands.importing.receipts import ImportReceipt, digest
from okrsite.commands.importing.toml_tables import (
    append_table,
    as_spaced,
    item_of,
    unwrapped,
)

_FENCED = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)(.*)\Z", re.DOTALL | re.MULTILINE)


class Updated(Struct, frozen=True):
    """The new text of a file, and what it keeps though its source says something else."""

    text: str
    kept: tuple[str, ...] = ()


def updated(path: str, text: str, draft: GoalDraft, source: str, *, is_forced: bool) -> Updated:
    """The text of a file with a draft's fields, comments and order kept.

    A field that was edited since the last import stays, unless `is_forced`.
    """
    is_crlf = "\r\n" in text
    found = _FENCED.match(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not found:
        raise CommandError(f"{path} has no front matter", "`okrsite check` shows the place.")
    try:
        fields = tomlkit.parse(found[1])
    except TOMLKitError as problem:
        raise CommandError(f"{path} cannot be read: {problem}") from None
    merge = _Merge(path, is_forced)
    body = merge.all(fields, found[2], draft, source)
    if not merge.is_changed:
        return Updated(text, tuple(merge.kept))
    dumped = as_spaced(found[1].split("\n"), tomlkit.dumps(fields).rstrip().split("\n"))
    new = f"+++\n{dumped}\n+++\n{body}"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return Updated(mark + (new.replace("\n", "\r\n") if is_crlf else new), tuple(merge.kept))


class _Merge:
    """Merges drafts into tables of tomlkit; `kept` tells what was left as people wrote it.

    A file that nothing is new for is not written at all: tomlkit would space some of it otherwise.
    """

    def __init__(self, path: str, is_forced: bool) -> None:
        self._path, self._is_forced = path, is_forced
        self.kept: list[str] = []
        self.is_changed = False

    def all(self, fields: Any, body: str, draft: GoalDraft, source: str) -> str:
        before = _receipt(fields)
        kept = self._fields(fields, draft.fields, before.digests() if before else {}, "")
        results = self._results(fields, draft, before)
        self._checkins(fields, draft)
        new_body, seen_body = self._body(body, draft, before.digests() if before else {})
        seen_now = kept | ({"body": seen_body} if seen_body else {})
        receipt = ImportReceipt(draft.key, source, _line(seen_now), results)
        if receipt != before and (before or self.is_changed):
            _put_receipt(fields, receipt)
            self.is_changed = True
        return new_body

    def _fields(
        self,
        table: MutableMapping[str, Any],
        wanted: Mapping[str, Any],
        before: Mapping[str, str],
        inside: str,
    ) -> dict[str, str]:
        """Set the fields that may be; their digests as of now."""
        digests = dict(before)
        for name, value in wanted.items():
            if name == "id":
                continue
            there = unwrapped(table.get(name))
            if digest(there) == digest(value) or _means_same(name, there, value):
                digests[name] = digest(there)
            elif self._is_forced or _is_unedited(there, name, before):
                table[name] = item_of(value)
                digests[name] = digest(value)
                self.is_changed = True
            else:
                self._keep(f"{inside}{name}", there, value)
        return digests

    def _keep(self, name: str, there: Any, value: Any) -> None:
        shown = "nothing" if there is None else toml_value(there)
        wanted = toml_value(value)
        self.kept.append(f"{self._path}: {name} stays {shown}, the source has {wanted}")

    def _results(
        self, fields: Any, draft: GoalDraft, before: ImportReceipt | None
    ) -> dict[str, ImportReceipt]:
        there = {str(result.get("id")): result for result in fields.get("key_results", [])}
        known = dict(before.key_results) if before else {}
        found = dict(known)
        for result in draft.key_results:
            id_ = result.id
            if id_ in there:
                digests = known[id_].digests() if id_ in known else {}
                now = self._fields(there[id_], result.fields, digests, f"{id_}: ")
                if _takes_value(there[id_]):
                    now |= self._current(fields, draft, result, digests)
                found[id_] = ImportReceipt(result.key, seen=_line(now))
            elif id_ in known and not self._is_forced:
                self.kept.append(
                    f"{self._path}: the key result {id_!r} was taken out, and stays out"
                )
            else:
                append_table(fields, "key_results", result.fields)
                self.is_changed = True
                self._current(fields, draft, result, {})
                found[id_] = ImportReceipt(result.key, seen=result.seen())
        return found

    def _current(
        self, fields: Any, draft: GoalDraft, result: ResultDraft, before: Mapping[str, str]
    ) -> dict[str, str]:
        """Check in a current value that is another than at the last import; its digest."""
        if result.current is None:
            return {}
        now = digest(result.current)
        if before.get("current") != now:
            there = (one for one in fields.get("checkins", []) if one.get("date") == draft.as_of)
            same = next((one for one in there if "author" not in one and "values" in one), None)
            if same is None:
                values = {result.id: result.current}
                append_table(fields, "checkins", {"date": draft.as_of, "values": values})
            else:
                same["values"][result.id] = item_of(result.current)
            self.is_changed = True
        return {"current": now}

    def _checkins(self, fields: Any, draft: GoalDraft) -> None:
        """Add the check-ins of days and authors that the file has none of."""
        there = {
            (str(checkin.get("date")), str(checkin.get("author", "")))
            for checkin in fields.get("checkins", [])
        }
        for checkin in draft.checkins:
            if (str(checkin["date"]), str(checkin.get("author", ""))) not in there:
                append_table(fields, "checkins", checkin)
                self.is_changed = True

    def _body(self, body: str, draft: GoalDraft, before: Mapping[str, str]) -> tuple[str, str]:
        if not draft.body or digest(body) == digest(draft.body):
            return body, digest(body) if draft.body else ""
        if self._is_forced or before.get("body", digest("")) == digest(body):
            self.is_changed = True
            return f"{draft.body.strip()}\n", digest(draft.body)
        self.kept.append(f"{self._path}: the text was edited and stays")
        return body, before.get("body", "")


def _is_unedited(there: Any, name: str, before: Mapping[str, str]) -> bool:
    if there is None:
        # A field that was imported before and is gone was taken out on purpose.
        return name not in before and bool(before)
    return before.get(name) == digest(there)


def _takes_value(result: Mapping[str, Any]) -> bool:
    """Whether a check-in may give a key result a number; people may have given it another shape."""
    return "kpi" not in result and any(shape in result for shape in ("target", "change", "keep"))


def _means_same(name: str, there: Any, value: Any) -> bool:
    """Whether milestones differ at most in days on which they were reached, which sources lack."""
    if name != "milestones" or not isinstance(there, list):
        return False
    return [_reached(step) for step in there] == [_reached(step) for step in value]


def _reached(step: Any) -> tuple[str, bool] | None:
    return (str(step.get("title")), "done" in step) if isinstance(step, Mapping) else None


def _receipt(fields: Any) -> ImportReceipt | None:
    imported = unwrapped(fields.get("extra", {})).get("imported")
    if not isinstance(imported, dict):
        return None
    results = {
        name: ImportReceipt(str(one.get("id", "")), seen=str(one.get("seen", "")))
        for name, one in imported.get("key_results", {}).items()
    }
    return ImportReceipt(
        str(imported.get("id", "")),
        str(imported.get("from", "")),
        str(imported.get("seen", "")),
        results,
    )


def _put_receipt(fields: Any, receipt: ImportReceipt) -> None:
    if "extra" not in fields:
        fields["extra"] = tomlkit.table(is_super_table=True)
    if "imported" not in fields["extra"]:
        fields["extra"]["imported"] = tomlkit.table()
    imported = fields["extra"]["imported"]
    imported["id"] = receipt.id
    if receipt.source:
        imported["from"] = receipt.source
    imported["seen"] = receipt.seen
    if receipt.key_results:
        if "key_results" not in imported:
            imported["key_results"] = tomlkit.table()
        there = imported["key_results"]
        for name, result in receipt.key_results.items():
            inner = {"id": result.id, "seen": result.seen}
            if unwrapped(there.get(name)) != inner:
                there[name] = item_of(inner)


def _line(digests: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{short}" for name, short in digests.items())
