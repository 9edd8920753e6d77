"""Effects: what changes do to the numbers of the goals and KPIs that are there before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.model.change import GoalChange, GoalEffect
from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.kpi_score import KpiScore
from okrsite.model.scored import Scored

# Sums differ in their last digits, and nobody means that.
PLACES = 9

# What was renamed had these ids, by its kind, its id and its key result now.
OldIds = dict[tuple[str, str, str], str]


def effects(before: Scored, after: Scored, changes: Iterable[GoalChange]) -> tuple[GoalEffect, ...]:
    """Every goal and KPI with another progress, status, confidence, health or place in the loop.

    The changes tell what was renamed. In order of kind and id.
    """
    old_ids: OldIds = {
        (change.kind, change.id, change.key_result): change.before
        for change in changes
        if change.change == "renamed"
    }
    found = [
        *_of_objectives(before, after, old_ids),
        *(
            _of_kpi(before.kpis[old], kpi)
            for id_, kpi in after.kpis.items()
            if (old := old_ids.get(("kpi", id_, ""), id_)) in before.kpis
        ),
    ]
    moved = (effect for effect in found if _has_moved(effect))
    return tuple(sorted(moved, key=lambda effect: (effect.kind, effect.id, effect.key_result)))


def _of_objectives(before: Scored, after: Scored, old_ids: OldIds) -> Iterator[GoalEffect]:
    for id_, objective in after.objectives.items():
        old = before.objectives.get(old_ids.get(("objective", id_, ""), id_))
        if old is None:
            continue
        yield _of_objective(old, objective)
        for result_id, result in objective.key_results.items():
            old_id = old_ids.get(("key_result", id_, result_id), result_id)
            if old_id in old.key_results:
                yield _of_result(id_, old.key_results[old_id], result)


def _of_objective(before: ObjectiveScore, after: ObjectiveScore) -> GoalEffect:
    return GoalEffect(
        kind="objective",
        id=after.id,
        progress=(before.progress, after.progress),
        status=(before.status, after.status),
        confidence=(before.confidence, after.confidence),
    )


def _of_result(objective: str, before: KeyResultScore, after: KeyResultScore) -> GoalEffect:
    return GoalEffect(
        kind="key_result",
        id=objective,
        key_result=after.id,
        progress=(before.progress, after.progress),
        status=(before.status, after.status),
    )


def _of_kpi(before: KpiScore, after: KpiScore) -> GoalEffect:
    return GoalEffect(
        kind="kpi",
        id=after.id,
        health=(before.health, after.health),
        loop=(before.loop, after.loop),
    )


def _has_moved(effect: GoalEffect) -> bool:
    numbers = (effect.progress, effect.confidence)
    texts = (effect.status, effect.health, effect.loop)
    return any(_rounded(before) != _rounded(after) for before, after in numbers) or any(
        before != after for before, after in texts
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, PLACES)
