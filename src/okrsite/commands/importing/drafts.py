"""Drafts: each goal of a file as the fields, the body and the receipt that its file will hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.importing.facts import (
    CheckInFacts,
    GoalFacts,
    KeyResultFacts,
    KpiFacts,
    ObjectiveFacts,
)
from okrsite.commands.importing.fields import (
    Shape,
    initiatives,
    key_result_fields,
    kpi_fields,
    new_id,
    shape_of,
)
from okrsite.commands.importing.names import SiteNames
from okrsite.commands.importing.receipts import ImportReceipt, key_of, receipt_lines, seen
from okrsite.commands.importing.texts import portable


class ResultDraft(Struct, frozen=True):
    """A key result to be written, by its key in the source; `current` goes to a check-in.

    Beside values of check-ins, which come sooner or later, the field `current` is a mistake.
    """

    key: str
    fields: dict[str, Any]
    current: float | None = None

    @property
    def id(self) -> str:
        """Its id in the site."""
        return str(self.fields["id"])

    def seen(self) -> str:
        """The digests of what its file keeps of this import."""
        return seen({**self.fields, **({} if self.current is None else {"current": self.current})})


class GoalDraft(Struct, frozen=True, kw_only=True):
    """An objective or a KPI to be written.

    `checkins` are tables for `[[checkins]]`; `points` the observations of a KPI; `as_of` is the
    day of current values.
    """

    key: str
    place: str
    id: str
    fields: dict[str, Any]
    key_results: tuple[ResultDraft, ...] = ()
    checkins: tuple[dict[str, Any], ...] = ()
    points: tuple[tuple[date, float], ...] = ()
    body: str = ""
    as_of: date | None = None

    def receipt(self, source: str) -> ImportReceipt:
        """What the file keeps of this import."""
        return ImportReceipt(
            self.key,
            source,
            seen({**self.fields, **({"body": self.body} if self.body else {})}),
            {
                result.id: ImportReceipt(result.key, seen=result.seen())
                for result in self.key_results
            },
        )

    def text(self, source: str) -> str:
        """The text of a new file."""
        lines = toml_lines(self.fields)
        for result in self.key_results:
            lines += ["", "[[key_results]]", *toml_lines(result.fields)]
        current = {r.id: r.current for r in self.key_results if r.current is not None}
        now = ({"date": self.as_of, "values": current},) if current else ()
        for checkin in (*self.checkins, *now):
            lines += ["", "[[checkins]]", *toml_lines(checkin)]
        return document_text([*lines, *receipt_lines(self.receipt(source))], self.body)


class ImportedBefore(Struct, frozen=True):
    """What the site knows of a goal that was imported before: its id and those of its results."""

    id: str
    key_results: Mapping[str, str] = {}


def objective_draft(
    facts: ObjectiveFacts,
    names: SiteNames,
    known: Callable[[str], ImportedBefore | None],
    today: date,
    notes: list[str],
) -> GoalDraft:
    """An objective's draft, the goals that it supports aside, which may come later in the file."""
    cycle = names.cycle(facts.cycle)
    key = key_of(facts.source_id, facts.title, cycle)
    before = known(key)
    ids = _result_ids(facts.key_results, before)
    done_on = min(facts.cycle.end, today) if facts.cycle else today
    shapes = [shape_of(result, done_on) for result in facts.key_results]
    results = list(zip(facts.key_results, ids, shapes, strict=True))
    notes += [
        f"{result.place}: {result.title!r}: {shape.assumed}"
        for result, _, shape in results
        if shape.assumed
    ]
    return GoalDraft(
        key=key,
        place=facts.place,
        id=before.id if before else names.free("objective", facts.title, cycle=cycle or ""),
        fields=_objective_fields(facts, cycle, names),
        key_results=tuple(
            ResultDraft(
                _result_key(result),
                _result_fields(result, name, shape, names),
                shape.fields.get("current"),
            )
            for result, name, shape in results
        ),
        checkins=_checkins(facts, ids, shapes, names),
        body=_body(facts),
        as_of=done_on,
    )


