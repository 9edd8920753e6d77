"""KPI table: every KPI in one line each, to be sorted by what the reader looks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from okrsite.api import Kpi
from okrsite.api.pages import (
    KpiCard,
    KpiId,
    Page,
    PageContext,
    PageKind,
    Paging,
    in_pages,
    kpi_card,
    numbered,
    paging,
)
from okrsite.builtin.pages.kpi.views import Tab, tabs
from okrsite.builtin.pages.sorting import worst_first
from okrsite.model.kpi_score import Change
from okrsite.pipeline.present.paths import KPI_TABLE
from okrsite.pipeline.present.progress import sort_key

PAGE_SIZE = 120


class KpiLine(Struct, frozen=True):
    """A KPI in the table, its gain and the day of its value as they are sorted.

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


def kpi_table_view(ctx: PageContext, name: str) -> KpiTableView:
    """A page of the table; what asks most of the reader comes first."""
    number = int(name)
    ids, total = ctx.once(_part, number)
    count = len(ctx.ids(Kpi))
    return KpiTableView(
        title=ctx.words["kpis.title"],
        lead=ctx.words.count("kpis.lead", count, ctx.numbers.number(count)),
        tabs=tabs(ctx, "table"),
        rows=tuple(_line(ctx, id_) for id_ in ids),
        paging=paging(ctx, KPI_TABLE, number, total),
    )


def _part(ctx: PageContext, number: int) -> tuple[tuple[KpiId, ...], int]:
    """The KPIs of a page of the table, and how many pages there are."""
    parts = in_pages(worst_first(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def _line(ctx: PageContext, id_: KpiId) -> KpiLine:
    score = ctx.kpi_score(id_)
    day = score.as_of
    return KpiLine(
        kpi=kpi_card(ctx, id_),
        change=sort_key(_gain(score.change)),
        day=sort_key(day.toordinal()) if day else "",
        as_of=_brief(ctx, day) if day else "",
    )


def _gain(change: Change | None) -> float | None:
    """A relative change as a gain, less than 0 where it is for the worse.

    What is neither good nor bad, for want of a range or of size, stands between the two.
    """
    if change is None or change.relative is None:
        return None
    if change.is_good is None or change.is_noise:
        return 0
    return abs(change.relative) if change.is_good else -abs(change.relative)


def _brief(ctx: PageContext, day: date) -> str:
    """A day without its year where that is the site's own."""
    is_near = day.year == ctx.today.year
    return ctx.numbers.short_day(day) if is_near else ctx.numbers.month(day)


def names(ctx: PageContext) -> Iterator[Page]:
    """The table in as many pages as it needs."""
    title = ctx.words["kpis.title"]
    for number in range(1, len(in_pages(ctx.ids(Kpi), PAGE_SIZE)) + 1):
        path = numbered(KPI_TABLE, number)
        yield Page(f"{number}", path, "kpi_table.html", title, section="kpis")


KIND = PageKind(name="kpi_table", title="KPI table", names=names, view=kpi_table_view)
