"""Earlier: the goals of today, with today's targets, as they stood on a day before.

Scores depend on nothing but the goals and a day, so what changed since Monday needs no database:
the same goals are scored twice. What was added, dropped or moved meanwhile is not told by that;
only the history of the repository knows it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct

from okrsite.model.extensions import Scorer
from okrsite.model.names import CycleId
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored
from okrsite.pipeline.cells import WHOLE, CellTables
from okrsite.pipeline.compute.as_of import forest_as_of
from okrsite.pipeline.compute.basis import basis_of
from okrsite.pipeline.compute.compute import score

# `monday` is the latest Monday before today, `last_cycle` the same day of the cycle before.
Moment = Literal["monday", "last_cycle"]
MOMENTS: tuple[Moment, ...] = ("monday", "last_cycle")
# A quarter is compared with a quarter, also with one of a few days more, and not with a year.
LIKE = 1.5


class ScoredDay(Struct, frozen=True):
    """A day that is scored again, and the cycle whose goals are summed on it."""

    day: date
    cycle: CycleId | None


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


def earlier_day(scored: Scored, moment: Moment) -> ScoredDay | None:
    """The day of an earlier moment; None where there is none.

    Teams and the company are summed over the goals that count in today's current cycle, as of
    Monday; and over those of the last cycle, as of the same day of it.
    """
    if moment == "monday":
        return ScoredDay(monday_before(scored.today), scored.cycle)
    if scored.cycle is None:
        return None
    cycles = scored.forest.cycles
    before = last_cycle(cycles.values(), cycles[scored.cycle])
    if before is None:
        return None
    return ScoredDay(same_day(cycles[scored.cycle], scored.today, before), before.id)


def score_earlier(
    scored: Scored, earlier: ScoredDay, scorers: Mapping[str, Scorer[Any]], tables: CellTables
) -> Scored:
    """The same goals as of an earlier day, without maturity."""
    forest = forest_as_of(earlier.day, scored.forest, tables)
    cycle = {WHOLE: earlier.cycle}
    return score(basis_of(forest, earlier.day, cycle, scorers, tables), tables)[0]


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days + 1
