"""As of: the forest as it is known on a day, with nothing in it that is later."""

from datetime import date
from functools import partial

from msgspec.structs import replace

from okrsite.model.forest import Forest
from okrsite.model.goals import CheckIn, KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Milestones
from okrsite.model.people import Cycle
from okrsite.model.series import Series
from okrsite.pipeline.cells import CellTables


def forest_as_of(today: date, forest: Forest, tables: CellTables) -> Forest:
    """The forest without what is dated after today.

    Check-ins, observations, baselines and reviews of later days are gone, later milestones are not
    reached and a cycle closed later is still open. Nothing after this stage can show or count them.
    """
    return replace(
        forest,
        objectives=tables.mapped("objective", forest.objectives, partial(_objective, today=today)),
        kpis=tables.mapped("kpi", forest.kpis, partial(_kpi, today=today)),
        cycles=tables.mapped("cycle", forest.cycles, partial(_cycle, today=today)),
        series=tables.mapped("series", forest.series, partial(_series, today=today)),
        checkins=tables.mapped("checkins", forest.checkins, partial(_checkins, today=today)),
    )


def _objective(objective: Objective, today: date) -> Objective:
    if not any(_is_ahead(key_result, today) for key_result in objective.key_results):
        return objective
    return replace(
        objective,
        key_results=tuple(_key_result(key_result, today) for key_result in objective.key_results),
    )


def _is_ahead(key_result: KeyResult, today: date) -> bool:
    measure = key_result.measure
    return isinstance(measure, Milestones) and any(
        step.done is not None and step.done > today for step in measure.steps
    )


def _key_result(key_result: KeyResult, today: date) -> KeyResult:
    measure = key_result.measure
    if not isinstance(measure, Milestones):
        return key_result
    steps = tuple(
        replace(step, done=None) if step.done is not None and step.done > today else step
        for step in measure.steps
    )
    return replace(key_result, measure=Milestones(steps))


def _kpi(kpi: Kpi, today: date) -> Kpi:
    baselines = tuple(baseline for baseline in kpi.baselines if baseline.since <= today)
    reviews = tuple(review for review in kpi.reviews if review.date <= today)
    if len(baselines) == len(kpi.baselines) and len(reviews) == len(kpi.reviews):
        return kpi
    return replace(kpi, baselines=baselines, reviews=reviews)


def _cycle(cycle: Cycle, today: date) -> Cycle:
    if cycle.closed is None or cycle.closed <= today:
        return cycle
    return replace(cycle, closed=None)


def _series(series: Series, today: date) -> Series:
    count = series.points.until(today)
    if count == len(series.points):
        return series
    return replace(
        series,
        points=series.points[:count],
        notes={place: note for place, note in series.notes.items() if place < count},
    )


def _checkins(checkins: tuple[CheckIn, ...], today: date) -> tuple[CheckIn, ...]:
    # They are in order of their days, so the last one tells.
    if not checkins or checkins[-1].date <= today:
        return checkins
    return tuple(checkin for checkin in checkins if checkin.date <= today)
