"""Map: the alignment as a drawing, in one piece or, of many goals, one for each goal at the top.

Every line between two goals stands in at least one drawing, unless there are so many that they are
thinned, which the page then says. The nested list says the same in words, and has all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    ObjectiveId,
    Page,
    PageContext,
    PageKind,
    Paging,
    Progress,
    in_pages,
    numbered,
    paging,
    progress_of,
)
from okrsite.builtin.pages.alignment.drawing import Drawing, draw
from okrsite.builtin.pages.goal_tree import current, places, supporters_of
from okrsite.builtin.pages.kpi.views import Tab
from okrsite.builtin.pages.objective.objectives import INDEX, in_order, is_light
from okrsite.builtin.pages.objective.tabs import alignment_tabs
from okrsite.pipeline.present.paths import MAP

MOST = 500
MOST_OF_ONE = 300
PAGE_SIZE = 200
# Lines are drawn from layer to layer; a drawing with so many stretches takes a third of a second.
MOST_STRETCHES = 3_000
# Goals stand in several drawings where they support several others, but not in any number of them.
MOST_TIMES = 3


class MapView(Struct, frozen=True, kw_only=True):
    """A page with a drawing; `whole` leads from one of several to the list of them.

    `index` and `later` are the address of what its filters know of all objectives, one of them
    empty: `later` when the page stands there.
    """

    title: str
    lead: str
    tabs: tuple[Tab, ...]
    whole: Anchor | None
    drawing: Drawing | None
    alone: str
    index: str
    later: str


class Part(Struct, frozen=True):
    """A goal that has a drawing of its own, and how many goals are below it there."""

    link: Anchor
    below: str
    progress: Progress


class MapPartsView(Struct, frozen=True, kw_only=True):
    """The list of drawings where there are several."""

    title: str
    lead: str
    tabs: tuple[Tab, ...]
    parts: tuple[Part, ...]
    alone: str
    paging: Paging | None


def path_of_part(id_: ObjectiveId) -> str:
    """The page of the drawing that begins at a goal."""
    return f"map/{id_}.html"


def linked(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    """The goals that are not over and support another or are supported, in the list's order."""
    return ctx.once(_linked)


