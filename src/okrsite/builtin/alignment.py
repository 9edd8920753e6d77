"""Alignment: which objectives stand at the top, and which reach it."""

from okrsite.api import Forest, Objective


def is_top(forest: Forest, objective: Objective) -> bool:
    """Whether an objective is the company's: of a root team, or in a cycle that has parts.

    Where the site has no teams at all nobody can tell; then every objective is.
    """
    if not forest.teams:
        return True
    if objective.team is not None and forest.teams[objective.team].parent is None:
        return True
    return any(each.parent == objective.cycle for each in forest.cycles.values())


def reaching(forest: Forest) -> frozenset[str]:
    """The ids of the objectives from which a path of support leads to the top."""
    found: set[str] = set()
    for id_ in reversed(forest.depth_first):
        objective = forest.objectives[id_]
        parents = (each.objective for each in objective.supports)
        if is_top(forest, objective) or not found.isdisjoint(parents):
            found.add(id_)
    return frozenset(found)
