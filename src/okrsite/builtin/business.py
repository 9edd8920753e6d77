"""Business: the goals and instruments that signals speak of."""

from collections.abc import Iterator

from okrsite.api import Kpi, KpiScore, Objective, ObjectiveScore, Scored, open_objectives


def counted(scored: Scored) -> Iterator[tuple[Objective, ObjectiveScore]]:
    """The objectives that count, with their scores."""
    for id_, score in scored.objectives.items():
        if score.counts:
            yield scored.forest.objectives[id_], score


def open_scores(scored: Scored) -> Iterator[tuple[Objective, ObjectiveScore]]:
    """The open objectives with their scores."""
    return ((goal, scored.objectives[goal.id]) for goal in open_objectives(scored))


def instruments(scored: Scored) -> Iterator[tuple[Kpi, KpiScore]]:
    """The KPIs with their scores."""
    return ((scored.forest.kpis[id_], score) for id_, score in scored.kpis.items())
