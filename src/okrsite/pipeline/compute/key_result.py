"""Key result: its measure, pace, forecast and grade brought together."""

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.extensions import Scorer
from okrsite.model.forest import Forest
from okrsite.model.goal_score import Forecast, KeyResultScore, Window
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.model.names import KpiId, Status
from okrsite.model.settings import ScoringSettings
from okrsite.pipeline.compute.ambition import (
    measure_milestones,
    measure_number_zones,
    measure_zones,
)
from okrsite.pipeline.compute.checkin_values import NO_VALUES, GoalCheckIns
from okrsite.pipeline.compute.custom import measure_custom
from okrsite.pipeline.compute.expected import expected_share
from okrsite.pipeline.compute.forecast import forecast
from okrsite.pipeline.compute.grade import grade
from okrsite.pipeline.compute.guardrail import measure_guardrail
from okrsite.pipeline.compute.kpi_values import Readings
from okrsite.pipeline.compute.kpi_window import (
    Coverage,
    checkin_coverage,
    kpi_coverage,
    values_in,
)
from okrsite.pipeline.compute.measurement import (
    NO_READINGS,
    NO_WINDOW_VALUES,
    Measured,
    MeasureInput,
)
from okrsite.pipeline.compute.metric import measure_metric, measure_relative
from okrsite.pipeline.compute.pace import (
    at_risk_at_best,
    custom_status,
    guardrail_status,
    last_day,
    status_of,
    window_of,
)
from okrsite.pipeline.compute.possible import within_possible
from okrsite.pipeline.compute.rounding import clamped, rounded

NO_FINDINGS: tuple[Diagnostic, ...] = ()


def measure_input(
    key_result: KeyResult,
    objective: Objective,
    checkins: GoalCheckIns,
    forest: Forest,
    readings: Mapping[KpiId, Readings],
    today: date,
) -> MeasureInput:
    """What check-ins, the forest and the day say about one key result."""
    cycle = forest.cycle_of(objective)
    window, until = window_of(cycle, key_result.due), last_day(cycle, today)
    is_over = today > window.end or cycle.closed is not None
    kpi = forest.kpis.get(key_result.kpi) if key_result.kpi else None
    known = readings.get(kpi.id, NO_READINGS) if kpi else NO_READINGS
    return MeasureInput(
        objective=objective.id,
        key_result=key_result,
        window=window,
        today=today,
        until=until,
        is_over=is_over,
        kpi=kpi,
        readings=known,
        kpi_values=values_in(known, window, until, is_over=is_over) if kpi else NO_WINDOW_VALUES,
        checkin_values=checkins.values.get(key_result.id, NO_VALUES),
        rhythm=checkins.rhythm,
        is_checked_in=any(window.start <= day for day in checkins.days),
        language=forest.settings.site.language,
        checkins=forest.checkins.get(objective.id, ()),
    )


def score_key_result(
    given: MeasureInput, objective: Objective, forest: Forest, scorers: Mapping[str, Scorer[Any]]
) -> KeyResultScore:
    """Everything about a key result on the day, and what kept it from being measured."""
    key_result, scoring = given.key_result, forest.settings.scoring
    measured, findings = measure(given, scorers)
    raw, start, current = measured.progress, measured.start, measured.current
    progress = None if raw is None else clamped(raw)
    expected = expected_share(given, measured)
    coverage = _coverage(given) if progress is not None else Coverage()
    is_closed = forest.cycle_of(objective).closed is not None
    return KeyResultScore(
        id=key_result.id,
        objective=given.objective,
        window=given.window,
        start=start.amount if start else None,
        start_from=start.origin if start else None,
        start_on=start.on if start else None,
        current=current.amount if current else None,
        current_from=current.origin if current else None,
        current_on=current.on if current else measured.current_on,
        so_far=current is not None and not given.kpi_values.is_complete,
        first_due=_first_due(given, measured),
        base=measured.base,
        target=measured.target,
        progress_raw=raw,
        progress=progress,
        expected=expected,
        status=_status(given, measured, expected, coverage, scoring),
        already_met=measured.already_met,
        is_met=_is_met(given, measured, coverage),
        latest_is_inside=measured.latest_is_inside,
        inside=measured.inside,
        observations=measured.observations,
        observed=coverage.observed,
        due_periods=coverage.due,
        is_thin=coverage.is_thin,
        steps=measured.steps,
        zone=measured.zone,
        custom=measured.custom,
        words=measured.words,
        history=measured.history,
        forecast=_forecast(given, measured),
        grade=grade(progress, key_result.score, key_result.score_reason, objective.type, scoring)
        if is_closed and objective.state == "active"
        else None,
        findings=findings,
    )


