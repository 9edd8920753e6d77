"""Facts: what to know of a goal before one checks in: values, targets, and what the pace asks."""

from __future__ import annotations

from okrsite.model.forest import Forest
from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import ZONES, Custom, Milestones, NumberZones, Zones
from okrsite.model.scored import Scored
from okrsite.pipeline.figures.precision import Figures
from okrsite.pipeline.figures.things import kpi_figures, result_figures
from okrsite.pipeline.figures.writer import FigureWriter

# The terminal speaks English, whatever language the site is in.
_ENGLISH = FigureWriter("en")


def goal_line(objective: Objective, score: ObjectiveScore, scored: Scored) -> str:
    """The goal, and how long ago somebody checked in with what confidence."""
    told = "no check-in yet"
    if score.last_checkin:
        told = f"last check-in {score.last_checkin}"
    if score.confidence is not None:
        told = f"{told}, confidence {_ENGLISH.write(score.confidence, '')}"
    late = (scored.today - score.next_due).days if score.next_due else 0
    if late > 0:
        told = f"{told}, {late} {'day' if late == 1 else 'days'} late"
    return f"{objective.title} ({objective.id})\n  {told}"


def result_line(result: KeyResult, score: KeyResultScore, scored: Scored) -> str:
    """A key result with its last value, the one before, its target, and the value on pace."""
    told = [
        _now(result, score, scored),
        _target(result, score, scored),
        _pace(result, score, scored),
    ]
    return f"\n  {result.title}\n    {', '.join(filter(None, told))}"


def takes(result: KeyResult, score: KeyResultScore) -> str:
    """What may be answered for a key result, in a few words."""
    match result.measure:
        case Milestones(steps):
            return f"milestones reached, of {', '.join(step.id for step in steps)}"
        case Zones():
            return f"{', '.join(ZONES)}, none, or a share from 0 to 1"
        case NumberZones():
            return f"new value, or {', '.join(ZONES)}"
        case Custom() if score.words:
            return f"one of {', '.join(score.words)}"
        case _:
            return "new value"


def written(value: float, result: KeyResult, score: KeyResultScore, scored: Scored) -> str:
    """A value of a key result in its unit, with as many digits as tell it from the others."""
    unit = unit_of(result, scored.forest)
    text = _ENGLISH.write(value, unit, _figures(result, score, scored))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def unit_of(result: KeyResult, forest: Forest) -> str:
    """The unit of a key result's values: its KPI's, where one measures it."""
    kpi = forest.kpis.get(result.kpi) if result.kpi else None
    return kpi.unit if kpi else result.unit


def _figures(result: KeyResult, score: KeyResultScore, scored: Scored) -> Figures:
    kpi = scored.forest.kpis.get(result.kpi) if result.kpi else None
    of_kpi = kpi_figures(kpi, scored.kpis[kpi.id]) if kpi else None
    return result_figures(result, score, unit_of(result, scored.forest), of_kpi)


def _now(result: KeyResult, score: KeyResultScore, scored: Scored) -> str:
    if score.steps:
        done = sum(step.done is not None for step in score.steps)
        return f"{done} of {len(score.steps)} reached"
    if score.zone:
        return f"{score.zone} now"
    if score.current is None:
        return "no value yet"
    now = f"{written(score.current, result, score, scored)} on {score.current_on or scored.today}"
    before = [value for day, value in score.history if day != score.current_on]
    return f"{now}, {written(before[-1], result, score, scored)} before" if before else now


def _target(result: KeyResult, score: KeyResultScore, scored: Scored) -> str:
    return "" if score.target is None else f"target {written(score.target, result, score, scored)}"


def _pace(result: KeyResult, score: KeyResultScore, scored: Scored) -> str:
    """The value that progress at the expected pace would have by today."""
    if score.start is None or score.target is None or not 0 < score.expected < 1:
        return ""
    value = score.start + score.expected * (score.target - score.start)
    return f"the pace asks {written(value, result, score, scored)} by today"
