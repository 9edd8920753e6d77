"""KPIs: the board, by team, by perspective, or only the critical ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import Kpi
from okrsite.api.pages import (
    KPIS,
    Anchor,
    KpiCard,
    Page,
    PageKind,
    Paging,
    Site,
    href,
    in_pages,
    kpi_card,
    numbered,
    paging,
    path_of,
    root_of,
)

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


def by_team(site: Site, kpi: Kpi) -> Placed:
    """A KPI under its team, by the team's title; those without one last."""
    if kpi.team is None:
        return Placed((1, ""), site.words["common.no_team"], "", kpi)
    title = site.forest.teams[kpi.team].title
    return Placed((0, title), title, path_of("team", kpi.team), kpi)


def by_perspective(site: Site, kpi: Kpi) -> Placed:
    """A KPI under its perspective of the scorecard; those without one last."""
    name = kpi.perspective or "none"
    return Placed((_PERSPECTIVES.index(name), ""), site.words[f"perspective.{name}"], "", kpi)


_VIEWS: Mapping[str, tuple[str, Callable[[Site, Kpi], Placed]]] = {
    "team": (KPIS, by_team),
    "perspective": ("kpis/by/perspective.html", by_perspective),
    "critical": ("kpis/by/critical.html", by_team),
}


def board(site: Site, view: str) -> list[Placed]:
    """The KPIs of a view in its order; critical ones first under each heading."""
    _, place = _VIEWS[view]
    shown = [each for each in site.forest.kpis.values() if each.critical or view != "critical"]
    return sorted(
        (place(site, each) for each in shown),
        key=lambda each: (each.rank, not each.kpi.critical, each.kpi.id),
    )


def tabs(site: Site, root: str, view: str) -> tuple[Tab, ...]:
    """The ways to look at the KPIs, the table among them; `view` is the one that is shown."""
    places = {name: place for name, (place, _) in _VIEWS.items()} | {"table": TABLE}
    return tuple(
        Tab(site.words[f"kpis.by_{name}"], href(root, place), "page" if name == view else "")
        for name, place in places.items()
    )


def kpis_view(site: Site, view: str, shown: Sequence[Placed], number: int, total: int) -> KpisView:
    """A page of the board."""
    path = _VIEWS[view][0]
    root = root_of(numbered(path, number))
    count = len(site.forest.kpis)
    return KpisView(
        title=site.words["kpis.title"],
        lead=site.words.count("kpis.lead", count, site.numbers.number(count)),
        tabs=tabs(site, root, view),
        groups=tuple(
            _group(site, root, list(found))
            for _, found in groupby(shown, key=lambda each: each.rank)
        ),
        paging=paging(site, root, path, number, total),
    )


def _group(site: Site, root: str, placed: list[Placed]) -> KpiGroup:
    first = placed[0]
    heading = Anchor(first.heading, href(root, first.path) if first.path else "")
    return KpiGroup(heading, tuple(kpi_card(site, root, each.kpi.id) for each in placed))


def pages(site: Site) -> Iterator[Page]:
    """The board in its views, each in as many pages as it needs."""
    for view, (path, _) in _VIEWS.items():
        parts = in_pages(board(site, view), PAGE_SIZE)
        for number, part in enumerate(parts, start=1):
            yield Page(
                numbered(path, number),
                "kpis.html",
                site.words["kpis.title"],
                partial(kpis_view, site, view, part, number, len(parts)),
                section="kpis",
            )


KIND = PageKind(name="kpis", title="KPIs", pages=pages, nav=KPIS, order=20, group="numbers")
