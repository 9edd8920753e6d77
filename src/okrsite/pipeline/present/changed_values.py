"""Changed values: what stood there before a change or stands there now, in the site's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from okrsite.model.goals import KeyResult, Objective
from okrsite.model.history import HistoryEntry
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Range, Relative
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ranges import range_words, unit_of

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


def value_words(ctx: PageContext, entry: HistoryEntry, value: Any) -> str:
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
            return ctx.words.listed(value_words(ctx, entry, inner) for inner in told)
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
    change, result = entry.change, result_of(ctx, entry)
    if change.change in {"weight", "rolling", "score"}:
        return ctx.numbers.number(value)
    if change.change == "target" and result and isinstance(result.measure, Relative):
        return ctx.numbers.percent(value)
    return ctx.numbers.exact(value, _unit(ctx, entry))


def _unit(ctx: PageContext, entry: HistoryEntry) -> str:
    """The unit that the figures of a change are in, as far as the site still knows it."""
    subject, result = entry.subject, result_of(ctx, entry)
    if result is not None:
        return unit_of(ctx, result)
    kpi = ctx.find(Kpi, subject.id) if subject and subject.kind == "kpi" else None
    return kpi.unit if kpi else ""


def result_of(ctx: PageContext, entry: HistoryEntry) -> KeyResult | None:
    """The key result that a change is about, where it is still there."""
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
    return ctx.words[known] if known in ctx.words else day_words(ctx, value)


def day_words(ctx: PageContext, value: object) -> str:
    """A day that is written as ISO 8601 text; empty for anything else."""
    return ctx.numbers.day(date.fromisoformat(value)) if isinstance(value, str) else ""
