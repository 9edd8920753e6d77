"""Loop: who acts on a KPI, and where that puts it between steady and holding."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import GoalKey
from okrsite.model.kpi_score import Attack
from okrsite.model.kpis import Baseline, Kpi
from okrsite.model.names import KpiId, LoopState, ObjectiveId
from okrsite.model.people import Cycle
from okrsite.model.placement import Placement
from okrsite.model.standing import has_started, is_open


class LoopPosition(Struct, frozen=True):
    """A KPI's state in the loop, and the key result on which the state rests."""

    state: LoopState
    by: Attack | None = None


def measured_by_kpis(placements: Mapping[ObjectiveId, Placement]) -> dict[KpiId, list[GoalKey]]:
    """The key results of active objectives that each KPI measures."""
    found: dict[KpiId, list[GoalKey]] = {}
    for id_, placement in placements.items():
        if placement.is_active:
            for key_result, kpi in placement.kpis:
                found.setdefault(kpi, []).append(GoalKey(id_, key_result))
    return found


def attacks_on(
    goals: Iterable[GoalKey],
    forest: Forest,
    scores: Mapping[ObjectiveId, ObjectiveScore],
    today: date,
) -> tuple[Attack, ...]:
    """The key results that a KPI measures, oldest first.

    Each is open while its cycle has started and is not closed.
    """
    attacks = []
    for goal in goals:
        cycle = forest.cycle_of(forest.objectives[goal.objective])
        acts = has_started(cycle, today) and is_open(cycle, today)
        score = scores[goal.objective].key_results[goal.key_result]
        attacks.append(Attack(goal, score.window, acts, score.is_met))
    return tuple(sorted(attacks, key=_by_window))


def loop_position(
    kpi: Kpi,
    value: float | None,
    attacks: Sequence[Attack],
    forest: Forest,
    today: date,
) -> LoopPosition:
    """The state by the first match (docs/arithmetic.md, "Loop").

    No range or no data: unknown. An unmet key result in an open cycle: acting. The latest key
    result met, its end not longer ago than its cycle is long, and no baseline from it: confirmed,
    or unconfirmed where the KPI is out of range. One that was met early counts from that day on,
    since the KPI agrees or disagrees from that day on. Out of range: signalled. A baseline from a
    key result: holding. In the zone of its early warning: watch. Else steady.
    """
    if kpi.range is None or value is None:
        return LoopPosition("unknown")
    is_inside = kpi.range.holds(value)
    acting = [attack for attack in attacks if attack.is_open and not attack.is_met]
    if acting:
        return LoopPosition("acting", acting[-1])
    begun = [attack for attack in attacks if attack.window.start <= today]
    if begun and _awaits_baseline(begun[-1], kpi, _cycle_of(begun[-1], forest), today):
        return LoopPosition("confirmed" if is_inside else "unconfirmed", begun[-1])
    if not is_inside:
        return LoopPosition("signalled")
    earned = [baseline for baseline in kpi.baselines if baseline.from_ is not None]
    if earned:
        newest = max(earned, key=lambda baseline: baseline.since)
        return LoopPosition("holding", next((a for a in attacks if _is_from(newest, a)), None))
    is_near_edge = kpi.warning is not None and not kpi.warning.holds(value)
    return LoopPosition("watch" if is_near_edge else "steady")


def _cycle_of(attack: Attack, forest: Forest) -> Cycle:
    return forest.cycle_of(forest.objectives[attack.goal.objective])


def _awaits_baseline(attack: Attack, kpi: Kpi, cycle: Cycle, today: date) -> bool:
    # A cycle may be closed before the due day; then the success dates from the close.
    end = min(attack.window.end, cycle.closed) if cycle.closed else attack.window.end
    length = (cycle.end - cycle.start).days + 1
    return (
        attack.is_met
        and (today - end).days <= length
        and not any(_is_from(baseline, attack) for baseline in kpi.baselines)
    )


def _is_from(baseline: Baseline, attack: Attack) -> bool:
    return baseline.is_from(attack.goal)


def _by_window(attack: Attack) -> tuple[date, date, GoalKey]:
    return attack.window.end, attack.window.start, attack.goal
