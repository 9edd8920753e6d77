"""The tree of goals, in the order in which the alignment lists it.

A goal with several parents stands under each of them; what supports it is listed at the first place
only.
"""

from __future__ import annotations

from msgspec import Struct

from okrsite.api.pages import ObjectiveId, PageContext
from okrsite.builtin.pages.sorting import is_company
from okrsite.pipeline.present.goal_list import listed_goals


class Place(Struct, frozen=True):
    """A goal at one place of the tree: how deep, for which key result, and whether a repetition."""

    objective: ObjectiveId
    depth: int
    by: str = ""
    is_repeated: bool = False


def places(ctx: PageContext) -> tuple[Place, ...]:
    """All goals that are not over, each under what it supports; company goals first."""
    return ctx.once(_places)


def _places(ctx: PageContext) -> tuple[Place, ...]:
    return tuple(places_of(ctx, current(ctx)))


def places_of(ctx: PageContext, shown: frozenset[ObjectiveId]) -> list[Place]:
    """The goals shown, each under those of them that it supports; company goals first."""
    seen: set[ObjectiveId] = set()
    found: list[Place] = []
    # No recursion: a chain of goals may be longer than Python's stack.
    waiting = [Place(top, 0) for top in reversed(_tops(ctx, shown))]
    while waiting:
        place = waiting.pop()
        is_repeated = place.objective in seen
        seen.add(place.objective)
        found.append(Place(place.objective, place.depth, place.by, is_repeated))
        if not is_repeated:
            below = [
                Place(supporter, place.depth + 1, by)
                for supporter, by in supporters_of(ctx, place.objective)
                if supporter in shown
            ]
            waiting += reversed(below)
    return found


def current(ctx: PageContext) -> frozenset[ObjectiveId]:
    """The goals that are not over."""
    return frozenset(ctx.once(_current))


def _current(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    return tuple(goal.id for goal in listed_goals(ctx) if not goal.is_over)


def _tops(ctx: PageContext, shown: frozenset[ObjectiveId]) -> list[ObjectiveId]:
    """The goals with none above: the company's, then others that are supported, then the rest."""
    tops = [
        objective
        for objective in map(ctx.objective, sorted(shown))
        if not any(supported.goal.objective in shown for supported in objective.supports)
    ]
    order = sorted(
        (not is_company(ctx, objective), not supporters_of(ctx, objective.id), objective.id)
        for objective in tops
    )
    return [id_ for *_, id_ in order]


def supporters_of(ctx: PageContext, id_: ObjectiveId) -> list[tuple[ObjectiveId, str]]:
    """The objectives that support one, each once, with the title of the key result they support.

    The title is empty where they support the objective as a whole.
    """
    found = dict.fromkeys(ctx.supporters(id_), "")
    for result in ctx.objective(id_).key_results:
        for supporter in ctx.supporters(f"{id_}#{result.id}"):
            found.setdefault(supporter, result.title)
    return list(found.items())
