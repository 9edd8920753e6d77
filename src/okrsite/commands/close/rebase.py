"""Rebase: the baseline and the range that a KPI gets when a success of the cycle is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from okrsite.commands.authoring.front_matter import toml_lines, toml_value
from okrsite.commands.draft import Draft
from okrsite.model.edit import Replacement
from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import GoalKey
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Range
from okrsite.model.names import CycleId
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.pipeline.fix import edited

_FENCE = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_NUMBER = re.compile(r"[-+\w.]+")


class Rebased(Struct, frozen=True):
    """A KPI's new level and, where a bound moves, the side, the old and the new bound."""

    kpi: Kpi
    goal: GoalKey
    since: date
    value: float
    bounds: dict[str, float] = {}


def rebased_kpis(scored: Scored, cycle: CycleId, since: date) -> Iterator[Rebased]:
    """The KPIs that confirm a success of a cycle, in order of their ids."""
    for id_, score in scored.kpis.items():
        by, value = score.loop_by, score.value
        if score.loop != "confirmed" or by is None or value is None:
            continue
        objective = scored.forest.objectives[by.goal.objective]
        if objective.cycle == cycle:
            kpi = scored.forest.kpis[id_]
            result = scored.objectives[objective.id].key_results[by.goal.key_result]
            yield Rebased(kpi, by.goal, since, round(value, 9), _bounds(kpi, result, value))


def with_rebased(draft: Draft, rebased: Rebased) -> Draft:
    """The draft with the new level in the KPI's file, and its range where that gets narrower."""
    path = rebased.kpi.span.path
    data = draft.read(path)
    edits = [*_range_edits(data, rebased), _baseline_edit(data, rebased)]
    ordered = sorted(edits, key=lambda edit: (edit.span.line, edit.span.column))
    return draft.with_files({path: edited(data, ordered)})


def rebased_sentence(rebased: Rebased) -> str:
    """What a KPI confirms, and what becomes of its baseline and its range."""
    moved = ", ".join(f"{field} becomes {bound:g}" for field, bound in rebased.bounds.items())
    told = f"{rebased.kpi.id} confirms {rebased.goal}: its baseline is {rebased.value:g} now"
    return f"{told}, {moved}." if moved else f"{told}; its range stays."


def _bounds(kpi: Kpi, result: KeyResultScore, value: float) -> dict[str, float]:
    """The bounds that move to the target: on the side it was approached from, and never looser.

    None moves behind the value of today. An early warning keeps its distance from the bound.
    """
    if kpi.range is None or result.start is None or result.target is None:
        return {}
    target, falls = round(result.target, 9), result.target < result.start
    old = kpi.range.max if falls else kpi.range.min
    new = Range(max=target) if falls else Range(min=target)
    if old is None or (target >= old if falls else target <= old) or not new.holds(value):
        return {}
    side = "max" if falls else "min"
    found = {f"range.{side}": target}
    if kpi.warning and (warning := getattr(kpi.warning, side)) is not None:
        found[f"warning.{side}"] = round(warning + target - old, 9)
        other = kpi.warning.min if falls else kpi.warning.max
        # A range that would leave no room between two warnings is for people to decide.
        if other is not None and not new.holds(other):
            return {}
    return found


def _range_edits(data: bytes, rebased: Rebased) -> Iterator[Replacement]:
    lines = data.decode("utf-8-sig").splitlines()
    for field, bound in rebased.bounds.items():
        span = rebased.kpi.at(field)
        written = _NUMBER.match(lines[span.line - 1], span.column - 1)
        if written:
            yield Replacement(span, (span.line, written.end() + 1), toml_value(bound))


def _baseline_edit(data: bytes, rebased: Rebased) -> Replacement:
    """The newest baseline: the first of a list in brackets, else a table of its own at the end."""
    fields = {"since": rebased.since, "value": rebased.value, "from": str(rebased.goal)}
    text = data.decode("utf-8-sig")
    path, (line, column) = rebased.kpi.span.path, rebased.kpi.places.get("baselines") or (1, 1)
    if text.splitlines()[line - 1][: column - 1].rstrip().endswith("="):
        comma = "," if rebased.kpi.baselines else " "
        inline = f" {toml_value(fields)}{comma}"
        return Replacement(Span(path, line, column + 1), (line, column + 1), inline)
    end = [found.start() for found in _FENCE.finditer(text)][1]
    fence = text.count("\n", 0, end) + 1
    block = "\n".join(["", "[[baselines]]", *toml_lines(fields), ""])
    return Replacement(Span(path, fence), (fence, 1), block)
