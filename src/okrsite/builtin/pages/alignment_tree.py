"""The tree of goals, made without recursion, so that a chain of any depth is only a long list.

A goal with several parents stands under each of them; what supports it is listed at the first place
only.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from okrsite.api.pages import ObjectiveId, Site
from okrsite.builtin.pages.sorting import is_company

DEEPEST = 8


class Place(Struct, frozen=True):
    """A goal at one place of the tree: how deep, for which key result, and whether a repetition."""

    objective: ObjectiveId
    depth: int
    by: str = ""
    is_repeated: bool = False


def places(site: Site) -> list[Place]:
    """All goals that are not over, each under what it supports; company goals first."""
    return places_of(site, current(site))


def places_of(site: Site, shown: frozenset[ObjectiveId]) -> list[Place]:
    """Some goals, each under what it supports among them; company goals first."""
    seen: set[ObjectiveId] = set()
    found: list[Place] = []
    waiting = [Place(each, 0) for each in reversed(_tops(site, shown))]
    while waiting:
        place = waiting.pop()
        is_repeated = place.objective in seen
        seen.add(place.objective)
        found.append(Place(place.objective, place.depth, place.by, is_repeated))
        if not is_repeated:
            below = [each for each in supporters(site, place.objective) if each[0] in shown]
            waiting += [Place(each, place.depth + 1, by) for each, by in reversed(below)]
    return found


def shown_depths(part: Sequence[Place]) -> list[int]:
    """How deep each place of a page is indented: from 0, by one step at most, never too deep."""
    depths: list[int] = []
    base = part[0].depth if part else 0
    for place in part:
        base = min(base, place.depth)
        deepest = depths[-1] + 1 if depths else 0
        depths.append(min(place.depth - base, deepest, DEEPEST))
    return depths


def current(site: Site) -> frozenset[ObjectiveId]:
    """The goals that are not over."""
    cycles = site.forest.cycles
    return frozenset(
        each.id
        for each in site.forest.objectives.values()
        if cycles[each.cycle].end >= site.today or each.cycle == site.scored.cycle
    )


def _tops(site: Site, shown: frozenset[ObjectiveId]) -> list[ObjectiveId]:
    """The goals with none above: the company's, then others that are supported, then the rest."""
    objectives = site.forest.objectives
    tops = [
        each
        for each in objectives.values()
        if each.id in shown and not any(ref.goal.objective in shown for ref in each.supports)
    ]
    return [
        each.id
        for each in sorted(
            tops,
            key=lambda each: (not is_company(site, each), not supporters(site, each.id), each.id),
        )
    ]


def supporters(site: Site, id: ObjectiveId) -> list[tuple[ObjectiveId, str]]:  # noqa: A002 - as named
    """The objectives that support one, each once, with the key result they do it for."""
    forest = site.forest
    found = dict.fromkeys(forest.supported_by.get(id, ()), "")
    for result in forest.objectives[id].key_results:
        for each in forest.supported_by.get(f"{id}#{result.id}", ()):
            found.setdefault(each, result.title)
    return list(found.items())


def is_alone(site: Site, place: Place) -> bool:
    """Whether a goal neither supports nor is supported; the company's own need not."""
    objective = site.forest.objectives[place.objective]
    is_linked = bool(objective.supports) or bool(supporters(site, objective.id))
    return not is_linked and not is_company(site, objective)
