"""KPIs scored: how each stands on one day, and who acts on it."""

from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.goals import GoalKey
from okrsite.model.kpis import Baseline
from okrsite.model.names import Health, KpiId, LoopState
from okrsite.model.periods import Periods, PeriodValue


class Change(Struct, frozen=True, array_like=True):
    """From the complete period before to the newest complete one.

    `relative` is None where the base is 0 or less. `noise` is how far the KPI's changes usually lie
    apart, in its unit; 0 while its past is too short to tell. `is_good` is None where the range
    does not tell.
    """

    previous: PeriodValue
    latest: PeriodValue
    absolute: float
    relative: float | None
    is_good: bool | None
    noise: float = 0

    @property
    def is_noise(self) -> bool:
        """Whether the KPI usually goes up and down by more than this."""
        return abs(self.absolute) < self.noise


class Attack(Struct, frozen=True, array_like=True, gc=False):
    """A key result that is measured by a KPI, with the days in which it acts on it.

    Attributes:
        goal: The key result.
        window: The days in which it is chased.
        is_open: Whether its cycle has begun and nobody has closed it.
        is_met: Whether it has reached its target.
    """

    goal: GoalKey
    window: Window
    is_open: bool
    is_met: bool


class KpiScore(Struct, frozen=True, array_like=True, kw_only=True):
    """A KPI on the day.

    Attributes:
        id: The KPI's id.
        value: The value that is judged.
        as_of: The day of the value's newest observation.
        periods: The values by period, oldest first.
        so_far: The running period of a sum or average; shown and never judged.
        periods_behind: How many periods lie between the newest value and today; monthly and
            longer ones count from their sixth day only.
        health: Where the value is: inside the range, in the warning, outside, or unknown.
        change: What happened since the period before.
        baseline: The baseline in force.
        target_is_met: Whether the target is reached; None without a target or a value.
        loop: Where it stands between being watched and being changed.
        loop_by: The key result that the loop's state rests on.
        attacks: Every active key result measured by it, oldest first.
        last_review: The day of the newest review.
        next_review_due: The day by which the next review is expected.
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
    def nobody_acts(self) -> bool:
        """Whether it is out of its range, and no open key result works on it."""
        return self.loop in {"signalled", "unconfirmed"}

    @property
    def judged(self) -> Periods:
        """The periods whose values count: not the one that is only so far."""
        return self.periods.complete if self.so_far else self.periods
