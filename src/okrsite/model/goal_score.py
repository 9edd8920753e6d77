"""Goals scored: what the arithmetic says of objectives and their key results on one day.

Shares are of 1 and unrounded; `None` is always *not measured* or *unknown*, never zero.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.names import KeyResultId, ObjectiveId, Status
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