def _status(
    given: MeasureInput,
    measured: Measured,
    expected: float | None,
    coverage: Coverage,
    scoring: ScoringSettings,
) -> Status:
    """How it goes against its pace; at risk at best where a guardrail or too few values ask it."""
    progress = None if measured.progress is None else clamped(measured.progress)
    status = status_of(given.window, given.today, progress, expected, scoring)
    if isinstance(given.key_result.measure, Guardrail):
        status = guardrail_status(
            status, is_over=given.is_over, latest_is_inside=measured.latest_is_inside
        )
    if measured.custom is not None:
        status = custom_status(status, measured.custom.is_done)
    return at_risk_at_best(status) if coverage.is_thin else status


def _is_met(given: MeasureInput, measured: Measured, coverage: Coverage) -> bool:
    """Whether it is reached, by enough values; a guardrail is when its window is over."""
    if measured.progress is None or coverage.is_thin:
        return False
    if measured.custom is not None and measured.custom.is_done is not None:
        return measured.custom.is_done
    may_be_met = given.is_over or not isinstance(given.key_result.measure, Guardrail)
    return rounded(clamped(measured.progress)) >= 1 and may_be_met


def measure(
    given: MeasureInput, scorers: Mapping[str, Scorer[Any]]
) -> tuple[Measured, tuple[Diagnostic, ...]]:
    """What the key result's own kind of measure says of it."""
    match given.key_result.measure:
        case Metric() as metric:
            measured = measure_metric(given, metric)
            return measured, _direction_finding(given) if measured.is_unsettled else NO_FINDINGS
        case Relative() as relative:
            return measure_relative(given, relative), NO_FINDINGS
        case Guardrail() as guardrail:
            return measure_guardrail(given, guardrail), NO_FINDINGS
        case Milestones() as milestones:
            return measure_milestones(given, milestones), NO_FINDINGS
        case Zones():
            return measure_zones(given), NO_FINDINGS
        case NumberZones() as zones:
            return measure_number_zones(given, zones), NO_FINDINGS
        case Custom() as custom:
            return measure_custom(given, custom, scorers)
        case other:
            assert_never(other)


def _coverage(given: MeasureInput) -> Coverage:
    """Of what a KPI feeds, and of guardrails; nothing else is asked for a value each period.

    What lies behind the close of the cycle is not due.
    """
    window = Window(given.window.start, min(given.window.end, given.until))
    if given.kpi is not None:
        if isinstance(given.key_result.measure, Milestones | Zones):
            return Coverage()
        return kpi_coverage(given.readings, window, given.today)
    if not isinstance(given.key_result.measure, Guardrail):
        return Coverage()
    days = [point.day for point in given.checkin_values.numbers]
    return checkin_coverage(days, window, given.today, given.rhythm)


def _first_due(given: MeasureInput, measured: Measured) -> date | None:
    """The day of the first value that a KPI will give; None where it gave one, or will not."""
    if measured.progress is not None or given.is_over:
        return None
    is_awaited = measured.current is None or not given.kpi_values.is_complete
    return given.kpi_values.first_due if is_awaited else None


def _forecast(given: MeasureInput, measured: Measured) -> Forecast | None:
    """Only of figures on their way to a target, and only while the due day is ahead."""
    if measured.target is None or given.is_over or len(measured.history) < 3:
        return None
    line = forecast(measured.history, given.window.end)
    if line is None:
        return None
    values = [measured.target, *(value for _, value in measured.history)]
    if given.kpi is None:
        return within_possible(line, given.key_result.unit, values)
    values.extend(given.readings.points.floats)
    return within_possible(line, given.kpi.unit, values, _bounds(given.kpi))


def _bounds(kpi: Kpi) -> list[float]:
    bounds = (bound for held in (kpi.range, kpi.warning) if held for bound in (held.min, held.max))
    return [bound for bound in bounds if bound is not None]


def _direction_finding(given: MeasureInput) -> tuple[Diagnostic, ...]:
    key_result = given.key_result
    # A start that was written and is the target has its finding already.
    if getattr(key_result.measure, "start", None) is not None:
        return ()
    name = f"{given.objective}#{key_result.id}"
    help_ = "Write the `start`, or give the KPI a range that is open on its good side."
    if given.kpi is None:
        message = (
            f"{name}: the first check-in's value is the target, so its direction cannot be told"
        )
        help_ = "Write the `start`."
    else:
        message = (
            f"{name}: its start comes from the KPI '{given.kpi.id}', "
            "whose range does not tell whether more or less is better"
        )
    subject = Subject("objective", given.objective, key_result.id)
    return (Diagnostic("OKR614", "error", key_result.at("target"), message, help_, subject),)
