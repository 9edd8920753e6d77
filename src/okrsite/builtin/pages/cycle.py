"""Cycle: how far a stretch of time is gone, how its goals stand, and what was learnt from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import Cycle, CycleScore
from okrsite.api.pages import (
    Anchor,
    Badge,
    Bar,
    CycleId,
    Html,
    LineChart,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    Spread,
    band_spread,
    card_path,
    cycle_badge,
    cycle_link,
    href,
    in_pages,
    is_closed,
    numbered,
    objective_row,
    paging,
    path_of,
    prose,
    report_path,
    root_of,
    share_bar,
    status_spread,
    when_words,
)
from okrsite.builtin.pages.cycle_facts import TeamLine, confidence_over, team_lines
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.sorting import is_company

PAGE_SIZE = 100


class Grades(Struct, frozen=True):
    """How a closed cycle was graded: the mean, how many were met, and how the grades spread."""

    mean: str
    met: str
    spread: Spread


class CycleOverview(Struct, frozen=True, kw_only=True):
    """What stands on the first page of a cycle beside its objectives. Texts may be empty."""

    elapsed: Bar | None
    share: Share
    spread: Spread | None
    participation: str
    participation_bar: Bar | None
    grades: Grades | None
    confidence: LineChart | None
    teams: tuple[TeamLine, ...]
    report: Anchor
    parts: tuple[Anchor, ...]
    body_title: str
    no_body: str
    body: Html


class CycleView(Struct, frozen=True, kw_only=True):
    """One page of a cycle; `parent` is the longer cycle around it."""

    title: str
    days: str
    when: str
    badge: Badge
    parent: Anchor | None
    overview: CycleOverview | None
    rows: tuple[ObjectiveRow, ...]
    paging: Paging | None


def cycle_view(
    site: Site,
    id: CycleId,  # noqa: A002 - as named
    shown: Sequence[ObjectiveId],
    number: int,
    total: int,
) -> CycleView:
    """A page of a cycle."""
    cycle, path = site.forest.cycles[id], path_of("cycle", id)
    root = root_of(numbered(path, number))
    return CycleView(
        title=cycle.title,
        days=site.numbers.span(cycle.start, cycle.end),
        when=when_words(site, cycle),
        badge=cycle_badge(site, cycle),
        parent=cycle_link(site, root, cycle.parent) if cycle.parent else None,
        overview=_overview(site, root, cycle) if number == 1 else None,
        rows=tuple(objective_row(site, root, each) for each in shown),
        paging=paging(site, root, path, number, total),
    )


def goals_by_cycle(site: Site) -> dict[CycleId, list[ObjectiveId]]:
    """The objectives of each cycle: active ones first, the company's before those of teams."""
    found: dict[CycleId, list[ObjectiveId]] = {each: [] for each in site.forest.cycles}
    for goal in sorted(
        site.forest.objectives.values(),
        key=lambda each: (
            each.state != "active",
            not is_company(site, each),
            each.team or "",
            each.id,
        ),
    ):
        found[goal.cycle].append(goal.id)
    return found


def _overview(site: Site, root: str, cycle: Cycle) -> CycleOverview:
    score, words = site.scored.cycles[cycle.id], site.words
    told, grades = score.participation, grades_of(site, score)
    is_over = is_closed(site, cycle) or site.today > cycle.end
    return CycleOverview(
        elapsed=None if is_over else share_bar(site, score.elapsed, None, "calm"),
        share=cycle_share(site, score),
        spread=None if grades else status_spread(site, score.statuses),
        participation="" if told is None else _participation(site, told),
        participation_bar=None if told is None else share_bar(site, told, None, "calm"),
        grades=grades,
        confidence=confidence_over(site, cycle),
        teams=team_lines(site, root, cycle),
        report=Anchor(words["report.print"], href(root, report_path("cycle", cycle.id))),
        parts=tuple(
            cycle_link(site, root, each.id)
            for each in sorted(site.forest.cycles.values(), key=lambda each: (each.start, each.id))
            if each.parent == cycle.id
        ),
        body_title=words["cycle.retrospective" if is_over else "cycle.about"],
        no_body=words["cycle.no_retrospective"] if is_over else "",
        body=prose(site, cycle.body, root, level=3),
    )


def _participation(site: Site, share: float) -> str:
    return site.words.say("cycle.participation_of", share=site.numbers.percent(share))


def grades_of(site: Site, score: CycleScore) -> Grades | None:
    """How a closed cycle was graded; nothing before the close."""
    spread = band_spread(site, score.grades)
    if spread is None or score.grade is None:
        return None
    graded = sum(score.grades.values())
    met = site.words.say(
        "cycle.met", met=site.numbers.number(score.met), total=site.numbers.number(graded)
    )
    return Grades(site.numbers.percent(score.grade), met, spread)


def pages(site: Site) -> Iterator[Page]:
    """Each cycle in as many pages as its objectives need."""
    goals = goals_by_cycle(site)
    for cycle in site.forest.cycles.values():
        parts = in_pages(goals[cycle.id], PAGE_SIZE)
        for number, part in enumerate(parts, start=1):
            yield Page(
                numbered(path_of("cycle", cycle.id), number),
                "cycle.html",
                cycle.title,
                partial(cycle_view, site, cycle.id, part, number, len(parts)),
                section="cycles",
                edit=cycle.span.path,
                card=card_path("cycle", cycle.id),
            )


KIND = PageKind(name="cycle", title="Cycle", pages=pages)
