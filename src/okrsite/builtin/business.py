"""Business: the goals and instruments that signals speak of."""

from collections.abc import Iterator

from okrsite.api import Kpi, KpiScore, Objective, ObjectiveScore, Scored


def counted(scored: Scored) -> Iterator[tuple[Objective, ObjectiveScore]]:
    """The objectives that count, with their scores."""
    for id_, score in scored.objectives.items():
        if score.counts:
            yield scored.forest.objectives[id_], score


def running(scored: Scored) -> Iterator[tuple[Objective, ObjectiveScore]]:
    """The objectives that count and whose cycle is open today."""
    for goal, score in counted(scored):
        if scored.cycles[goal.cycle].is_open:
            yield goal, score


def instruments(scored: Scored) -> Iterator[tuple[Kpi, KpiScore]]:
    """The KPIs with their scores."""
    return ((scored.forest.kpis[id_], score) for id_, score in scored.kpis.items())
