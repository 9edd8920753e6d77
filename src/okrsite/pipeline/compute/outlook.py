"""Outlook: how far a goal will be on its last day, if it goes on as until now."""

from collections.abc import Callable, Sequence
from math import fsum

from msgspec import Struct

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import Objective
from okrsite.model.names import ObjectiveId
from okrsite.pipeline.compute.rounding import finite, rounded


class Outlook(Struct, frozen=True):
    """A share of the way on the last day, and the ends of the forecast's interval; 1 is all of it.

    The ends are in order of their size, whichever way the values go.
    """

    share: float
    low: float
    high: float

    @property
    def reaches(self) -> bool:
        """Whether the whole way is gone by then."""
        return rounded(self.share) >= 1


def result_outlook(score: KeyResultScore) -> Outlook | None:
    """The forecast of a key result as a share of its way; None where nothing is forecast.

    What is done is done, whatever the line through its values says.
    """
    if score.status == "done":
        return Outlook(1.0, 1.0, 1.0)
    forecast, start, target = score.forecast, score.start, score.target
    if forecast is None or start is None or target is None or start == target:
        return None
    way = target - start
    share, *ends = (
        finite((value - start) / way) for value in (forecast.value, forecast.low, forecast.high)
    )
    return Outlook(share, min(ends), max(ends))


def objective_outlook(
    objective: Objective, score: ObjectiveScore, of_child: Callable[[ObjectiveId], Outlook | None]
) -> Outlook | None:
    """Rolled up as the objective's progress is, every part from 0 to 1; None without progress.

    What has no forecast keeps its distance from the pace. The ends of the interval are means as
    well, which is as wide as if all parts missed together.
    """
    if score.progress is None:
        return None
    own = [
        (result.weight, _clamped(result_outlook(known) or in_step(known)))
        for result in objective.key_results
        if (known := score.key_results[result.id]).progress is not None
    ]
    children = [
        (part.weight, _clamped(outlook))
        for part in score.contributions
        if part.progress is not None and (outlook := of_child(part.objective))
    ]
    match objective.rollup:
        case "key_results":
            return _mean(own)
        case "weakest":
            return min((part for _, part in own), key=lambda part: part.share, default=None)
        case "children":
            return _mean(children)
        case "both":
            halves = [half for half in (_mean(own), _mean(children)) if half]
            return _mean([(1.0, half) for half in halves])


def in_step(score: KeyResultScore | ObjectiveScore) -> Outlook:
    """As far behind or ahead of the pace on the last day as it is now."""
    progress = score.progress or 0.0
    share = progress / score.expected if score.expected else progress
    return Outlook(share, share, share)


def _clamped(outlook: Outlook) -> Outlook:
    share, low, high = (
        min(max(end, 0.0), 1.0) for end in (outlook.share, outlook.low, outlook.high)
    )
    return Outlook(share, low, high)


def _mean(parts: Sequence[tuple[float, Outlook]]) -> Outlook | None:
    """The weighted mean of outlooks, end by end; None of none."""
    whole = fsum(weight for weight, _ in parts)
    if not whole:
        return None

    def mean(end: Callable[[Outlook], float]) -> float:
        return rounded(fsum(weight * end(part) for weight, part in parts) / whole)

    return Outlook(
        mean(lambda part: part.share), mean(lambda part: part.low), mean(lambda part: part.high)
    )
