"""Tags: every tag with how much it marks, and for each the goals and KPIs that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    KpiCard,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    in_pages,
    kpi_card,
    numbered,
    objective_line,
    paging,
)
from okrsite.builtin.pages.progress_summary import Tally, tally
from okrsite.builtin.pages.sorting import cycle_places, worst_first
from okrsite.pipeline.present.goal_list import listed_goals
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import TAGS
from okrsite.pipeline.present.tags import Tag, all_tags

PAGE_SIZE = 400
GOALS_SIZE = 100
SHOWN_KPIS = 60


class TagRow(Struct, frozen=True):
    """A tag in the index, and how many goals and KPIs carry it."""

    link: Anchor
    goals: Tally
    kpis: Tally


class TagsView(Struct, frozen=True, kw_only=True):
    """One page of the index."""

    title: str
    rows: tuple[TagRow, ...]
    paging: Paging | None


class TagView(Struct, frozen=True, kw_only=True):
    """One page of a tag; its KPIs stand on the first. `index` leads back to all tags."""

    title: str
    index: Anchor
    goals: tuple[ObjectiveLine, ...]
    kpis: tuple[KpiCard, ...]
    more_kpis: str
    paging: Paging | None


def tags_view(ctx: PageContext, number: int) -> TagsView:
    """A page of the index."""
    parts = in_pages(list(ctx.once(all_tags).values()), PAGE_SIZE)
    return TagsView(
        title=ctx.words["tags.title"],
        rows=tuple(_row(ctx, tag) for tag in parts[number - 1]),
        paging=paging(ctx, TAGS, number, len(parts)),
    )


def _row(ctx: PageContext, tag: Tag) -> TagRow:
    link = Anchor(tag.name, ctx.href(tag.path))
    return TagRow(link, tally(ctx, len(tag.objectives)), tally(ctx, len(tag.kpis)))


def tag_view(ctx: PageContext, key: str, number: int) -> TagView:
    """A page of a tag."""
    tag, ids, total = ctx.once(_part, key, number)
    kpis = set(tag.kpis) if number == 1 else set()
    rest = len(kpis) - SHOWN_KPIS
    ordered = [id_ for id_ in worst_first(ctx) if id_ in kpis] if kpis else []
    return TagView(
        title=tag.name,
        index=Anchor(ctx.words["tags.title"], ctx.href(TAGS)),
        goals=tuple(objective_line(ctx, id_) for id_ in ids),
        kpis=tuple(kpi_card(ctx, id_) for id_ in ordered[:SHOWN_KPIS]),
        more_kpis=more_words(ctx, rest),
        paging=paging(ctx, tag.path, number, total),
    )


def _part(ctx: PageContext, key: str, number: int) -> tuple[Tag, tuple[ObjectiveId, ...], int]:
    """A tag, the objectives of one of its pages, and how many pages it has."""
    tag = ctx.once(all_tags)[key]
    parts = in_pages(ctx.entry(_in_order, key) or (), GOALS_SIZE)
    return tag, tuple(parts[number - 1]), len(parts)


def _in_order(ctx: PageContext) -> Mapping[str, tuple[ObjectiveId, ...]]:
    """The objectives of each tag as a reader looks for their cycles."""
    places = cycle_places(ctx)
    place_of = {goal.id: (places[goal.cycle], goal.id) for goal in listed_goals(ctx)}
    return {
        key: tuple(sorted(tag.objectives, key=place_of.__getitem__))
        for key, tag in ctx.once(all_tags).items()
    }


def names(ctx: PageContext) -> Iterator[Page]:
    """The index and the pages of each tag."""
    tags, title = ctx.once(all_tags), ctx.words["tags.title"]
    for number in range(1, len(in_pages(list(tags), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(TAGS, number), "tags.html", title, section="tags")
    for key, tag in tags.items():
        for number in range(1, len(in_pages(tag.objectives, GOALS_SIZE)) + 1):
            path = numbered(tag.path, number)
            yield Page(f"{number} {key}", path, "tag.html", tag.name, section="tags")


def view(ctx: PageContext, name: str) -> TagsView | TagView:
    """A page of the index by its number, or one of a tag."""
    number, _, key = name.partition(" ")
    return tag_view(ctx, key, int(number)) if key else tags_view(ctx, int(number))


KIND = PageKind(
    name="tags", title="Tags", names=names, view=view, nav=TAGS, order=19, group="goals"
)
