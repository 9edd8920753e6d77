"""KPIs: the board, by team, by perspective, or only the critical ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from okrsite.api import Kpi
from okrsite.api.pages import (
    Anchor,
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
    path_of,
)
from okrsite.pipeline.present.paths import KPIS

PAGE_SIZE = 100
TABLE = "kpis/by/table.html"
_PERSPECTIVES = ("financial", "customer", "process", "learning", "none")


class Placed(Struct, frozen=True):
    """A KPI under a heading; headings go by `rank`, `path` is the heading's own page, if any."""

    rank: tuple[int, str]
    heading: str
    path: str
    kpi: Kpi


class Tab(Struct, frozen=True):
    """A way to look at the board; `current` is the value of `aria-current`."""

    text: str
    href: str
    current: str


class KpiGroup(Struct, frozen=True):
    """The KPIs under one heading that stand on one page."""

    heading: Anchor
    cards: tuple[KpiCard, ...]


class KpisView(Struct, frozen=True, kw_only=True):
    """One page of the board."""

    title: str
    lead: str
    tabs: tuple[Tab, ...]
    groups: tuple[KpiGroup, ...]
    paging: Paging | None


def by_team(ctx: PageContext, kpi: Kpi) -> Placed:
    """A KPI under its team, by the team's title; those without one last."""
    if kpi.team is None:
        return Placed((1, ""), ctx.words["common.no_team"], "", kpi)
    title = ctx.team(kpi.team).title
    return Placed((0, title), title, path_of("team", kpi.team), kpi)


def by_perspective(ctx: PageContext, kpi: Kpi) -> Placed:
    """A KPI under its perspective of the scorecard; those without one last."""
    name = kpi.perspective or "none"
    return Placed((_PERSPECTIVES.index(name), ""), ctx.words[f"perspective.{name}"], "", kpi)


_VIEWS: Mapping[str, tuple[str, Callable[[PageContext, Kpi], Placed]]] = {
    "team": (KPIS, by_team),
    "perspective": ("kpis/by/perspective.html", by_perspective),
    "critical": ("kpis/by/critical.html", by_team),
}


def board(ctx: PageContext, view: str) -> tuple[KpiId, ...]:
    """The KPIs of a view in its order; critical ones first under each heading."""
    return ctx.once(_board, view)


def _board(ctx: PageContext, view: str) -> tuple[KpiId, ...]:
    _, place = _VIEWS[view]
    shown = [place(ctx, kpi) for kpi in ctx.all(Kpi) if kpi.critical or view != "critical"]
    shown.sort(key=lambda placed: (placed.rank, not placed.kpi.critical, placed.kpi.id))
    return tuple(placed.kpi.id for placed in shown)


def _part(ctx: PageContext, view: str, number: int) -> tuple[tuple[KpiId, ...], int]:
    """The KPIs of a page of a view, and how many pages it has."""
    parts = in_pages(board(ctx, view), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def tabs(ctx: PageContext, view: str) -> tuple[Tab, ...]:
    """The ways to look at the KPIs, the table among them; `view` is the one that is shown."""
    places = {name: place for name, (place, _) in _VIEWS.items()} | {"table": TABLE}
    return tuple(
        Tab(ctx.words[f"kpis.by_{name}"], ctx.href(place), "page" if name == view else "")
        for name, place in places.items()
    )


def kpis_view(ctx: PageContext, name: str) -> KpisView:
    """A page of the board."""
    view, _, number = name.partition("/")
    path, place = _VIEWS[view]
    ids, total = ctx.once(_part, view, int(number))
    shown = [place(ctx, ctx.kpi(id_)) for id_ in ids]
    count = len(ctx.ids(Kpi))
    return KpisView(
        title=ctx.words["kpis.title"],
        lead=ctx.words.count("kpis.lead", count, ctx.numbers.number(count)),
        tabs=tabs(ctx, view),
        groups=tuple(
            _group(ctx, list(found)) for _, found in groupby(shown, key=lambda placed: placed.rank)
        ),
        paging=paging(ctx, path, int(number), total),
    )


def _group(ctx: PageContext, placed: list[Placed]) -> KpiGroup:
    first = placed[0]
    heading = Anchor(first.heading, ctx.href(first.path) if first.path else "")
    return KpiGroup(heading, tuple(kpi_card(ctx, place.kpi.id) for place in placed))


def names(ctx: PageContext) -> Iterator[Page]:
    """The board in its views, each in as many pages as it needs."""
    title = ctx.words["kpis.title"]
    for view, (path, _) in _VIEWS.items():
        for number in range(1, len(in_pages(board(ctx, view), PAGE_SIZE)) + 1):
            name = f"{view}/{number}"
            yield Page(name, numbered(path, number), "kpis.html", title, section="kpis")


KIND = PageKind(
    name="kpis", title="KPIs", names=names, view=kpis_view, nav=KPIS, order=20, group="numbers"
)
