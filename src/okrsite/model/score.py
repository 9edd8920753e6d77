"""Scores: what the arithmetic says of every goal, KPI, team and cycle on one day.

Shares are of 1 and unrounded; `None` is always *not measured* or *unknown*, never zero.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.forest import Forest
from okrsite.model.kpis import Baseline
from okrsite.model.names import (
    CycleId,
    Health,
    KeyResultId,
    KpiId,
    LoopState,
    ObjectiveId,
    Status,
    TeamId,
)
from okrsite.model.periods import Periods, PeriodValue
from okrsite.model.series import Point

ValueFrom = Literal["written", "kpi", "kpi_inside", "checkin"]
Band = Literal["low", "middle", "high"]


class Window(Struct, frozen=True, gc=False):
    """The days in which a goal is chased, both included."""

    start: date
    end: date


class Forecast(Struct, frozen=True, gc=False):
    """Where the line through the points ends on the due day, with its 80 % prediction interval."""

    due: date
    value: float
    low: float
    high: float
    points: int


class Grade(Struct, frozen=True, gc=False):
    """The verdict at the close: `earned` by progress, `given` by hand, `counts` whichever rules."""

    earned: float | None
    given: float | None
    reason: str
    counts: float | None
    met: bool
    band: Band | None


class StepState(Struct, frozen=True, gc=False):
    """One milestone as it stands: the day it was reached, or None."""

    id: str
    title: str
    weight: float
    done: date | None


class KeyResultScore(Struct, frozen=True, kw_only=True, gc=False):
    """A key result on the day.

    Values are in its unit. `start_from` tells where the start came from (`kpi_inside`: the KPI's
    first value inside the cycle), `current_from` the same of the current value, `start_on` and
    `current_on` their days. `progress_raw` may lie below 0 and above 1, `progress` is clamped.
    `inside` of `observed` counts a guardrail's observations; `steps` are milestones; `zone` is the
    zone reached. `history` holds the values over the window, start first; `confidence` is not here,
    it belongs to the objective.
    """

    id: KeyResultId
    objective: ObjectiveId
    window: Window
    start: float | None = None
    start_from: ValueFrom | None = None
    start_on: date | None = None
    current: float | None = None
    current_from: ValueFrom | None = None
    current_on: date | None = None
    target: float | None = None
    progress_raw: float | None = None
    progress: float | None = None
    expected: float = 0
    status: Status = "not_measured"
    already_met: bool = False
    is_met: bool = False
    latest_is_inside: bool | None = None
    inside: int = 0
    observed: int = 0
    steps: tuple[StepState, ...] = ()
    zone: str | None = None
    history: tuple[Point, ...] = ()
    forecast: Forecast | None = None
    grade: Grade | None = None


class Contribution(Struct, frozen=True, gc=False):
    """What one supporting objective adds to a roll-up over children."""

    objective: ObjectiveId
    weight: float
    progress: float | None


class ObjectiveScore(Struct, frozen=True, kw_only=True, gc=False):
    """An objective on the day; `measured` of `total` key results have a value.

    `counts` says whether it takes part in roll-ups, totals, overdue lists, loop and grades: drafts,
    paused and dropped ones do not. `confidence` is of the newest check-in that tells it. `next_due`
    is the day by which the next check-in is expected, None when none is (any more).
    """

    id: ObjectiveId
    window: Window
    counts: bool
    key_results: dict[KeyResultId, KeyResultScore]
    progress: float | None = None
    progress_raw: float | None = None
    expected: float | None = None
    status: Status = "not_measured"
    measured: int = 0
    total: int = 0
    from_key_results: float | None = None
    from_children: float | None = None
    contributions: tuple[Contribution, ...] = ()
    confidence: float | None = None
    confidence_history: tuple[Point, ...] = ()
    last_checkin: date | None = None
    next_due: date | None = None
    grade: Grade | None = None


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

    objective: ObjectiveId
    key_result: KeyResultId
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


class TeamScore(Struct, frozen=True, kw_only=True):
    """A team in the current cycle: the plain mean over the objectives that it owns.

    `own` are the ids of its own objectives in that cycle, `all` those of its sub-teams as well;
    `shown_with` the ones of other teams that it works on. `statuses` counts `all` by status.
    """

    id: TeamId
    progress: float | None = None
    expected: float | None = None
    measured: int = 0
    own: tuple[ObjectiveId, ...] = ()
    all: tuple[ObjectiveId, ...] = ()
    shown_with: tuple[ObjectiveId, ...] = ()
    statuses: dict[Status, int] = {}
    confidence: float | None = None


class CycleScore(Struct, frozen=True, kw_only=True):
    """A cycle: how far it is gone and how its own objectives stand.

    `participation` is the share of its active objectives that had a check-in in its window;
    `grades` counts by band, `grade` is their mean.
    """

    id: CycleId
    elapsed: float
    is_open: bool
    objectives: tuple[ObjectiveId, ...] = ()
    progress: float | None = None
    expected: float | None = None
    measured: int = 0
    statuses: dict[Status, int] = {}
    participation: float | None = None
    grade: float | None = None
    grades: dict[Band, int] = {}
    met: int = 0


Dimension = Literal["clarity", "alignment", "discipline", "connection", "closure"]
Level = Literal["ad_hoc", "emerging", "defined", "managed", "disciplined"]


MaturityFact = Literal[
    "has_key_results",
    "is_measured",
    "is_aligned",
    "checked_in",
    "reviewed",
    "has_retrospective",
    "has_kpi",
    "is_acted_on",
    "is_graded",
    "is_rebaselined",
]


class Evidence(Struct, frozen=True, gc=False):
    """One fact behind a point of maturity: which thing, and whether it holds."""

    subject: Subject
    holds: bool
    fact: MaturityFact


class Maturity(Struct, frozen=True):
    """How far one dimension of the practice has come: the share of facts that hold, and a level."""

    dimension: Dimension
    share: float | None
    level: Level | None
    evidence: tuple[Evidence, ...] = ()


class MaturityReport(Struct, frozen=True):
    """The maturity of a team or, with `team` None, the company; `level` is the weakest one's."""

    team: TeamId | None
    level: Level | None
    dimensions: tuple[Maturity, ...]


class Scored(Struct, frozen=True, kw_only=True):
    """The forest with every number beside it, as of `today`; nothing in `forest` is later.

    `cycle` is the current cycle. `company` sums the objectives of the current cycle over all teams.
    `maturity` has the company first, then the teams in order.
    """

    forest: Forest
    today: date
    cycle: CycleId | None
    objectives: dict[ObjectiveId, ObjectiveScore] = {}
    kpis: dict[KpiId, KpiScore] = {}
    teams: dict[TeamId, TeamScore] = {}
    company: TeamScore = TeamScore(id="")
    cycles: dict[CycleId, CycleScore] = {}
    maturity: tuple[MaturityReport, ...] = ()
