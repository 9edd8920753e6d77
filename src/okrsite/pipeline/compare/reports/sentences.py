"""Sentences: a change, an effect and a value in the words of people."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from okrsite.model.change import GoalChange, GoalEffect
from okrsite.pipeline.compare import rank
from okrsite.pipeline.compare.difference import SiteDifference

LONGEST = 80

# By the rank of their changes, as `compare` orders them.
HEADINGS = (
    "History rewritten",
    "Eased",
    "Who may see it",
    "Gone",
    "Rules let off, and settings",
    "Other changes",
)
_WORDS: Mapping[str, str] = {
    "key_result": "key result",
    "kpi": "KPI",
    "checkin": "check-in",
    "rollup": "roll-up",
    "not_started": "not started",
    "not_measured": "not measured",
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "no_data": "no data",
    "no_range": "no range",
    "out_of_range": "out of range",
    "in_range": "in range",
}
_LEVELS = ("public", "internal", "confidential")


def grouped(changes: tuple[GoalChange, ...]) -> list[tuple[str, list[GoalChange]]]:
    """The changes, which are in order, below the headings that they belong to."""
    return [(HEADINGS[number], list(rows)) for number, rows in groupby(changes, rank)]


def name_of(kind: str, id_: str, key_result: str) -> str:
    """What a change or an effect is about: `KPI churn`, `key result grow#nrr`."""
    address = f"{id_}#{key_result}" if key_result else id_
    return f"{_WORDS.get(kind, kind)} {address}"


def sentence(change: GoalChange) -> str:
    """What changed: `target 4 → 6, eased`."""
    before, after = change.before, change.after
    match change.change:
        case "added":
            return "new" if change.kind != "checkin" else f"new, of {after['date']}"
        case "removed":
            return "gone"
        case "renamed":
            return f"was called {before}"
        case "value_rewritten":
            return f"value of {before['date']}: {_moved(before['value'], after['value'])}"
        case "value_removed":
            return f"value of {before['date']}: {value_text(before['value'])}, gone"
        case "checkin_rewritten":
            return f"check-in of {before['date']}: {_rewritten(before, after)}"
        case "checkin_removed":
            return f"check-in of {before['date']}, gone"
        case "visibility" if before in _LEVELS and after in _LEVELS:
            wider = _LEVELS.index(after) < _LEVELS.index(before)
            return f"visibility {_moved(before, after)}, {'wider' if wider else 'narrower'}"
        case _ if change.kind == "settings":
            hidden = before is None and after is None
            return "another value" if hidden else _moved(before, after)
        case name:
            told = f"{_WORDS.get(name, name)} {_moved(before, after)}"
            return f"{told}, {change.direction}" if change.direction else told


def effect_sentence(effect: GoalEffect) -> str:
    """What became of a goal or KPI: `progress 40 % → 45 %, on track → at risk`."""
    told = []
    if effect.progress[0] != effect.progress[1]:
        told.append(f"progress {' → '.join(map(_share, effect.progress))}")
    if effect.confidence[0] != effect.confidence[1]:
        told.append(f"confidence {_moved(*effect.confidence)}")
    for name, pair in (("", effect.status), ("", effect.health), ("loop ", effect.loop)):
        if pair[0] != pair[1]:
            told.append(f"{name}{' → '.join(_WORDS.get(word or '', word or '') for word in pair)}")
    return ", ".join(told)


def summary(found: SiteDifference) -> str:
    """The whole in a line: how many of each group, of effects and of findings."""
    told = [f"{len(rows)} × {heading.lower()}" for heading, rows in grouped(found.changes)]
    if found.effects:
        told.append(
            f"other numbers of {_count(len(found.effects), 'goal or KPI', 'goals or KPIs')}"
        )
    if found.new or found.gone:
        new = _count(len(found.new), "new finding", "new findings")
        told.append(f"{new}, {len(found.gone)} gone")
    return "; ".join(told) or "Nothing that the goals are made of has changed"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def value_text(value: Any) -> str:
    """A value of a change as people read it, in one line that is not too long."""
    return shortened(_value(value))


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text in one line that is not too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _value(value: Any) -> str:
    # An empty mapping as a pattern would match every one.
    if value is None or value in ("", [], {}):
        return "none"
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:.15g}".replace("-", "\N{MINUS SIGN}")
        case {"min": low, "max": high, **rest} if not rest:
            return _range(low, high)
        case {"start": first, "end": last, **rest} if not rest:
            return f"{first} to {last}"
        case {"title": str(title)}:
            return title
        case dict():
            told = ", ".join(f"{key} {_value(below)}" for key, below in value.items())
            return told or "none"
        case list():
            return ", ".join(map(_value, value))
        case _:
            return str(value)


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {_value(high)}" if high is not None else "open"
    return f"at least {_value(low)}" if high is None else f"{_value(low)} to {_value(high)}"


def _moved(before: Any, after: Any) -> str:
    return f"{value_text(before)} → {value_text(after)}"


def _rewritten(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The facts of a check-in that are others now."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return "rewritten"
    return "; ".join(f"{name} {_moved(before.get(name), after.get(name))}" for name in names)


def _share(share: float | None) -> str:
    return "not measured" if share is None else f"{share * 100:.3g} %"
