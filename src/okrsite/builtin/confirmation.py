"""Confirmation: which objectives some KPI could confirm in the end."""

from okrsite.api import Forest, Objective


def confirmable(forest: Forest) -> frozenset[str]:
    """The ids of the objectives with a KPI, their own or one of an objective that supports them."""
    found: set[str] = set()
    for id_ in forest.depth_first:
        if has_kpi(forest.objectives[id_]) or not found.isdisjoint(_supporters(forest, id_)):
            found.add(id_)
    return frozenset(found)


def has_kpi(goal: Objective) -> bool:
    """Whether a key result is measured by a KPI, or one is watched beside the goal."""
    return bool(goal.watch) or any(each.kpi for each in goal.key_results)


def _supporters(forest: Forest, id_: str) -> tuple[str, ...]:
    results = forest.objectives[id_].key_results
    names = (id_, *(f"{id_}#{each.id}" for each in results))
    return tuple(child for name in names for child in forest.supported_by.get(name, ()))
