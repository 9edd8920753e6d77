"""Scorecard: goals and KPIs side by side, in the four perspectives of the Balanced Scorecard."""

from __future__ import annotations

from collections import Counter
from functools import partial

from msgspec import Struct

from okrsite.api import running_objectives
from okrsite.api.pages import (
    KPIS,
    OBJECTIVES,
    SCORECARD,
    Anchor,
    KpiCard,
    KpiId,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    Perspective,
    Site,
    Spread,
    health_spread,
    href,
    kpi_card,
    objective_row,
    status_spread,
)
from okrsite.builtin.pages.sorting import is_company, worst_first

SHOWN = 24
PERSPECTIVES: tuple[Perspective | None, ...] = (
    "financial",
    "customer",
    "process",
    "learning",
    None,
)


class Side(Struct, frozen=True):
    """What stands on one side of a perspective: how it goes as a whole, and where the rest is."""

    spread: Spread | None
    more: Anchor | None


class PerspectiveView(Struct, frozen=True, kw_only=True):
    """A perspective: the question it asks, the goals that answer it, and the KPIs that check."""

    anchor: str
    name: str
    question: str
    goals: Side
    objectives: tuple[ObjectiveRow, ...]
    health: Side
    kpis: tuple[KpiCard, ...]


class ScorecardView(Struct, frozen=True):
    """The scorecard; what has no perspective comes last and only where there is some."""

    title: str
    perspectives: tuple[PerspectiveView, ...]


def scorecard_view(site: Site) -> ScorecardView:
    """The whole scorecard."""
    shown = (_perspective(site, each) for each in PERSPECTIVES)
    return ScorecardView(site.words["scorecard.title"], tuple(filter(None, shown)))


def _perspective(site: Site, perspective: Perspective | None) -> PerspectiveView | None:
    goals, kpis = _goals(site, perspective), _kpis(site, perspective)
    if perspective is None and not goals and not kpis:
        return None
    name = perspective or "none"
    statuses = [site.scored.objectives[each].status for each in goals]
    healths = [site.scored.kpis[each].health for each in kpis]
    return PerspectiveView(
        anchor=f"perspective-{name}",
        name=site.words[f"perspective.{name}"],
        question=site.words[f"scorecard.{name}"],
        goals=Side(
            status_spread(site, dict(Counter(statuses))),
            _more(site, len(goals), OBJECTIVES),
        ),
        objectives=tuple(objective_row(site, "", each) for each in goals[:SHOWN]),
        health=Side(
            health_spread(site, dict(Counter(healths))),
            _more(site, len(kpis), KPIS),
        ),
        kpis=tuple(kpi_card(site, "", each) for each in kpis[:SHOWN]),
    )


def _goals(site: Site, perspective: Perspective | None) -> list[ObjectiveId]:
    found = [each for each in running_objectives(site.scored) if each.perspective == perspective]
    found.sort(key=lambda each: (not is_company(site, each), each.team or "", each.id))
    return [each.id for each in found]


def _kpis(site: Site, perspective: Perspective | None) -> list[KpiId]:
    kpis = site.forest.kpis
    return [each for each in worst_first(site) if kpis[each].perspective == perspective]


def _more(site: Site, count: int, path: str) -> Anchor | None:
    rest = count - SHOWN
    if rest < 1:
        return None
    text = site.words.count("common.more", rest, site.numbers.number(rest))
    return Anchor(text, href("", path))


def pages(site: Site) -> tuple[Page, ...]:
    """The one page of this kind."""
    view = partial(scorecard_view, site)
    title = site.words["scorecard.title"]
    return (Page(SCORECARD, "scorecard.html", title, view, section="scorecard"),)


KIND = PageKind(
    name="scorecard", title="Scorecard", pages=pages, nav=SCORECARD, order=24, group="numbers"
)
