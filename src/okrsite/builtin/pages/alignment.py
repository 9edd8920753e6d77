"""Alignment: which goal helps which, as one nested list from the company's goals downwards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import (
    ALIGNMENT,
    Anchor,
    Badge,
    ObjectiveId,
    Page,
    PageKind,
    Paging,
    Progress,
    Site,
    cycle_link,
    href,
    in_pages,
    inactive_badge,
    numbered,
    objective_link,
    paging,
    progress_of,
    root_of,
    team_link,
)
from okrsite.builtin.pages.alignment_tree import (
    DEEPEST,
    Place,
    is_alone,
    places,
    shown_depths,
    supporters,
)

PAGE_SIZE = 250


class AlignmentRow(Struct, frozen=True, kw_only=True):
    """A goal in the nested list.

    `note` says what is special about its place, `again` leads to where its supporters are listed.
    `opens` says whether a deeper list begins below it; `closes` has an entry for each one that ends
    after it. `level` is told only where the list is not indented any further.
    """

    link: Anchor
    anchor: str
    by: str
    note: str
    again: Anchor | None
    team: Anchor | None
    cycle: Anchor
    progress: Progress
    badge: Badge
    level: str
    opens: bool
    closes: tuple[int, ...]


class AlignmentView(Struct, frozen=True, kw_only=True):
    """One page of the alignment; `above` are the goals over its first one."""

    title: str
    above: tuple[Anchor, ...]
    rows: tuple[AlignmentRow, ...]
    paging: Paging | None


def alignment_view(
    site: Site, parts: Sequence[Sequence[Place]], first: dict[ObjectiveId, int], number: int
) -> AlignmentView:
    """A page of the alignment; `first` tells on which page each goal is listed with its own."""
    root, part = root_of(numbered(ALIGNMENT, number)), parts[number - 1]
    depths = [*shown_depths(part), 0]
    return AlignmentView(
        title=site.words["alignment.title"],
        above=_above(site, root, parts, number),
        rows=tuple(
            _row(site, root, place, first, (depths[position], depths[position + 1]))
            for position, place in enumerate(part)
        ),
        paging=paging(site, root, ALIGNMENT, number, len(parts)),
    )


def _row(
    site: Site,
    root: str,
    place: Place,
    first: dict[ObjectiveId, int],
    depths: tuple[int, int],
) -> AlignmentRow:
    objective = site.forest.objectives[place.objective]
    progress = progress_of(site, site.scored.objectives[objective.id])
    here, after = depths
    return AlignmentRow(
        link=objective_link(site, root, objective.id),
        anchor="" if place.is_repeated else f"goal-{objective.id}",
        by=place.by,
        note=site.words["alignment.alone"] if is_alone(site, place) else "",
        again=_again(site, root, place, first),
        team=team_link(site, root, objective.team),
        cycle=cycle_link(site, root, objective.cycle),
        progress=progress,
        badge=inactive_badge(site, objective) or progress.badge,
        level=site.words.say("alignment.level", level=str(place.depth + 1))
        if place.depth > DEEPEST
        else "",
        opens=after > here,
        closes=tuple(range(here - after)),
    )


def _again(site: Site, root: str, place: Place, first: dict[ObjectiveId, int]) -> Anchor | None:
    """Where a repeated goal's own supporters are listed, if it has any."""
    if not place.is_repeated or not supporters(site, place.objective):
        return None
    path = numbered(ALIGNMENT, first[place.objective])
    return Anchor(site.words["alignment.again"], href(root, path, f"goal-{place.objective}"))


def _above(
    site: Site, root: str, parts: Sequence[Sequence[Place]], number: int
) -> tuple[Anchor, ...]:
    """The goals over the first one of a page, from the top down; of many the nearest."""
    depth = parts[number - 1][0].depth if parts[number - 1] else 0
    found: list[Anchor] = []
    for part in reversed(parts[: number - 1]):
        for place in reversed(part):
            if place.depth < depth and len(found) < DEEPEST:
                found.append(objective_link(site, root, place.objective))
                depth = place.depth
    return tuple(reversed(found))


def pages(site: Site) -> tuple[Page, ...]:
    """The list in as many pages as it needs."""
    parts = in_pages(places(site), PAGE_SIZE)
    first = {
        place.objective: number
        for number, part in enumerate(parts, start=1)
        for place in part
        if not place.is_repeated
    }
    return tuple(
        Page(
            numbered(ALIGNMENT, number),
            "alignment.html",
            site.words["alignment.title"],
            partial(alignment_view, site, parts, first, number),
            section="alignment",
        )
        for number in range(1, len(parts) + 1)
    )


KIND = PageKind(
    name="alignment", title="Alignment", pages=pages, nav=ALIGNMENT, order=12, group="goals"
)
