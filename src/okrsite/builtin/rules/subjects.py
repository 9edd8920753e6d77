"""Subjects: the goals and KPIs that rules look at, and how a finding names them."""

from collections.abc import Iterator

from okrsite.api import (
    Cycle,
    KeyResult,
    Kpi,
    KpiScore,
    Metric,
    Objective,
    ObjectiveScore,
    Scored,
    Subject,
    Team,
    has_ended,
    open_objectives,
    unclosed_objectives,
)


def open_key_results(scored: Scored) -> Iterator[tuple[Objective, KeyResult]]:
    """The key results of the open objectives, each with its objective."""
    for objective in open_objectives(scored):
        yield from ((objective, result) for result in objective.key_results)


def unclosed_key_results(scored: Scored) -> Iterator[tuple[Objective, KeyResult]]:
    """The key results of the objectives that rules of the text look at, whatever the day."""
    for objective in unclosed_objectives(scored.forest):
        yield from ((objective, result) for result in objective.key_results)


def current_scores(scored: Scored) -> Iterator[tuple[Objective, ObjectiveScore]]:
    """The open objectives whose time is not up yet, with their scores.

    Once it is, one thing is left to do: to close the cycle, which is told once.
    """
    for objective in open_objectives(scored):
        if not has_ended(scored.forest.cycle_of(objective), scored.today):
            yield objective, scored.objectives[objective.id]


def kpis_with_scores(scored: Scored) -> Iterator[tuple[Kpi, KpiScore]]:
    """The KPIs with their scores."""
    return ((scored.forest.kpis[id_], score) for id_, score in scored.kpis.items())


def is_switch(result: KeyResult) -> bool:
    """Whether a key result is a number from 0 to 1 of nothing: done or not done.

    With a unit or a KPI it is a number of something.
    """
    measure = result.measure
    return (
        isinstance(measure, Metric)
        and measure.start in {0, None}
        and measure.target == 1
        and {"unit", "kpi"}.isdisjoint(result.places)
    )


def is_unclear(entity: Objective | KeyResult | Kpi, *fields: str) -> bool:
    """Whether one of the fields was written, and not all of it was understood.

    Then there is an error at it already, and nobody can tell what it was meant to say.
    """
    return any(_is_unclear(entity, field) for field in fields)


def _is_unclear(entity: Objective | KeyResult | Kpi, field: str) -> bool:
    if field not in entity.places:
        return False
    value = getattr(entity, field)
    # Of a list, the items that were understood are kept; the place of one more tells of a lost one.
    return f"{field}.{len(value)}" in entity.places if isinstance(value, tuple) else value is None


def subject_of(
    entity: Objective | Kpi | Team | Cycle, key_result: KeyResult | None = None
) -> Subject:
    """The subject of a finding about an entity or one of its key results."""
    match entity:
        case Objective():
            return Subject("objective", entity.id, key_result.id if key_result else "")
        case Kpi():
            return Subject("kpi", entity.id)
        case Team():
            return Subject("team", entity.id)
        case Cycle():
            return Subject("cycle", entity.id)
