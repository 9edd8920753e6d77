"""Tags: every tag with how much it marks, and for each the goals and KPIs that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    TAGS,
    Anchor,
    KpiCard,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    Tag,
    href,
    in_pages,
    kpi_card,
    numbered,
    objective_row,
    paging,
    root_of,
)
from okrsite.builtin.pages.progress_summary import Tally, tally
from okrsite.builtin.pages.sorting import cycles_by_time, worst_first

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
    goals: tuple[ObjectiveRow, ...]
    kpis: tuple[KpiCard, ...]
    more_kpis: str
    paging: Paging | None


def tags_view(site: Site, shown: Sequence[Tag], number: int, total: int) -> TagsView:
    """A page of the index."""
    root = root_of(numbered(TAGS, number))
    return TagsView(
        title=site.words["tags.title"],
        rows=tuple(_row(site, root, each) for each in shown),
        paging=paging(site, root, TAGS, number, total),
    )


def _row(site: Site, root: str, tag: Tag) -> TagRow:
    link = Anchor(tag.name, href(root, tag.path))
    return TagRow(link, tally(site, len(tag.objectives)), tally(site, len(tag.kpis)))


def tag_view(site: Site, tag: Tag, shown: Sequence[str], number: int, total: int) -> TagView:
    """A page of a tag."""
    path = numbered(tag.path, number)
    root = root_of(path)
    kpis = set(tag.kpis) if number == 1 else set()
    rest = len(kpis) - SHOWN_KPIS
    ordered = [each for each in worst_first(site) if each in kpis] if kpis else []
    return TagView(
        title=tag.name,
        index=Anchor(site.words["tags.title"], href(root, TAGS)),
        goals=tuple(objective_row(site, root, each) for each in shown),
        kpis=tuple(kpi_card(site, root, each) for each in ordered[:SHOWN_KPIS]),
        more_kpis=(
            site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else ""
        ),
        paging=paging(site, root, tag.path, number, total),
    )


def pages(site: Site) -> Iterator[Page]:
    """The index and the pages of each tag."""
    parts = in_pages(list(site.tags.values()), PAGE_SIZE)
    title = site.words["tags.title"]
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(TAGS, number),
            "tags.html",
            title,
            partial(tags_view, site, part, number, len(parts)),
            section="tags",
        )
    places = {cycle.id: place for place, cycle in enumerate(cycles_by_time(site))}
    goals = site.forest.objectives
    for tag in site.tags.values():
        ordered = sorted(tag.objectives, key=lambda each: (places[goals[each].cycle], each))
        of_tag = in_pages(ordered, GOALS_SIZE)
        for number, part_of_tag in enumerate(of_tag, start=1):
            view = partial(tag_view, site, tag, part_of_tag, number, len(of_tag))
            yield Page(numbered(tag.path, number), "tag.html", tag.name, view, section="tags")


KIND = PageKind(name="tags", title="Tags", pages=pages, nav=TAGS, order=19, group="goals")
