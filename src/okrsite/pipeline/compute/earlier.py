"""Earlier: the goals of today, with today's targets, as they stood on a day before.

Scores depend on nothing but the goals and a day, so what changed since Monday needs no database:
the same goals are scored twice. What was added, dropped or moved meanwhile is not told by that;
only the history of the repository knows it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from okrsite.model.extensions import Scorer
from okrsite.model.names import CycleId
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored
from okrsite.pipeline.cells import Forgetful
from okrsite.pipeline.compute.as_of import forest_as_of
from okrsite.pipeline.compute.basis import basis_of
from okrsite.pipeline.compute.compute import score

# `monday` is the latest Monday before today, `last_cycle` the same day of the cycle before.
Moment = Literal["monday", "last_cycle"]
MOMENTS: tuple[Moment, ...] = ("monday", "last_cycle")
# A quarter is compared with a quarter, also with one of a few days more, and not with a year.
LIKE = 1.5


def monday_before(today: date) -> date:
    """The latest Monday before a day; of a Monday the one a week before."""
    return today - timedelta(days=today.weekday() or 7)


def last_cycle(cycles: Iterable[Cycle], current: Cycle) -> Cycle | None:
    """The cycle that ended last before another began, of those about as long; None without one."""
    days = _days(current)
    before = [
        cycle
        for cycle in cycles
        if cycle.end < current.start and days / LIKE <= _days(cycle) <= days * LIKE
    ]
    return max(before, key=lambda cycle: (cycle.end, cycle.id), default=None)


def same_day(of: Cycle, today: date, before: Cycle) -> date:
    """The day of a cycle before that is as many days from its start; at most its last."""
    gone = max(today - of.start, timedelta())
    return min(before.start + gone, before.end)


def score_earlier(
    scored: Scored, moment: Moment, scorers: Mapping[str, Scorer[Any]]
) -> Scored | None:
    """The same goals as of an earlier moment, without maturity; None where there is no such day.

    Teams and the company are summed over the goals that count in today's current cycle, as of
    Monday; and over those of the last cycle, as of the same day of it.
    """
    if moment == "monday":
        return _scored(scored, monday_before(scored.today), scored.cycle, scorers)
    cycles = scored.forest.cycles
    if scored.cycle is None:
        return None
    current = cycles[scored.cycle]
    before = last_cycle(cycles.values(), current)
    if before is None:
        return None
    return _scored(scored, same_day(current, scored.today, before), before.id, scorers)


def _scored(
    scored: Scored, day: date, cycle: CycleId | None, scorers: Mapping[str, Scorer[Any]]
) -> Scored:
    tables = Forgetful()
    forest = forest_as_of(day, scored.forest, tables)
    return score(basis_of(forest, day, cycle, scorers, tables), tables)[0]


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days + 1
