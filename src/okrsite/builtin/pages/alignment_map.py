"""Map: the alignment as a drawing, in one piece or, of many goals, one for each goal at the top.

Every line between two goals stands in at least one drawing. The nested list says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    MAP,
    Anchor,
    ObjectiveId,
    Page,
    PageKind,
    Paging,
    Progress,
    Site,
    href,
    in_pages,
    numbered,
    objective_link,
    paging,
    progress_of,
    root_of,
)
from okrsite.builtin.pages.alignment_index import alignment_tabs
from okrsite.builtin.pages.alignment_tree import current, places, supporters
from okrsite.builtin.pages.kpis import Tab
from okrsite.builtin.pages.map_drawing import Drawing, draw
from okrsite.builtin.pages.objectives import INDEX, in_order, is_light

MOST = 500
MOST_OF_ONE = 300
PAGE_SIZE = 200


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


def path_of_part(id: ObjectiveId) -> str:  # noqa: A002 - the field's name
    """The page of the drawing that begins at a goal."""
    return f"map/{id}.html"


def linked(site: Site) -> list[ObjectiveId]:
    """The goals that are not over and support another or are supported, in the list's order."""
    shown = current(site)
    order = dict.fromkeys(place.objective for place in places(site))
    return [each for each in order if _above(site, each, shown) or _below(site, each, shown)]


def parts(site: Site, goals: Sequence[ObjectiveId]) -> dict[ObjectiveId, list[ObjectiveId]]:
    """For each goal with a drawing of its own all goals in it, from the top down.

    A drawing that would be too large ends at some goals, and those have a drawing of their own.
    """
    shown = frozenset(goals)
    waiting = [each for each in goals if not _above(site, each, shown)]
    found: dict[ObjectiveId, list[ObjectiveId]] = {}
    while waiting:
        top = waiting.pop(0)
        if top in found:
            continue
        found[top] = _reached(site, top, shown)
        inside = frozenset(found[top])
        waiting += [each for each in found[top][1:] if not _below(site, each, shown) <= inside]
    return found


def _reached(site: Site, top: ObjectiveId, shown: frozenset[ObjectiveId]) -> list[ObjectiveId]:
    """The goals below one, level by level, as many levels as a drawing may hold."""
    found = {top: None}
    level = [top]
    while level:
        following = dict.fromkeys(
            new for goal in level for new in sorted(_below(site, goal, shown)) if new not in found
        )
        if len(found) > 1 and len(found) + len(following) > MOST_OF_ONE:
            break
        found |= dict.fromkeys(list(following)[: MOST - len(found)])
        level = list(following)
    return list(found)


def _above(site: Site, goal: ObjectiveId, shown: frozenset[ObjectiveId]) -> bool:
    return any(ref.goal.objective in shown for ref in site.forest.objectives[goal].supports)


def _below(site: Site, goal: ObjectiveId, shown: frozenset[ObjectiveId]) -> frozenset[ObjectiveId]:
    return frozenset(each for each, _ in supporters(site, goal) if each in shown)


def map_view(
    site: Site, goals: Sequence[ObjectiveId], numbers: Mapping[ObjectiveId, int], alone: int
) -> MapView:
    """The whole alignment in one drawing; `numbers` are the goals' in the list of objectives."""
    return MapView(
        title=site.words["alignment.title"],
        lead=site.words["map.lead"] if goals else site.words["map.none"],
        tabs=alignment_tabs(site, "", MAP),
        whole=None,
        drawing=draw(site, "", goals, numbers, {}) if goals else None,
        alone=_alone(site, alone),
        index=INDEX if is_light(site) else "",
        later="" if is_light(site) else INDEX,
    )


def part_view(
    site: Site,
    top: ObjectiveId,
    numbers: Mapping[ObjectiveId, int],
    known: dict[ObjectiveId, list[ObjectiveId]],
) -> MapView:
    """The drawing that begins at a goal; what goes on elsewhere leads there."""
    root = root_of(path_of_part(top))
    elsewhere = {each: href(root, path_of_part(each)) for each in known[top][1:] if each in known}
    index = href(root, INDEX)
    return MapView(
        title=site.forest.objectives[top].title,
        lead=site.words["map.lead"],
        tabs=alignment_tabs(site, root, MAP, is_part=True),
        whole=Anchor(site.words["map.whole"], href(root, MAP)),
        drawing=draw(site, root, known[top], numbers, elsewhere),
        alone="",
        index=index if is_light(site) else "",
        later="" if is_light(site) else index,
    )


def parts_view(
    site: Site,
    shown: Sequence[ObjectiveId],
    known: dict[ObjectiveId, list[ObjectiveId]],
    alone: int,
    place: tuple[int, int],
) -> MapPartsView:
    """A page of the list of drawings; `place` is its number and how many there are."""
    number, total = place
    root = root_of(numbered(MAP, number))
    return MapPartsView(
        title=site.words["alignment.title"],
        lead=site.words["map.parts"],
        tabs=alignment_tabs(site, root, MAP, is_part=number > 1),
        parts=tuple(
            Part(
                Anchor(objective_link(site, "", each).text, href(root, path_of_part(each))),
                site.words.count(
                    "map.below", len(known[each]) - 1, site.numbers.number(len(known[each]) - 1)
                ),
                progress_of(site, site.scored.objectives[each]),
            )
            for each in shown
        ),
        alone=_alone(site, alone),
        paging=paging(site, root, MAP, number, total),
    )


def _alone(site: Site, count: int) -> str:
    return site.words.count("map.alone", count, site.numbers.number(count)) if count else ""


def pages(site: Site) -> Iterator[Page]:
    """One page with the whole drawing, or a list of drawings and a page for each."""
    goals, title = linked(site), site.words["map.title"]
    alone = len(current(site)) - len(goals)
    numbers = {each.id: number for number, each in enumerate(in_order(site))}
    if len(goals) <= MOST:
        view = partial(map_view, site, goals, numbers, alone)
        yield Page(MAP, "map.html", title, view, section="alignment")
        return
    known = parts(site, goals)
    listed = in_pages(list(known), PAGE_SIZE)
    for number, part in enumerate(listed, start=1):
        yield Page(
            numbered(MAP, number),
            "maps.html",
            title,
            partial(parts_view, site, part, known, alone, (number, len(listed))),
            section="alignment",
        )
    for top in known:
        name = site.forest.objectives[top].title
        view = partial(part_view, site, top, numbers, known)
        yield Page(path_of_part(top), "map.html", name, view, section="alignment")


KIND = PageKind(name="map", title="Map", pages=pages, order=1000)