def _linked(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    shown = current(ctx)
    order = dict.fromkeys(place.objective for place in places(ctx))
    return tuple(goal for goal in order if _above(ctx, goal, shown) or _below(ctx, goal, shown))


def parts(ctx: PageContext) -> Mapping[ObjectiveId, Sequence[ObjectiveId]]:
    """For each goal with a drawing of its own all goals in it, from the top down.

    A drawing that would be too large ends at some goals, and those have a drawing of their own.
    """
    return ctx.once(_parts)


def _parts(ctx: PageContext) -> dict[ObjectiveId, list[ObjectiveId]]:
    goals = linked(ctx)
    shown = frozenset(goals)
    below = {goal: sorted(_below(ctx, goal, shown)) for goal in goals}
    waiting = deque(goal for goal in goals if not _above(ctx, goal, shown))
    found: dict[ObjectiveId, list[ObjectiveId]] = {}
    room = MOST_TIMES * len(goals) + MOST
    while waiting and room > 0:
        top = waiting.popleft()
        if top in found:
            continue
        found[top] = _reached(top, below)
        room -= len(found[top])
        inside = frozenset(found[top])
        waiting += [goal for goal in found[top][1:] if not inside.issuperset(below[goal])]
    return found


def _numbers(ctx: PageContext) -> Mapping[ObjectiveId, int]:
    """The number of each goal in the list of objectives."""
    return {id_: number for number, id_ in enumerate(in_order(ctx))}


def _count_alone(ctx: PageContext) -> int:
    return len(current(ctx)) - len(linked(ctx))


def _reached(
    top: ObjectiveId, below: Mapping[ObjectiveId, Sequence[ObjectiveId]]
) -> list[ObjectiveId]:
    """The goals below one, level by level, as many levels as a drawing may hold."""
    found = {top: None}
    level = [top]
    while level:
        following = dict.fromkeys(new for goal in level for new in below[goal] if new not in found)
        if len(found) > 1 and len(found) + len(following) > MOST_OF_ONE:
            break
        found |= dict.fromkeys(list(following)[: MOST - len(found)])
        level = list(following)
    return list(found)


def _above(ctx: PageContext, goal: ObjectiveId, shown: frozenset[ObjectiveId]) -> bool:
    return any(ref.goal.objective in shown for ref in ctx.objective(goal).supports)


def _below(
    ctx: PageContext, goal: ObjectiveId, shown: frozenset[ObjectiveId]
) -> frozenset[ObjectiveId]:
    return frozenset(supporter for supporter, _ in supporters_of(ctx, goal) if supporter in shown)


def map_view(ctx: PageContext) -> MapView:
    """The whole alignment in one drawing."""
    goals = linked(ctx)
    drawing = draw(ctx, goals, ctx.once(_numbers), {}, MOST_STRETCHES) if goals else None
    return MapView(
        title=ctx.words["map.title"],
        lead=_lead(ctx, drawing) if drawing else ctx.words["map.none"],
        tabs=alignment_tabs(ctx, MAP),
        whole=None,
        drawing=drawing,
        alone=_alone(ctx),
        index=INDEX if is_light(ctx) else "",
        later="" if is_light(ctx) else INDEX,
    )


def part_view(ctx: PageContext, top: ObjectiveId) -> MapView:
    """The drawing that begins at a goal; goals with a drawing of their own link to it."""
    known = parts(ctx)
    elsewhere = {goal: ctx.href(path_of_part(goal)) for goal in known[top][1:] if goal in known}
    index = ctx.href(INDEX)
    drawing = draw(ctx, known[top], ctx.once(_numbers), elsewhere, MOST_STRETCHES)
    return MapView(
        title=ctx.objective(top).title,
        lead=_lead(ctx, drawing),
        tabs=alignment_tabs(ctx, MAP, is_part=True),
        whole=Anchor(ctx.words["map.whole"], ctx.href(MAP)),
        drawing=drawing,
        alone="",
        index=index if is_light(ctx) else "",
        later="" if is_light(ctx) else index,
    )


def _lead(ctx: PageContext, drawing: Drawing) -> str:
    """What a drawing shows, and whether lines are missing from it."""
    thinned = ctx.words["map.thinned"] if drawing.is_thinned else ""
    return f"{ctx.words['map.lead']} {thinned}".rstrip()


def parts_view(ctx: PageContext, number: int) -> MapPartsView:
    """A page of the list of drawings."""
    known = parts(ctx)
    pages = in_pages(list(known), PAGE_SIZE)
    return MapPartsView(
        title=ctx.words["map.title"],
        lead=ctx.words["map.parts"],
        tabs=alignment_tabs(ctx, MAP, is_part=number > 1),
        parts=tuple(_part(ctx, top, len(known[top]) - 1) for top in pages[number - 1]),
        alone=_alone(ctx),
        paging=paging(ctx, MAP, number, len(pages)),
    )


def _part(ctx: PageContext, top: ObjectiveId, below: int) -> Part:
    return Part(
        Anchor(ctx.objective(top).title, ctx.href(path_of_part(top))),
        ctx.words.count("map.below", below, ctx.numbers.number(below)),
        progress_of(ctx, ctx.objective_score(top)),
    )


def _alone(ctx: PageContext) -> str:
    count = ctx.once(_count_alone)
    return ctx.words.count("map.alone", count, ctx.numbers.number(count)) if count else ""


def names(ctx: PageContext) -> Iterator[Page]:
    """One page with the whole drawing, or a list of drawings and a page for each."""
    title = ctx.words["map.title"]
    if len(linked(ctx)) <= MOST:
        yield Page("whole", MAP, "map.html", title, section="objectives")
        return
    known = parts(ctx)
    for number in range(1, len(in_pages(list(known), PAGE_SIZE)) + 1):
        path = numbered(MAP, number)
        yield Page(f"list/{number}", path, "maps.html", title, section="objectives")
    for top in known:
        name, path = ctx.objective(top).title, path_of_part(top)
        yield Page(f"part/{top}", path, "map.html", name, section="objectives")


def view(ctx: PageContext, name: str) -> MapView | MapPartsView:
    """The whole drawing, a page of the list of drawings, or one of several."""
    what, _, which = name.partition("/")
    match what:
        case "list":
            return parts_view(ctx, int(which))
        case "part":
            return part_view(ctx, which)
        case _:
            return map_view(ctx)


KIND = PageKind(name="map", title="Map", names=names, view=view, order=1000)
