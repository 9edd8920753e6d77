"""Alignment: which objectives stand at the top, and which reach it."""

from okrsite.api import Forest, Objective, is_company_objective
from okrsite.builtin.subjects import is_lost


def is_top(forest: Forest, objective: Objective) -> bool:
    """Whether an objective is the company's: of a root team, or in a cycle that has parts.

    Where the site has no teams at all, or the objective's own was not understood, nobody can tell;
    then it is.
    """
    if not forest.teams or is_lost(objective, "team"):
        return True
    if is_company_objective(forest, objective):
        return True
    return any(each.parent == objective.cycle for each in forest.cycles.values())


def reaching(forest: Forest) -> frozenset[str]:
    """The ids of the objectives from which a path of support leads to the top, or may lead there.

    What supports something that was not understood may.
    """
    found: set[str] = set()
    for id_ in reversed(forest.depth_first):
        objective = forest.objectives[id_]
        parents = (reference.goal.objective for reference in objective.supports)
        may_reach = is_top(forest, objective) or is_lost(objective, "supports")
        if may_reach or not found.isdisjoint(parents):
            found.add(id_)
    return frozenset(found)
