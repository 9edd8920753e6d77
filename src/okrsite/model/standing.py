"""Standing: which cycles and objectives are under way, who supports them, what confirms them.

Rules, pages and the arithmetic ask the same questions; each has its one answer here.
"""

from datetime import date

from okrsite.model.forest import Forest
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.names import ObjectiveId
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored


def has_started(cycle: Cycle, today: date) -> bool:
    """Whether the first day of a cycle has come."""
    return cycle.start <= today


def is_open(cycle: Cycle, today: date) -> bool:
    """Whether a cycle is not closed yet; one that is over stays open until somebody closes it."""
    return cycle.closed is None or cycle.closed > today


def has_ended(cycle: Cycle, today: date) -> bool:
    """Whether a cycle's last day is over, or it was closed before."""
    return today > cycle.end or not is_open(cycle, today)


def open_objectives(scored: Scored) -> tuple[Objective, ...]:
    """The active objectives of cycles that are not closed, begun or not, in order of their ids."""
    return tuple(
        objective
        for objective in scored.forest.objectives.values()
        if objective.state == "active" and is_open(scored.forest.cycle_of(objective), scored.today)
    )


def unclosed_objectives(forest: Forest) -> tuple[Objective, ...]:
    """The active objectives of cycles for which no day of closing is written, in order of ids.

    What a text is judged by does not depend on the day, so a close that lies ahead counts.
    """
    return tuple(
        objective
        for objective in forest.objectives.values()
        if objective.state == "active" and forest.cycle_of(objective).closed is None
    )


def running_objectives(scored: Scored) -> tuple[Objective, ...]:
    """The open objectives whose cycle has begun, in order of their ids."""
    return tuple(
        objective
        for objective in open_objectives(scored)
        if has_started(scored.forest.cycle_of(objective), scored.today)
    )


def is_company_objective(forest: Forest, objective: Objective) -> bool:
    """Whether an objective is the company's own: of a team that has no other above it."""
    return objective.team is not None and forest.teams[objective.team].parent is None


def supporters(forest: Forest, objective: Objective) -> tuple[ObjectiveId, ...]:
    """The objectives that support one or one of its key results, each once.

    Those of the objective itself come first, then those of its key results in their order.
    """
    goals = (GoalKey(objective.id), *(GoalKey(objective.id, r.id) for r in objective.key_results))
    found = (id_ for goal in goals for id_ in forest.supported_by.get(str(goal), ()))
    return tuple(dict.fromkeys(found))


def has_kpi(objective: Objective) -> bool:
    """Whether a key result is measured by a KPI, or one is watched beside the objective."""
    return bool(objective.watch) or any(result.kpi for result in objective.key_results)


def is_confirmable(forest: Forest, id_: ObjectiveId) -> bool:
    """Whether an objective has a KPI, its own or one of an objective that supports it."""
    seen, waiting = {id_}, [id_]
    while waiting:
        objective = forest.objectives[waiting.pop()]
        if has_kpi(objective):
            return True
        below = supporters(forest, objective)
        waiting += [supporter for supporter in below if supporter not in seen]
        seen.update(below)
    return False
