"""Timeline: what became of a goal or KPI from commit to commit, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.model.change import GoalChange
from okrsite.model.diagnostic import Subject
from okrsite.model.goals import GoalKey, KeyResult, Objective
from okrsite.model.history import HistoryEntry
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Range, Relative
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.present.charts.parts import Remark
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.ranges import range_words, unit_of
from okrsite.pipeline.present.status import Badge

# Of one goal; the page of changes has them all.
SHOWN = 40
LONGEST = 300
# What moves the bar, and is marked in the chart of what it moved.
MOVED = frozenset({"target", "start", "range", "due", "zones", "checkpoints"})

_TABLES: Mapping[str, type[Objective | Kpi | Team | Person | Cycle]] = {
    "objective": Objective,
    "kpi": Kpi,
    "team": Team,
    "person": Person,
    "cycle": Cycle,
}
# Values that the site has words for, by the beginning of their keys.
_VOCABULARIES = {
    "type": "type",
    "rollup": "rollup",
    "cadence": "cadence",
    "aggregate": "aggregate",
    "visibility": "history.visibility",
}
_NAMING: Mapping[str, type[Kpi | Team | Person | Cycle]] = {
    "owner": Person,
    "team": Team,
    "cycle": Cycle,
    "kpi": Kpi,
}


class TimelineRow(Struct, frozen=True):
    """One change: what it is about, in words, and whether the goal is easier to reach now."""

    about: Anchor
    text: str
    badge: Badge | None


class TimelineCommit(Struct, frozen=True):
    """What one commit changed, who made it and why. Texts may be empty.

    `iso` is the day as ISO 8601 text, `id` the beginning of the commit's id.
    """

    day: str
    iso: str
    author: str
    message: str
    id: str
    rows: tuple[TimelineRow, ...]


def timeline(ctx: PageContext, subject: Subject) -> tuple[TimelineCommit, ...]:
    """The newest changes of a goal with its key results, or of a KPI."""
    return in_commits(ctx, ctx.history(subject)[:SHOWN])


def in_commits(ctx: PageContext, entries: Sequence[HistoryEntry]) -> tuple[TimelineCommit, ...]:
    """Changes below the commits that made them, in their order."""
    found: list[TimelineCommit] = []
    rows: list[TimelineRow] = []
    for number, entry in enumerate(entries):
        rows.append(_row(ctx, entry))
        is_last = number + 1 == len(entries) or entries[number + 1].commit != entry.commit
        if is_last:
            found.append(_commit(ctx, entry, tuple(rows)))
            rows = []
    return tuple(found)


def moves(ctx: PageContext, subject: Subject, first: date, last: date) -> tuple[Remark, ...]:
    """The days on which the bar of a key result or KPI was moved, to be marked in its chart."""
    return tuple(
        Remark(entry.commit.day, ctx.numbers.dated(entry.commit.day, change_words(ctx, entry)))
        for entry in reversed(ctx.history(subject))
        if entry.subject == subject
        and entry.change.change in MOVED
        and first <= entry.commit.day <= last
    )


def _commit(ctx: PageContext, entry: HistoryEntry, rows: tuple[TimelineRow, ...]) -> TimelineCommit:
    commit = entry.commit
    message = commit.message if len(commit.message) <= LONGEST else f"{commit.message[:LONGEST]}…"
    day = ctx.numbers.day(commit.day)
    return TimelineCommit(day, commit.day.isoformat(), commit.author, message, commit.id[:10], rows)


def _row(ctx: PageContext, entry: HistoryEntry) -> TimelineRow:
    return TimelineRow(_about(ctx, entry), change_words(ctx, entry), _badge(ctx, entry.change))


def _badge(ctx: PageContext, change: GoalChange) -> Badge | None:
    words = ctx.words
    match change.direction:
        case "eased":
            meaning = words["history.eased_meaning"]
            return Badge(words["history.eased"], "warn", "triangle-alert", 0, meaning)
        case "tightened":
            meaning = words["history.tightened_meaning"]
            return Badge(words["history.tightened"], "quiet", "circle-check", 1, meaning)
        case None:
            return None


def _about(ctx: PageContext, entry: HistoryEntry) -> Anchor:
    """What a change is about, led to its page where it still has one."""
    subject, change = entry.subject, entry.change
    if subject is None:
        return Anchor(change.id)
    found = ctx.find(_TABLES[subject.kind], subject.id) if subject.kind in _TABLES else None
    if found is None:
        title = change.before if change.change == "removed" else change.after
        is_told = change.change in {"added", "removed"} and isinstance(title, str)
        return Anchor(title if is_told else change.id)
    if subject.key_result:
        return ctx.link(GoalKey(subject.id, subject.key_result))
    return ctx.link(found)


def change_words(ctx: PageContext, entry: HistoryEntry) -> str:
    """What changed, as a reader of the site would say it."""
    change, words = entry.change, ctx.words
    match change.change:
        case "added" | "removed" as what:
            of_result = change.kind == "key_result" and _result(ctx, entry) is None
            title = str(change.before if what == "removed" else change.after)
            return (
                words.labelled(words[f"history.{what}"], title)
                if of_result
                else words[f"history.{what}"]
            )
        case "renamed":
            return words.say("history.renamed", name=str(change.before))
        case "checkin_rewritten" | "checkin_removed" as what:
            return words.say(f"history.{what}", day=_day(ctx, (change.before or {}).get("date")))
        case "value_rewritten" | "value_removed":
            return _moved(ctx, _observed(ctx, entry), change, entry)
        case name:
            return _moved(ctx, words[f"history.of.{name}"], change, entry)


def _observed(ctx: PageContext, entry: HistoryEntry) -> str:
    day = _day(ctx, (entry.change.before or {}).get("date"))
    return ctx.words.say("history.value", day=day)


def _moved(ctx: PageContext, what: str, change: GoalChange, entry: HistoryEntry) -> str:
    if change.change in {"source", "ignore"}:
        return what
    before, after = (_value(ctx, entry, value) for value in (change.before, change.after))
    return ctx.words.labelled(what, ctx.words.say("history.moved", before=before, after=after))


def _value(ctx: PageContext, entry: HistoryEntry, value: Any) -> str:
    """A value before or after a change, in the words and figures of the site."""
    name = entry.change.change
    if value is None or value in ("", ()):
        return ctx.words["history.nothing"]
    match value:
        case bool() | int() | float():
            return _figure(ctx, entry, value)
        case str():
            return _word(ctx, name, value)
        case {"min": low, "max": high}:
            return range_words(ctx, Range(low, high), _unit(ctx, entry))
        case {"start": str(first), "end": str(last)}:
            return ctx.numbers.span(date.fromisoformat(first), date.fromisoformat(last))
        case {"date": _, "value": number} | {"value": number}:
            return ctx.numbers.exact(number, _unit(ctx, entry))
        case Mapping() if name == "supports":
            return ctx.words.listed(_goal_title(ctx, goal) for goal in value)
        case Mapping():
            told = (inner for inner in value.values() if isinstance(inner, str | int | float))
            return ctx.words.listed(_value(ctx, entry, inner) for inner in told)
        case _:
            return ctx.words.listed(_item(ctx, entry, item) for item in value)


def _word(ctx: PageContext, name: str, value: str) -> str:
    """A text: a word of a vocabulary, the title of what it names, a day, or what somebody wrote."""
    if name in _VOCABULARIES:
        return ctx.words.get(f"{_VOCABULARIES[name]}.{value}", value)
    if name in _NAMING:
        found = ctx.find(_NAMING[name], value)
        return found.title if found else value
    return _state(ctx, value) if name in {"due", "state"} else value


def _item(ctx: PageContext, entry: HistoryEntry, item: Any) -> str:
    """A milestone by its title, a checkpoint or a baseline by its value and day."""
    match item:
        case {"title": str(title)}:
            return title
        case {"value": number, "by": str(day)} | {"value": number, "since": str(day)}:
            value = ctx.numbers.exact(number, _unit(ctx, entry))
            return ctx.numbers.dated(date.fromisoformat(day), value)
        case _:
            return str(item)


def _figure(ctx: PageContext, entry: HistoryEntry, value: float) -> str:
    change, result = entry.change, _result(ctx, entry)
    if change.change in {"weight", "rolling", "score"}:
        return ctx.numbers.number(value)
    if change.change == "target" and result and isinstance(result.measure, Relative):
        return ctx.numbers.percent(value)
    return ctx.numbers.exact(value, _unit(ctx, entry))


def _unit(ctx: PageContext, entry: HistoryEntry) -> str:
    """The unit that the figures of a change are in, as far as the site still knows it."""
    subject, result = entry.subject, _result(ctx, entry)
    if result is not None:
        return unit_of(ctx, result)
    kpi = ctx.find(Kpi, subject.id) if subject and subject.kind == "kpi" else None
    return kpi.unit if kpi else ""


def _result(ctx: PageContext, entry: HistoryEntry) -> KeyResult | None:
    subject = entry.subject
    if subject is None or not subject.key_result:
        return None
    objective = ctx.find(Objective, subject.id)
    return objective.key_result(subject.key_result) if objective else None


def _goal_title(ctx: PageContext, goal: str) -> str:
    id_, _, result_id = goal.partition("#")
    objective = ctx.find(Objective, id_)
    if objective is None:
        return goal
    result = objective.key_result(result_id) if result_id else None
    return result.title if result else objective.title


def _state(ctx: PageContext, value: str) -> str:
    """A state by its word, or the day that stands for one."""
    known = f"state.{value}"
    return ctx.words[known] if known in ctx.words else _day(ctx, value)


def _day(ctx: PageContext, value: object) -> str:
    return ctx.numbers.day(date.fromisoformat(value)) if isinstance(value, str) else ""
