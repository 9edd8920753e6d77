"""KPIs: the board, by what is the matter, by team, or only the critical ones."""

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
from okrsite.builtin.pages.brief.lead import said_about
from okrsite.builtin.pages.kpi.views import VIEWS, Tab, tabs
from okrsite.builtin.pages.sorting import HEALTH, worst_first
from okrsite.pipeline.present.kpis import spark_window
from okrsite.pipeline.present.paths import KPIS
from okrsite.pipeline.present.sentences.sentence import Sentence

PAGE_SIZE = 100


class Placed(Struct, frozen=True):
    """A KPI under a heading; headings go by `rank`, `path` is the heading's own page, if any."""

    rank: tuple[int, str]
    heading: str
    path: str
    kpi: Kpi


class KpiGroup(Struct, frozen=True):
    """The KPIs under one heading that stand on one page."""

    heading: Anchor
    cards: tuple[KpiCard, ...]


class KpisView(Struct, frozen=True, kw_only=True):
    """One page of the board; `window` says which days each of its small lines shows."""

    title: str
    answer: tuple[Sentence, ...]
    lead: str
    window: str
    tabs: tuple[Tab, ...]
    groups: tuple[KpiGroup, ...]
    paging: Paging | None


def by_team(ctx: PageContext, kpi: Kpi) -> Placed:
    """A KPI under its team, by the team's title; those without one last."""
    if kpi.team is None:
        return Placed((1, ""), ctx.words["common.no_team"], "", kpi)
    title = ctx.team(kpi.team).title
    return Placed((0, title), title, path_of("team", kpi.team), kpi)


def by_trouble(ctx: PageContext, kpi: Kpi) -> Placed:
    """A KPI under its health, what is out of range first."""
    health = ctx.kpi_score(kpi.id).health
    return Placed((HEALTH[health], ""), ctx.words[f"health.{health}"], "", kpi)


_PLACES: Mapping[str, Callable[[PageContext, Kpi], Placed]] = {
    "trouble": by_trouble,
    "team": by_team,
    "critical": by_trouble,
}


def board(ctx: PageContext, view: str) -> tuple[KpiId, ...]:
    """The KPIs of a view in its order; under each heading the critical first, then by health."""
    return ctx.once(_board, view)


def _board(ctx: PageContext, view: str) -> tuple[KpiId, ...]:
    place = _PLACES[view]
    shown = [place(ctx, kpi) for kpi in ctx.all(Kpi) if kpi.critical or view != "critical"]
    places = {id_: place for place, id_ in enumerate(worst_first(ctx))}
    shown.sort(key=lambda placed: (placed.rank, places[placed.kpi.id]))
    return tuple(placed.kpi.id for placed in shown)


def _part(ctx: PageContext, view: str, number: int) -> tuple[tuple[KpiId, ...], int]:
    """The KPIs of a page of a view, and how many pages it has."""
    parts = in_pages(board(ctx, view), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def kpis_view(ctx: PageContext, name: str) -> KpisView:
    """A page of the board."""
    view, _, number = name.partition("/")
    place = _PLACES[view]
    ids, total = ctx.once(_part, view, int(number))
    shown = [place(ctx, ctx.kpi(id_)) for id_ in ids]
    count = len(ctx.ids(Kpi))
    first, last = spark_window(ctx)
    return KpisView(
        title=ctx.words["kpis.title"],
        answer=said_about(ctx, "kpis") if number == "1" else (),
        lead=ctx.words.count("kpis.lead", count, ctx.numbers.number(count)),
        window=ctx.words.say("kpis.window", days=ctx.numbers.span(first, last)),
        tabs=tabs(ctx, view),
        groups=tuple(
            _group(ctx, list(found)) for _, found in groupby(shown, key=lambda placed: placed.rank)
        ),
        paging=paging(ctx, VIEWS[view], int(number), total),
    )


def _group(ctx: PageContext, placed: list[Placed]) -> KpiGroup:
    first = placed[0]
    heading = Anchor(first.heading, ctx.href(first.path) if first.path else "")
    return KpiGroup(heading, tuple(kpi_card(ctx, place.kpi.id) for place in placed))


def names(ctx: PageContext) -> Iterator[Page]:
    """The board in its views, each in as many pages as it needs."""
    title = ctx.words["kpis.title"]
    for view in _PLACES:
        for number in range(1, len(in_pages(board(ctx, view), PAGE_SIZE)) + 1):
            name = f"{view}/{number}"
            yield Page(name, numbered(VIEWS[view], number), "kpis.html", title, section="kpis")


KIND = PageKind(
    name="kpis", title="KPIs", names=names, view=kpis_view, nav=KPIS, order=20, group="numbers"
)
