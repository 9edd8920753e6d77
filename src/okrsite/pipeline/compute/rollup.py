"""Roll-up: what the progress of parts makes of the whole."""

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.model.names import ObjectiveId, Rollup
from okrsite.model.standing import supporters
from okrsite.pipeline.compute.rounding import mean, weighted_mean


class MeasuredPart(Struct, frozen=True, gc=False):
    """A part that is measured: how heavy, how far clamped and raw, and how far expected."""

    weight: float
    progress: float
    raw: float
    expected: float


class Whole(Struct, frozen=True, gc=False):
    """What the parts come to; None throughout where no part is measured."""

    progress: float | None = None
    raw: float | None = None
    expected: float | None = None


NOT_MEASURED = Whole()


def weighted_means(parts: Sequence[MeasuredPart]) -> Whole:
    """The weighted means over the parts that are measured; their order does not matter."""
    if not parts:
        return NOT_MEASURED
    weights = [part.weight for part in parts]
    progress, raw = [part.progress for part in parts], [part.raw for part in parts]
    clamped = weighted_mean(progress, weights)
    # Seldom is anything clamped, and the same means need not be taken twice.
    return Whole(
        clamped,
        clamped if raw == progress else weighted_mean(raw, weights),
        weighted_mean([part.expected for part in parts], weights),
    )


def weakest_part(parts: Sequence[MeasuredPart]) -> Whole:
    """The part that is least far, whatever the weights; expected stays the weighted mean."""
    if not parts:
        return NOT_MEASURED
    return Whole(
        min([part.progress for part in parts]),
        min([part.raw for part in parts]),
        weighted_means(parts).expected,
    )


def mean_of_both(own: Whole, children: Whole) -> Whole:
    """The mean of the two means, or the one that is known."""
    return Whole(
        _mean_of_known(own.progress, children.progress),
        _mean_of_known(own.raw, children.raw),
        _mean_of_known(own.expected, children.expected),
    )


def roll_up(rollup: Rollup, own: Whole, children: Whole) -> Whole:
    """An objective's figures by the way of rolling up that it names."""
    match rollup:
        case "key_results" | "weakest":
            return own
        case "children":
            return children
        case "both":
            return mean_of_both(own, children)
        case _:
            assert_never(rollup)


def children_of(objective: Objective, forest: Forest) -> dict[ObjectiveId, float]:
    """Those that support an objective or one of its key results, each once, with its weight.

    Where one does so more than once, its heaviest edge counts. Those that do not count are out.
    """
    children = (forest.objectives[id_] for id_ in sorted(supporters(forest, objective)))
    return {
        child.id: max(
            reference.weight
            for reference in child.supports
            if reference.goal.objective == objective.id
        )
        for child in children
        if child.state == "active"
    }


def _mean_of_known(own: float | None, children: float | None) -> float | None:
    return mean([progress for progress in (own, children) if progress is not None])
