"""KPIs scored: how each stands on one day, and who acts on it."""

from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.goals import GoalKey
from okrsite.model.kpis import Baseline
from okrsite.model.names import Health, KpiId, LoopState
from okrsite.model.periods import Periods, PeriodValue


class Change(Struct, frozen=True):
    """From the complete period before to the newest complete one.

    `relative` is None where the base is 0 or less; `is_good` None where the range does not tell.
    """

    previous: PeriodValue
    latest: PeriodValue
    absolute: float
    relative: float | None
    is_good: bool | None


class Attack(Struct, frozen=True, gc=False):
    """A key result that is measured by a KPI, with the days in which it acts on it."""

    goal: GoalKey
    window: Window
    is_open: bool
    is_met: bool


class KpiScore(Struct, frozen=True, kw_only=True):
    """A KPI on the day.

    `value` is the judged one and `as_of` the day of its newest observation; `so_far` is the running
    period of a sum or average, shown and never judged. `attacks` lists every active key result
    measured by it, oldest first; `loop_by` the one that the loop's state rests on. `baseline` is
    the one in force.
    """

    id: KpiId
    value: float | None = None
    as_of: date | None = None
    periods: Periods = Periods()
    so_far: PeriodValue | None = None
    periods_behind: int = 0
    health: Health = "no_data"
    change: Change | None = None
    baseline: Baseline | None = None
    target_is_met: bool | None = None
    loop: LoopState = "unknown"
    loop_by: Attack | None = None
    attacks: tuple[Attack, ...] = ()
    last_review: date | None = None
    next_review_due: date | None = None

    @property
    def judged(self) -> Periods:
        """The periods whose values count: not the one that is only so far."""
        return self.periods.complete if self.so_far else self.periods
