"""Rows of the alignment: each place of a goal, and what is special about it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    Badge,
    ObjectiveId,
    PageContext,
    Progress,
    cycle_link,
    numbered,
    objective_link,
    progress_of,
    team_link,
)
from okrsite.builtin.pages.goal_tree import (
    DEEPEST,
    Place,
    is_alone,
    shown_depths,
    supporters_of,
)
from okrsite.pipeline.present.paths import ALIGNMENT


class AlignmentPages(Struct, frozen=True):
    """The alignment in its pages; on which one each goal is first listed, and how often it is."""

    parts: tuple[tuple[Place, ...], ...]
    first: Mapping[ObjectiveId, int]
    times: Mapping[ObjectiveId, int]


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


def rows_of(ctx: PageContext, listing: AlignmentPages, number: int) -> tuple[AlignmentRow, ...]:
    """The rows of a page of the list, by its number."""
    part = listing.parts[number - 1]
    depths = [*shown_depths(part), 0]
    return tuple(
        _row(ctx, place, listing, (depths[position], depths[position + 1]))
        for position, place in enumerate(part)
    )


def _row(
    ctx: PageContext, place: Place, listing: AlignmentPages, depths: tuple[int, int]
) -> AlignmentRow:
    objective = ctx.objective(place.objective)
    progress = progress_of(ctx, ctx.objective_score(objective.id))
    here, after = depths
    return AlignmentRow(
        link=objective_link(ctx, objective.id),
        anchor="" if place.is_repeated else f"goal-{objective.id}",
        by=place.by,
        note=_note(ctx, place, listing.times[place.objective]),
        again=_again(ctx, place, listing.first),
        team=team_link(ctx, objective.team),
        cycle=cycle_link(ctx, objective.cycle),
        progress=progress,
        badge=progress.badge,
        level=ctx.words.say("alignment.level", level=str(place.depth + 1))
        if place.depth > DEEPEST
        else "",
        opens=after > here,
        closes=tuple(range(here - after)),
    )


def _note(ctx: PageContext, place: Place, times: int) -> str:
    """What is special about the first place of a goal."""
    if place.is_repeated:
        return ""
    if times > 1:
        return ctx.words.say("alignment.shared", count=ctx.numbers.number(times))
    return ctx.words["alignment.alone"] if is_alone(ctx, place) else ""


def _again(ctx: PageContext, place: Place, first: Mapping[ObjectiveId, int]) -> Anchor | None:
    """Where a repeated goal is listed first, with its supporters if it has any."""
    if not place.is_repeated:
        return None
    path = numbered(ALIGNMENT, first[place.objective])
    words = "alignment.again" if supporters_of(ctx, place.objective) else "alignment.above"
    return Anchor(ctx.words[words], ctx.href(path, f"goal-{place.objective}"))
