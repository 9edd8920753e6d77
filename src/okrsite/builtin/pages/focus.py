"""Focus pairs: each goal beside the KPIs that are watched while it is chased, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import Objective, running_objectives
from okrsite.api.pages import (
    FOCUS,
    LOOP,
    Anchor,
    KpiCard,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    href,
    in_pages,
    kpi_card,
    numbered,
    objective_row,
    opening,
    paging,
    root_of,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.sorting import is_company

PAGE_SIZE = 40
SHOWN_KPIS = 5


class Pair(Struct, frozen=True, kw_only=True):
    """What a goal is about, the goal, the KPIs beside it, and why it matters (may be empty)."""

    focus: tuple[Anchor, ...]
    goal: ObjectiveRow
    kpis: tuple[KpiCard, ...]
    more: str
    why: str


class FocusView(Struct, frozen=True, kw_only=True):
    """One page of the pairs; `single` leads to the goals that nothing is watched beside."""

    title: str
    pairs: tuple[Pair, ...]
    single: Anchor | None
    paging: Paging | None


def pairs_of(site: Site) -> list[Objective]:
    """The running objectives with KPIs to keep an eye on, the company's first, then by team."""
    return sorted(
        (each for each in running_objectives(site.scored) if each.watch),
        key=lambda each: (not is_company(site, each), each.team or "", each.id),
    )


def focus_view(site: Site, shown: Sequence[Objective], number: int, total: int) -> FocusView:
    """A page of the pairs."""
    root = root_of(numbered(FOCUS, number))
    return FocusView(
        title=site.words["focus.title"],
        pairs=tuple(_pair(site, root, each) for each in shown),
        single=_single(site, root) if number == 1 else None,
        paging=paging(site, root, FOCUS, number, total),
    )


def _pair(site: Site, root: str, goal: Objective) -> Pair:
    rest = len(goal.watch) - SHOWN_KPIS
    return Pair(
        focus=_focus(site, root, goal),
        goal=objective_row(site, root, goal.id),
        kpis=tuple(kpi_card(site, root, each) for each in goal.watch[:SHOWN_KPIS]),
        more=site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else "",
        why=opening(goal.body),
    )


def _focus(site: Site, root: str, goal: Objective) -> tuple[Anchor, ...]:
    """What the goal is about: its tags, else its perspective, else its team."""
    if goal.tags:
        return tuple(tag_link(site, root, each) for each in goal.tags[:3])
    if goal.perspective:
        return (Anchor(site.words[f"perspective.{goal.perspective}"]),)
    team = team_link(site, root, goal.team)
    return (team,) if team else ()


def _single(site: Site, root: str) -> Anchor | None:
    count = sum(not each.watch for each in running_objectives(site.scored))
    if not count:
        return None
    text = site.words.count("focus.single", count, site.numbers.number(count))
    return Anchor(text, href(root, LOOP, "audit-confirm"))


def pages(site: Site) -> Iterator[Page]:
    """The pairs in as many pages as they need."""
    parts = in_pages(pairs_of(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(FOCUS, number),
            "focus.html",
            site.words["focus.title"],
            partial(focus_view, site, part, number, len(parts)),
            section="focus",
        )


KIND = PageKind(name="focus", title="Focus pairs", pages=pages, nav=FOCUS, order=14, group="goals")
