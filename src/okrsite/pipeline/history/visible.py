"""Visible: what an audience may know of the past.

What was ever closed to an audience has no past for it until it was opened for good: no change
before that is told, no name of it stands in another's change, and no message of a commit that
touched it. Nothing that is told depends on what a closed document said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, get_args

from msgspec.structs import replace

from okrsite.model.change import GoalChange, subject_of
from okrsite.model.history import Commit, HistoryEntry
from okrsite.model.names import Kind, Visibility
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.history.record import CommitRecord, DocumentVersion, Name
from okrsite.pipeline.history.same_things import KINDS, SameThings
from okrsite.pipeline.visibility import may_see, more_closed

# Changes whose values name one thing of a kind.
_NAMING: dict[str, Kind] = {"owner": "person", "team": "team", "cycle": "cycle", "kpi": "kpi"}
_OPERAND = re.compile(r"\{([^{}]+)\}")
# What is said of a check-in that may hold links, names and what people think.
_TALK = frozenset({"note", "results", "kudos"})
NEVER = -1
LEVELS: tuple[Visibility, ...] = get_args(Visibility)


def visible_history(
    records: Sequence[CommitRecord],
    audience: Visibility,
    defaults: DefaultVisibility,
    hidden_now: Collection[Name],
    today: date,
) -> tuple[HistoryEntry, ...]:
    """The changes until a day that an audience may know of, the newest first.

    `records` are in order of their commits; `hidden_now` are the kinds and names of what the files
    as they are now do not show to this audience.
    """
    past = [record for record in records if record.day <= today]
    if audience == "confidential" or _hides_nothing(past, audience, defaults, hidden_now):
        return tuple(
            HistoryEntry(_whole(record), change)
            for record in reversed(past)
            for change in record.changes
        )
    seen = _Past(past, audience, defaults, hidden_now)
    return tuple(
        HistoryEntry(commit, change)
        for number, record in reversed(list(enumerate(past)))
        if (changes := seen.changes(number, record))
        for commit in (seen.commit(number, record),)
        for change in changes
    )


def _hides_nothing(
    records: Sequence[CommitRecord],
    audience: Visibility,
    defaults: DefaultVisibility,
    hidden_now: Collection[Name],
) -> bool:
    """Whether an audience could always see everything."""
    levels: list[str] = list(_closest(records, defaults).values())
    written = {version.visibility for record in records for version in record.versions} - {""}
    open_ = {level for level in LEVELS if may_see(audience, level)}
    return not hidden_now and open_.issuperset(levels) and open_.issuperset(written)


def _whole(record: CommitRecord) -> Commit:
    return Commit(record.day, record.id, record.author, record.message)


class _Past:
    """Until which commit everything was hidden from one audience."""

    def __init__(
        self,
        records: Sequence[CommitRecord],
        audience: Visibility,
        defaults: DefaultVisibility,
        hidden_now: Collection[Name],
    ) -> None:
        self._same = SameThings(records)
        self._hidden_until: dict[Name, int] = defaultdict(lambda: NEVER)
        self._known: set[Name] = set()
        self._audience = audience
        closest = _closest(records, defaults)
        for number, record in enumerate(records):
            for version in record.versions:
                self._note(number, version, closest)
        for kind, name in hidden_now:
            self._hidden_until[self._same.one(kind, name)] = len(records)
        self._hide_with(version for record in records for version in record.versions)
        self._hides_nothing = not any(until > NEVER for until in self._hidden_until.values())
        self._has_people = any(kind == "person" for kind, _ in self._known)
        self._hides_people = any(
            kind == "person" and until > NEVER for (kind, _), until in self._hidden_until.items()
        )

    def _note(self, number: int, version: DocumentVersion, closest: dict[str, Visibility]) -> None:
        things = [self._same.one(version.kind, name) for name in version.names]
        self._known.update(things)
        if version.kind == "checkin" and version.visibility == "":
            return
        if not self._is_open(version, closest):
            for thing in things:
                self._hidden_until[thing] = number

    def _is_open(self, version: DocumentVersion, closest: dict[str, Visibility]) -> bool:
        match version.visibility:
            case "public" | "internal" | "confidential" as level:
                return may_see(self._audience, level)
            case "":
                return may_see(self._audience, closest[version.kind])
            case _:
                return False

    def _hide_with(self, versions: Iterable[DocumentVersion]) -> None:
        """Hide what was ever part of something as long as that was hidden."""
        parts = [version for version in versions if version.needs]
        # With a cycle its objectives, then with those their check-ins.
        for kind in ("objective", "checkin"):
            for version in parts:
                if version.kind != kind:
                    continue
                until = max(self._hidden_until[self._same.one(*need)] for need in version.needs)
                for name in version.names:
                    thing = self._same.one(version.kind, name)
                    self._hidden_until[thing] = max(self._hidden_until[thing], until)

    def changes(self, number: int, record: CommitRecord) -> list[GoalChange]:
        """The changes of a commit that may be known, without the names that may not."""
        return [
            self._redacted(number, change)
            for change in record.changes
            if self._may_know(number, change)
        ]

    def commit(self, number: int, record: CommitRecord) -> Commit:
        """A commit: its message only where it touched nothing that is or was hidden."""
        names = ((version.kind, name) for version in record.versions for name in version.names)
        is_open = all(number > self._hidden_until[self._same.one(*name)] for name in names)
        return Commit(
            record.day,
            record.id if self._hides_nothing else "",
            record.author if self._may_name_author(number, record.author) else "",
            record.message if is_open else "",
        )

    def _may_name_author(self, number: int, author: str) -> bool:
        return not self._hides_people or self._may_name(number, "person", author)

    def _may_know(self, number: int, change: GoalChange) -> bool:
        if change.kind == "checkin" and not self._is_open_file(number, change):
            return False
        subject = subject_of(change)
        if subject is None:
            return False
        return number > self._hidden_until[self._same.one(subject.kind, subject.id)]

    def _is_open_file(self, number: int, change: GoalChange) -> bool:
        """Whether a check-in with a visibility of its own was open."""
        levels = [(told or {}).get("visibility") for told in (change.before, change.after)]
        own = all(level is None or may_see(self._audience, level) for level in levels)
        return own and number > self._hidden_until["checkin", change.span.path]

    def _may_name(self, number: int, kind: Kind, name: str) -> bool:
        if kind == "person" and not self._has_people:
            return True
        thing = self._same.one(kind, name)
        return thing in self._known and number > self._hidden_until[thing]

    def _redacted(self, number: int, change: GoalChange) -> GoalChange:
        def shown(value: Any) -> Any:
            return self._shown(number, change, value)

        if change.change == "source":
            return replace(change, before=None, after=None)
        if change.change == "renamed":
            return change
        return replace(change, before=shown(change.before), after=shown(change.after))

    def _shown(self, number: int, change: GoalChange, value: Any) -> Any:
        """A value without the names that may not be told."""

        def may(kind: Kind, name: str) -> bool:
            return self._may_name(number, kind, name)

        if change.kind == "checkin" and isinstance(value, dict):
            told = {key: below for key, below in value.items() if key not in _TALK}
            return told if may("person", told.get("author") or "") else _without(told, "author")
        match change.change, value:
            case ("owner" | "team" | "cycle" | "kpi") as name, str():
                return value if may(_NAMING[name], value) else None
            case "supports", dict():
                return {goal: weight for goal, weight in value.items() if may(*_goal(goal))}
            case "baseline", list():
                return [
                    row
                    if not row.get("from") or may(*_goal(row["from"]))
                    else {**row, "from": None}
                    for row in value
                ]
            case "formula", str():
                return value if all(may("kpi", kpi) for kpi in _OPERAND.findall(value)) else None
            case _:
                return value


def _closest(records: Iterable[CommitRecord], defaults: DefaultVisibility) -> dict[str, Visibility]:
    """The most closed that a kind ever was by default: nobody knows when a file was under which."""
    found: dict[str, Visibility] = {kind: getattr(defaults, kind) for kind in KINDS}
    for record in records:
        for earlier in record.defaults:
            found = {
                kind: more_closed(level, getattr(earlier, kind)) for kind, level in found.items()
            }
    return {**found, "checkin": "public"}


def _goal(name: str) -> tuple[Kind, str]:
    return "objective", name.partition("#")[0]


def _without(told: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != key}
