"""Records of objectives and their key results."""

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.goal_score import Forecast, Grade, KeyResultScore, ObjectiveScore, ValueFrom
from okrsite.model.goals import Initiative, KeyResult, Objective
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Measure,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.model.names import ObjectiveType, Perspective, Purpose, State, Status

MeasureName = Literal["metric", "relative", "guardrail", "milestones", "zones", "custom"]


class ForecastRecord(Struct, frozen=True):
    """Where the trend ends on the due day, with its 80 % prediction interval."""

    due: date
    value: float
    low: float
    high: float


class InitiativeRecord(Struct, frozen=True):
    """A piece of work for a goal; `done_on` is the day where that is known."""

    title: str
    done: bool
    done_on: date | None
    link: str | None


class KeyResultRecord(Struct, frozen=True, kw_only=True):
    """A key result on the day; values are in its unit.

    `start_from` tells where the start came from: written, kpi (the day before the window),
    kpi_inside (the first value inside it), checkin, or zero (of a sum that runs within the window).
    `so_far` says that the current value is of a period that still runs, `first_due` by when the KPI
    should have given the first. In `observed` of the `due_periods` over by now there was a value.
    `owner` is its own, null for the objective's; `text` is without markup. `purpose` is repair or
    leap, where its KPI is attacked for one of these.
    """

    id: str
    title: str
    measure: MeasureName
    kpi: str | None
    unit: str
    weight: float
    due: date
    start: float | None
    start_from: ValueFrom | None
    current: float | None
    so_far: bool
    first_due: date | None
    observed: int
    due_periods: int
    target: float | None
    progress: float | None
    progress_raw: float | None
    expected: float
    status: Status
    forecast: ForecastRecord | None
    grade: float | None
    owner: str | None
    contributors: tuple[str, ...]
    initiatives: tuple[InitiativeRecord, ...]
    text: str
    purpose: Purpose | None


class ObjectiveRecord(Struct, frozen=True, kw_only=True):
    """An objective on the day; `measured` of `total` key results have a value.

    `confidence` is 0 to 10, of the newest check-in that tells it. `grade` is the one that counts:
    given by hand or, failing that, earned. `supports` holds `objective` or `objective#key_result`.
    `cycle` is null for a draft of the backlog.
    """

    id: str
    title: str
    cycle: str | None
    team: str | None
    owner: str | None
    type: ObjectiveType
    state: State
    with_teams: tuple[str, ...]
    tags: tuple[str, ...]
    perspective: Perspective | None
    progress: float | None
    progress_raw: float | None
    expected: float | None
    status: Status
    confidence: float | None
    grade: float | None
    measured: int
    total: int
    supports: tuple[str, ...]
    key_results: tuple[KeyResultRecord, ...]
    contributors: tuple[str, ...]
    initiatives: tuple[InitiativeRecord, ...]


def objective_record(objective: Objective, score: ObjectiveScore) -> ObjectiveRecord:
    """An objective with its numbers."""
    return ObjectiveRecord(
        id=objective.id,
        title=objective.title,
        cycle=objective.cycle,
        team=objective.team,
        owner=objective.owner,
        type=objective.type,
        state=objective.state,
        with_teams=objective.with_teams,
        tags=objective.tags,
        perspective=objective.perspective,
        progress=score.progress,
        progress_raw=score.progress_raw,
        expected=score.expected,
        status=score.status,
        confidence=score.confidence,
        grade=_grade(score.grade),
        measured=score.measured,
        total=score.total,
        supports=tuple(str(goal) for goal in objective.supports),
        key_results=tuple(
            _key_result_record(key_result, score.key_results[key_result.id])
            for key_result in objective.key_results
        ),
        contributors=objective.contributors,
        initiatives=_initiatives(objective.initiatives),
    )


def _key_result_record(key_result: KeyResult, score: KeyResultScore) -> KeyResultRecord:
    return KeyResultRecord(
        id=key_result.id,
        title=key_result.title,
        measure=_measure_name(key_result.measure),
        kpi=key_result.kpi,
        unit=key_result.unit,
        weight=key_result.weight,
        due=score.window.end,
        start=score.start,
        start_from=score.start_from,
        current=score.current,
        so_far=score.so_far,
        first_due=score.first_due,
        observed=score.observed,
        due_periods=score.due_periods,
        target=score.target,
        progress=score.progress,
        progress_raw=score.progress_raw,
        expected=score.expected,
        status=score.status,
        forecast=_forecast(score.forecast),
        grade=_grade(score.grade),
        owner=key_result.owner,
        contributors=key_result.contributors,
        initiatives=_initiatives(key_result.initiatives),
        text=key_result.text.text,
        purpose=key_result.purpose,
    )


def _initiatives(initiatives: tuple[Initiative, ...]) -> tuple[InitiativeRecord, ...]:
    return tuple(
        InitiativeRecord(
            initiative.title,
            initiative.done is not False,
            None if isinstance(initiative.done, bool) else initiative.done,
            initiative.link or None,
        )
        for initiative in initiatives
    )


def _measure_name(measure: Measure) -> MeasureName:
    match measure:
        case Metric():
            return "metric"
        case Relative():
            return "relative"
        case Guardrail():
            return "guardrail"
        case Milestones():
            return "milestones"
        case Zones() | NumberZones():
            return "zones"
        case Custom():
            return "custom"


def _forecast(forecast: Forecast | None) -> ForecastRecord | None:
    if forecast is None:
        return None
    return ForecastRecord(forecast.due, forecast.value, forecast.low, forecast.high)


def _grade(grade: Grade | None) -> float | None:
    return grade.counts if grade else None
