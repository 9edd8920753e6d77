"""Cycle: how much of its time has passed, how its goals are doing, and what was learnt.

The page is its own report: printed, its first sheet is the summary, and the goals follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Cycle, CycleScore, GoalKey
from okrsite.api.pages import (
    Anchor,
    Badge,
    Bar,
    Html,
    LineChart,
    Page,
    PageContext,
    PageKind,
    Paging,
    Spread,
    cycle_link,
    goal_link,
    in_pages,
    numbered,
    objective_link,
    paging,
    path_of,
    share_bar,
    status_spread,
)
from okrsite.builtin.pages.brief.lead import misses
from okrsite.builtin.pages.cycle.facts import TeamLine, confidence_over, team_lines
from okrsite.builtin.pages.cycle.goals import GoalReport, goal_report, goals_of_cycle, parted
from okrsite.builtin.pages.cycle.lead import Compared, compared, lead
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.model.standing import has_ended
from okrsite.pipeline.present.cycles import cycle_badge, when_words
from okrsite.pipeline.present.distribution import band_spread
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import card_path
from okrsite.pipeline.present.sentences.sentence import Sentence

# Each with its key results: a page of the largest goals stays below 300 kB.
PAGE_SIZE = 40
SHOWN_MISSES = 120


class Grades(Struct, frozen=True):
    """How a closed cycle was graded: the mean, how many were met, and how the grades spread."""

    mean: str
    met: str
    spread: Spread


class Miss(Struct, frozen=True):
    """A key result that will miss its target at this pace, and its objective."""

    result: Anchor
    objective: Anchor


class CycleOverview(Struct, frozen=True, kw_only=True):
    """What stands on the first page of a cycle beside its objectives. Texts may be empty."""

    lead: tuple[Sentence, ...]
    elapsed: Bar | None
    share: Share
    spread: Spread | None
    compared: Compared | None
    participation: str
    participation_bar: Bar | None
    grades: Grades | None
    confidence: LineChart | None
    teams: tuple[TeamLine, ...]
    misses: tuple[Miss, ...]
    misses_title: str
    more_misses: str
    parts: tuple[Anchor, ...]
    is_over: bool
    body_title: str
    no_body: str
    body: Html


class CycleView(Struct, frozen=True, kw_only=True):
    """One page of a cycle; `parent` is the longer cycle around it.

    `goals` are those that the figures are of, `uncounted` the others that belong to the cycle.
    """

    title: str
    days: str
    when: str
    badge: Badge
    parent: Anchor | None
    overview: CycleOverview | None
    goals: tuple[GoalReport, ...]
    uncounted: tuple[GoalReport, ...]
    paging: Paging | None


def cycle_view(ctx: PageContext, name: str) -> CycleView:
    """A page of a cycle."""
    id_, _, place = name.partition("/")
    number, cycle, path = int(place), ctx.cycle(id_), path_of("cycle", id_)
    parts = in_pages(goals_of_cycle(ctx, id_), PAGE_SIZE)
    goals, uncounted = parted(parts[number - 1], ctx.cycle_score(id_).objectives)
    return CycleView(
        title=cycle.title,
        days=ctx.numbers.span(cycle.start, cycle.end),
        when=when_words(ctx, cycle),
        badge=cycle_badge(ctx, cycle),
        parent=cycle_link(ctx, cycle.parent) if cycle.parent else None,
        overview=_overview(ctx, cycle) if number == 1 else None,
        goals=tuple(goal_report(ctx, objective) for objective in goals),
        uncounted=tuple(goal_report(ctx, objective) for objective in uncounted),
        paging=paging(ctx, path, number, len(parts)),
    )


def _misses(ctx: PageContext, cycle: Cycle) -> tuple[tuple[GoalKey, ...], int]:
    """The key results that will miss their targets, and of how many; of the current cycle alone."""
    is_told = cycle.id == ctx.current_cycle and not ctx.has_passed(cycle.end)
    return misses(ctx, COMPANY) if is_told else ((), 0)


def _overview(ctx: PageContext, cycle: Cycle) -> CycleOverview:
    score, words = ctx.cycle_score(cycle.id), ctx.words
    told, grades, number = score.participation, _grades(ctx, score), ctx.numbers.number
    missing, total = _misses(ctx, cycle)
    is_over = has_ended(cycle, ctx.today)
    return CycleOverview(
        lead=lead(ctx, cycle),
        elapsed=None if is_over else share_bar(ctx, score.elapsed, None, "calm"),
        share=cycle_share(ctx, score),
        spread=None if grades else status_spread(ctx, score.statuses),
        compared=compared(ctx, cycle),
        participation="" if told is None else _participation(ctx, told),
        participation_bar=None if told is None else share_bar(ctx, told, None, "calm"),
        grades=grades,
        confidence=confidence_over(ctx, cycle),
        teams=team_lines(ctx, cycle),
        misses=tuple(
            Miss(goal_link(ctx, goal), objective_link(ctx, goal.objective))
            for goal in missing[:SHOWN_MISSES]
        ),
        more_misses=more_words(ctx, len(missing) - SHOWN_MISSES),
        misses_title=words.count(
            "cycle.misses", len(missing), number(len(missing)), total=number(total)
        ),
        parts=tuple(
            cycle_link(ctx, part.id)
            for part in sorted(ctx.all(Cycle), key=lambda part: (part.start, part.id))
            if part.parent == cycle.id
        ),
        is_over=is_over,
        body_title=words["cycle.retrospective" if is_over else "cycle.about"],
        no_body=words["cycle.no_retrospective"] if is_over else "",
        body=ctx.prose(cycle.body, level=3),
    )


def _participation(ctx: PageContext, share: float) -> str:
    return ctx.words.say("cycle.participation_of", share=ctx.numbers.percent(share))


def _grades(ctx: PageContext, score: CycleScore) -> Grades | None:
    """How a closed cycle was graded; nothing before the close."""
    spread = band_spread(ctx, score.grades)
    if spread is None or score.grade is None:
        return None
    graded = sum(score.grades.values())
    met = ctx.words.say(
        "cycle.met", met=ctx.numbers.number(score.met), total=ctx.numbers.number(graded)
    )
    return Grades(ctx.numbers.percent(score.grade), met, spread)


def names(ctx: PageContext) -> Iterator[Page]:
    """Each cycle in as many pages as its objectives need."""
    for cycle in ctx.all(Cycle):
        for number in range(1, len(in_pages(goals_of_cycle(ctx, cycle.id), PAGE_SIZE)) + 1):
            yield Page(
                f"{cycle.id}/{number}",
                numbered(path_of("cycle", cycle.id), number),
                "cycle.html",
                cycle.title,
                section="cycles",
                edit=cycle.span.path,
                card=card_path("cycle", cycle.id),
            )


KIND = PageKind(name="cycle", title="Cycle", names=names, view=cycle_view)
