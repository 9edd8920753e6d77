"""Progress: one small formula for each way in which a key result is measured."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isinf
from typing import Literal, TypeAlias

from okrsite.model.goals import CheckInValue
from okrsite.model.measure import ZONES, NumberZones, Range
from okrsite.pipeline.compute.rounding import finite, rounded, weighted_mean

Direction = Literal[1, -1]
Segment: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


def metric_progress(start: float, target: float, current: float) -> float:
    """`(current - start) / (target - start)`, raw: below 0 and above 1 stay what they are.

    The target lies above or below the start, never on it. Figures whose difference is beyond all
    floats are halved first; a share beyond them is the largest there is.
    """
    span, gone = target - start, current - start
    if isinf(span) or isinf(gone):
        span, gone = target / 2 - start / 2, current / 2 - start / 2
    return finite(gone / span)


def target_of_change(start: float, change: float) -> float | None:
    """`start x (1 + change)`; None where the start is 0 or less, since nothing is a share of it."""
    return finite(start * (1 + change)) if start > 0 else None


def better_side(range_: Range | None) -> Direction | None:
    """The side on which a range is open: 1 where more is better, -1 where less is, else None."""
    if range_ is None or (range_.min is None) == (range_.max is None):
        return None
    return 1 if range_.max is None else -1


def is_beyond(value: float, target: float, direction: Direction) -> bool:
    """Whether a value has reached a target or passed it; "under X" is met at X."""
    return (
        value >= target or rounded(value) >= rounded(target)
        if direction == 1
        else (value <= target or rounded(value) <= rounded(target))
    )


def count_inside(values: Iterable[float], keep: Range) -> tuple[int, int]:
    """How many values lie in a range, bounds included, and how many there are."""
    held = keep.holds_each(values)
    return sum(held), len(held)


def milestone_share(done: Sequence[bool], weights: Sequence[float]) -> float | None:
    """The weighted share of milestones that are done; None where there are none."""
    return weighted_mean([1.0 if is_done else 0.0 for is_done in done], weights)


def zone_share(value: CheckInValue) -> float | None:
    """What a zone is worth: none 0, commit 0.3, target 0.7, stretch 1.0; a number is the share."""
    if isinstance(value, str):
        return ZONES.get(value)
    return value if isinstance(value, float) else None


def zone_reached(share: float) -> str:
    """The highest zone that a share comes up to."""
    reached = (name for name, worth in reversed(ZONES.items()) if rounded(share) >= worth)
    return next(reached, "none")


def zone_line(zones: NumberZones, start: float | None) -> list[tuple[float, float]]:
    """The values of zones and what each is worth, from the start where it lies before commit."""
    line = [(zones.commit, 0.3), (zones.target, 0.7), (zones.stretch, 1.0)]
    is_before = start is not None and zones.commit != start
    if start is None or not is_before or (start < zones.commit) != (zones.commit < zones.stretch):
        return line
    return [(start, 0.0), *line]


def segment_along(line: Sequence[tuple[float, float]], value: float) -> Segment:
    """The two neighbours on a line between which a value lies, or the pair nearest to it.

    Values rise or fall strictly along the line.
    """
    rises = line[0][0] < line[-1][0]
    pairs = list(pairwise(line))
    return next(
        (pair for pair in pairs if (value <= pair[1][0] if rises else value >= pair[1][0])),
        pairs[-1],
    )


def share_along(line: Sequence[tuple[float, float]], value: float) -> float:
    """The share at a value on a line of (value, share); its ends go on as they are."""
    (before, share), (after, next_share) = segment_along(line, value)
    if value == after:
        return next_share
    return finite(share + metric_progress(before, after, value) * (next_share - share))
