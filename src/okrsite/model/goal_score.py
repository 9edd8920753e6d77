"""Goals scored: what the arithmetic says of objectives and their key results on one day.

Shares are of 1 and unrounded; `None` is always *not measured* or *unknown*, never zero.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import KeyResultId, ObjectiveId, Status
from okrsite.model.series import Point

ValueFrom = Literal["written", "kpi", "kpi_inside", "checkin", "zero"]
Band = Literal["low", "middle", "high"]


class Window(Struct, frozen=True, array_like=True, gc=False):
    """The days in which a goal is chased, both included.

    Attributes:
        start: The first day.
        end: The last day.
    """

    start: date
    end: date


class Forecast(Struct, frozen=True, array_like=True, gc=False):
    """Where the line through the points ends on the due day, with its 80 % prediction interval.

    Attributes:
        due: The day that is forecast.
        value: The value on that day.
        low: The lower end of the interval.
        high: The upper end of the interval.
        points: How many values the line goes through.
    """

    due: date
    value: float
    low: float
    high: float
    points: int


class Grade(Struct, frozen=True, array_like=True, gc=False):
    """The verdict at the close of a cycle.

    Attributes:
        earned: The grade by progress, 0 to 1.
        given: The grade given by hand, 0 to 1.
        reason: Why the two differ.
        counts: The one that decides `met` and `band` and goes into means: `given`, else of an
            objective the mean of its key results, else `earned`.
        met: Whether the goal was met.
        band: The band of the scale that it falls into.
    """

    earned: float | None
    given: float | None
    reason: str
    counts: float | None
    met: bool
    band: Band | None


class StepState(Struct, frozen=True, array_like=True, gc=False):
    """One milestone as it stands: the day it was reached, or None, and the day it is due."""

    id: str
    title: str
    weight: float
    done: date | None
    due: date | None = None


class CustomScore(Struct, frozen=True, array_like=True, kw_only=True):
    """What a plugin's scorer says of a key result, where progress alone does not say enough.

    Attributes:
        progress: Raw progress: 0 at the start, 1 at the target; None is *not measured*.
        value: What readers see as its value now: a number, written as the site's language has it,
            or words; None for the newest value of the KPI or the check-ins.
        target: What readers see as what is to be reached, likewise; None for nothing.
        unit: The unit of both where they are numbers: `%`, a currency, or any word.
        is_done: Whether it is reached; None to have it so from progress 1 on.
    """

    progress: float | None
    value: float | str | None = None
    target: float | str | None = None
    unit: str = ""
    is_done: bool | None = None


class KeyResultScore(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A key result on the day. Values are in its unit; the confidence is the objective's.

    Attributes:
        id: The key result's id within its objective.
        objective: The objective's id.
        window: The days in which it is chased.
        start: The value it starts from.
        start_from: Where the start came from: `kpi_inside` is the KPI's first value inside the
            window, `zero` that of a sum that runs within the window.
        start_on: The day of the start.
        current: The value now.
        current_from: Where the current value came from.
        current_on: The day of the current value.
        so_far: Whether the current value is of a period that still runs.
        first_due: The day by which the KPI should have given the first value; None once there is
            one, and where no KPI gives it.
        base: Of a relative running sum, the value that the change is a change of.
        target: The value it should reach.
        progress_raw: Progress, which may lie below 0 and above 1.
        progress: Progress from 0 to 1.
        expected: The progress expected by now, 0 to 1.
        status: How it stands against what is expected.
        already_met: Whether the start was as good as the target.
        is_met: Whether it has reached its target, which takes a value in enough periods; a
            guardrail only when its window is over.
        latest_is_inside: Of a guardrail, whether its newest observation is inside the range.
        inside: Of a guardrail, how many observations were inside the range.
        observations: Of a guardrail, how many observations there were.
        observed: In how many of the periods due so far there was a value.
        due_periods: How many periods of the window are over, their days of grace included; 0
            where nobody asks for a value in each.
        is_thin: Whether the value rests on too few of those periods to be sure of.
        steps: Of milestones, each step and whether it is done.
        zone: Of zones, the zone that was reached.
        custom: Of a plugin's scorer, what it said beside its progress.
        words: Of a plugin's scorer, the words that a check-in may have as the value.
        history: The values over the window, the start first.
        forecast: Where it will end, if the line goes on.
        grade: The grade, once the cycle is closed.
        findings: What kept it from being scored.
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
    so_far: bool = False
    first_due: date | None = None
    base: float | None = None
    target: float | None = None
    progress_raw: float | None = None
    progress: float | None = None
    expected: float = 0
    status: Status = "not_measured"
    already_met: bool = False
    is_met: bool = False
    latest_is_inside: bool | None = None
    inside: int = 0
    observations: int = 0
    observed: int = 0
    due_periods: int = 0
    is_thin: bool = False
    steps: tuple[StepState, ...] = ()
    zone: str | None = None
    custom: CustomScore | None = None
    words: tuple[str, ...] = ()
    history: tuple[Point, ...] = ()
    forecast: Forecast | None = None
    grade: Grade | None = None
    findings: tuple[Diagnostic, ...] = ()


class Contribution(Struct, frozen=True, array_like=True, gc=False):
    """What one supporting objective adds to a roll-up over children."""

    objective: ObjectiveId
    weight: float
    progress: float | None


class ObjectiveScore(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """An objective on the day.

    Attributes:
        id: The objective's id.
        window: The days in which it is chased.
        counts: Whether it takes part in roll-ups, totals, overdue lists, loop and grades:
            drafts, paused and dropped ones do not.
        key_results: The scores of its key results by id.
        progress: Progress from 0 to 1.
        progress_raw: Progress, which may lie below 0 and above 1.
        expected: The progress expected by now, 0 to 1.
        status: How it stands against what is expected.
        measured: How many key results have a value.
        total: How many key results it has.
        from_key_results: The progress by its key results alone.
        from_children: The progress by the objectives that support it alone.
        contributions: What each supporting objective adds to a roll-up over children.
        confidence: The confidence of the newest check-in that tells it, 0 to 10.
        confidence_history: The confidence of all check-ins, oldest first.
        last_checkin: The day of the newest check-in.
        next_due: The day by which the next check-in is expected; None when none is.
        grade: The grade, once the cycle is closed.
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
