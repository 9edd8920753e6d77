"""Boxes: what stands in a goal's box on the map, in lines that fit, and how large it is."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import ObjectiveId, PageContext, cycle_link, person_link, team_link
from okrsite.builtin.pages.alignment.text import cut, wrapped

ABOVE, ROW, UNDER, PORT, BELOW = 10, 18, 17, 20, 8
TITLE, SMALL = 14.2, 11.5
SIDES = 30


class Box(Struct, frozen=True, kw_only=True):
    """A goal's box before it has a place: its words in lines, and the key results that are helped.

    `listed` is the goal's number in the list of objectives, `ports` has the ids of those key
    results and `results` their titles.
    """

    objective: Objective
    listed: int
    width: int
    title: tuple[str, ...]
    whose: str
    ports: tuple[str, ...]
    results: tuple[str, ...]

    @property
    def head(self) -> int:
        """How far down its key results begin."""
        return ABOVE + len(self.title) * ROW + (2 if self.whose else 1) * UNDER

    @property
    def height(self) -> int:
        """How high it is."""
        return self.head + len(self.ports) * PORT + BELOW


def box_of(
    ctx: PageContext,
    objective: Objective,
    ports: tuple[str, ...],
    listed: int,
    room: tuple[int, int],
) -> Box:
    """A goal's box; `room` is how broad it is and how many lines its title may have."""
    width, rows = room
    inside = width - SIDES
    return Box(
        objective=objective,
        listed=listed,
        width=width,
        title=wrapped(objective.title, inside / TITLE, rows),
        whose=cut(_whose(ctx, objective), inside / SMALL),
        ports=ports,
        results=tuple(cut(_title(objective, port), inside / SMALL) for port in ports),
    )


def ports_of(
    ctx: PageContext, goal: ObjectiveId, shown: Mapping[ObjectiveId, int]
) -> tuple[str, ...]:
    """The key results of a goal that others on the map support."""
    return tuple(
        result.id
        for result in ctx.objective(goal).key_results
        if any(supporter in shown for supporter in ctx.supporters(f"{goal}#{result.id}"))
    )


def _title(objective: Objective, result: str) -> str:
    found = objective.key_result(result)
    return found.title if found else result


def _whose(ctx: PageContext, objective: Objective) -> str:
    """The team, else the owner, and the cycle where it is not the current one."""
    team = team_link(ctx, objective.team) or person_link(ctx, objective.owner)
    cycle = cycle_link(ctx, objective.cycle).text
    parts = [team.text if team else "", cycle if objective.cycle != ctx.current_cycle else ""]
    return " \N{MIDDLE DOT} ".join(filter(None, parts))