def _objective_fields(facts: ObjectiveFacts, cycle: str | None, names: SiteNames) -> dict[str, Any]:
    return _given(
        {
            "title": facts.title,
            "cycle": cycle,
            "team": names.team(facts.team),
            **_people(facts, names),
            "type": facts.type,
            "state": facts.state or ("" if cycle else "draft"),
            "reason": "as it was imported" if facts.state == "dropped" else "",
            "tags": list(facts.tags),
            "initiatives": initiatives(facts.work),
        }
    )


def _result_fields(
    facts: KeyResultFacts, id_: str, shape: Shape, names: SiteNames
) -> dict[str, Any]:
    fields = key_result_fields(facts, id_, shape)
    fields.pop("current", None)
    first = {name: fields.pop(name) for name in ("id", "title")}
    return {**first, **_people(facts, names), **fields}


def kpi_draft(
    facts: KpiFacts, names: SiteNames, known: Callable[[str], ImportedBefore | None]
) -> GoalDraft:
    """A KPI's draft."""
    key = key_of(facts.source_id, facts.title, None)
    before = known(key)
    fields = {**kpi_fields(facts), "team": names.team(facts.team), **_people(facts, names)}
    return GoalDraft(
        key=key,
        place=facts.place,
        id=before.id if before else names.free("kpi", facts.title),
        fields=_given(fields),
        points=tuple(sorted(dict(facts.points).items())),
        body=portable(facts.text),
    )


def _people(facts: GoalFacts, names: SiteNames) -> dict[str, Any]:
    owner, *others = [names.person(name) for name in facts.owners] or [""]
    has_others = not isinstance(facts, KpiFacts)
    return _given({"owner": owner, "contributors": others if has_others else None})


def _result_key(facts: KeyResultFacts) -> str:
    return key_of(facts.source_id, facts.title, None)


def _result_ids(results: Iterable[KeyResultFacts], before: ImportedBefore | None) -> list[str]:
    """An id for each key result: that of the last import, else a new one of its title."""
    known = dict(before.key_results) if before else {}
    taken = {name.casefold() for name in known.values()}
    return [known.get(_result_key(r)) or new_id(r.title, taken, "result") for r in results]


def _checkins(
    facts: ObjectiveFacts, ids: list[str], shapes: list[Shape], names: SiteNames
) -> tuple[dict[str, Any], ...]:
    """The check-ins by day and author, each with what it says of all key results."""
    found: dict[tuple[date, str], dict[str, Any]] = {}
    said: list[tuple[str, CheckInFacts, bool]] = [("", one, False) for one in facts.checkins]
    for result, name, shape in zip(facts.key_results, ids, shapes, strict=True):
        said += [(name, one, shape.is_metric) for one in result.checkins]
    for name, one, takes_value in said:
        author = names.person(one.author) if one.author else ""
        entry = found.setdefault((one.day, author), {"date": one.day, "author": author})
        values = entry.setdefault("values", {})
        note = portable(one.note)
        if one.value is not None and takes_value:
            if len(facts.key_results) > 1 and (note or one.confidence is not None):
                table = {"value": one.value, "confidence": one.confidence, "note": note}
                values[name] = _given(table)
                continue
            values[name] = one.value
        if one.confidence is not None:
            entry["confidence"] = one.confidence
        entry["note"] = "\n\n".join(filter(None, [entry.get("note", ""), note]))
    ordered = [found[at] for at in sorted(found)]
    return tuple(_given(entry) for entry in ordered if len(_given(entry)) > 1)


def _body(facts: ObjectiveFacts) -> str:
    score = ""
    if facts.share is not None and not facts.key_results:
        score = f"- Progress when it was imported: {round(facts.share * 100, 2):g} %"
    return "\n\n".join(filter(None, [portable(facts.text), score]))


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
