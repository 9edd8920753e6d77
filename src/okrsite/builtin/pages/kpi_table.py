"""KPI table: every KPI in one line each, to be sorted by what the reader looks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    KpiCard,
    KpiId,
    Page,
    PageKind,
    Paging,
    Site,
    in_pages,
    kpi_card,
    numbered,
    paging,
    root_of,
    sort_key,
)
from okrsite.builtin.pages.kpis import TABLE, Tab, tabs
from okrsite.builtin.pages.sorting import worst_first

PAGE_SIZE = 120


class KpiLine(Struct, frozen=True):
    """A KPI in the table, its relative change and the day of its value as they are sorted.

    Values of several units cannot be compared, so that nothing is sorted by them.
    """

    kpi: KpiCard
    change: str
    day: str
    as_of: str


class KpiTableView(Struct, frozen=True, kw_only=True):
    """One page of the table."""

    title: str
    lead: str
    tabs: tuple[Tab, ...]
    rows: tuple[KpiLine, ...]
    paging: Paging | None


def kpi_table_view(site: Site, shown: Sequence[KpiId], number: int, total: int) -> KpiTableView:
    """A page of the table; what asks most of the reader comes first."""
    root = root_of(numbered(TABLE, number))
    count = len(site.forest.kpis)
    return KpiTableView(
        title=site.words["kpis.title"],
        lead=site.words.count("kpis.lead", count, site.numbers.number(count)),
        tabs=tabs(site, root, "table"),
        rows=tuple(_line(site, root, each) for each in shown),
        paging=paging(site, root, TABLE, number, total),
    )


def _line(site: Site, root: str, id: KpiId) -> KpiLine:  # noqa: A002 - as named
    score = site.scored.kpis[id]
    change = score.change.relative if score.change else None
    day = score.as_of
    return KpiLine(
        kpi=kpi_card(site, root, id),
        change=sort_key(change),
        day=sort_key(day.toordinal()) if day else "",
        as_of=_brief(site, day) if day else "",
    )


def _brief(site: Site, day: date) -> str:
    """A day without its year where that is the site's own."""
    is_near = day.year == site.today.year
    return site.numbers.short_day(day) if is_near else site.numbers.month(day)


def pages(site: Site) -> Iterator[Page]:
    """The table in as many pages as it needs."""
    parts = in_pages(worst_first(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(TABLE, number),
            "kpi_table.html",
            site.words["kpis.title"],
            partial(kpi_table_view, site, part, number, len(parts)),
            section="kpis",
        )


KIND = PageKind(name="kpi_table", title="KPI table", pages=pages)
