"""Cycle: how much of its time has passed, how its goals are doing, and what was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from okrsite.api import Cycle, CycleScore, Objective
from okrsite.api.pages import (
    Anchor,
    Badge,
    Bar,
    CycleId,
    Html,
    LineChart,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    Spread,
    cycle_link,
    in_pages,
    numbered,
    objective_line,
    paging,
    path_of,
    share_bar,
    status_spread,
)
from okrsite.builtin.pages.cycle.facts import TeamLine, confidence_over, team_lines
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.sorting import is_company
from okrsite.model.standing import has_ended
from okrsite.pipeline.present.cycles import cycle_badge, when_words
from okrsite.pipeline.present.distribution import band_spread
from okrsite.pipeline.present.paths import card_path, report_path

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
    rows: tuple[ObjectiveLine, ...]
    paging: Paging | None


def cycle_view(ctx: PageContext, name: str) -> CycleView:
    """A page of a cycle."""
    id_, _, place = name.partition("/")
    number, cycle, path = int(place), ctx.cycle(id_), path_of("cycle", id_)
    parts = in_pages(goals_of_cycle(ctx, id_), PAGE_SIZE)
    return CycleView(
        title=cycle.title,
        days=ctx.numbers.span(cycle.start, cycle.end),
        when=when_words(ctx, cycle),
        badge=cycle_badge(ctx, cycle),
        parent=cycle_link(ctx, cycle.parent) if cycle.parent else None,
        overview=_overview(ctx, cycle) if number == 1 else None,
        rows=tuple(objective_line(ctx, objective) for objective in parts[number - 1]),
        paging=paging(ctx, path, number, len(parts)),
    )


def goals_of_cycle(ctx: PageContext, id_: CycleId) -> Sequence[ObjectiveId]:
    """The objectives of a cycle: active ones first, the company's before those of teams."""
    return ctx.once(_goals_of_cycle, id_)


def _goals_of_cycle(ctx: PageContext, id_: CycleId) -> Sequence[ObjectiveId]:
    return ctx.once(_goals_by_cycle)[id_]


def _goals_by_cycle(ctx: PageContext) -> Mapping[CycleId, Sequence[ObjectiveId]]:
    found: dict[CycleId, list[ObjectiveId]] = {cycle: [] for cycle in ctx.ids(Cycle)}
    for goal in sorted(
        ctx.all(Objective),
        key=lambda goal: (
            goal.state != "active",
            not is_company(ctx, goal),
            goal.team or "",
            goal.id,
        ),
    ):
        if goal.cycle is not None:
            found[goal.cycle].append(goal.id)
    return found


def _overview(ctx: PageContext, cycle: Cycle) -> CycleOverview:
    score, words = ctx.cycle_score(cycle.id), ctx.words
    told, grades = score.participation, grades_of(ctx, score)
    is_over = has_ended(cycle, ctx.today)
    return CycleOverview(
        elapsed=None if is_over else share_bar(ctx, score.elapsed, None, "calm"),
        share=cycle_share(ctx, score),
        spread=None if grades else status_spread(ctx, score.statuses),
        participation="" if told is None else _participation(ctx, told),
        participation_bar=None if told is None else share_bar(ctx, told, None, "calm"),
        grades=grades,
        confidence=confidence_over(ctx, cycle),
        teams=team_lines(ctx, cycle),
        report=Anchor(words["report.print"], ctx.href(report_path("cycle", cycle.id))),
        parts=tuple(
            cycle_link(ctx, part.id)
            for part in sorted(ctx.all(Cycle), key=lambda part: (part.start, part.id))
            if part.parent == cycle.id
        ),
        body_title=words["cycle.retrospective" if is_over else "cycle.about"],
        no_body=words["cycle.no_retrospective"] if is_over else "",
        body=ctx.prose(cycle.body, level=3),
    )


def _participation(ctx: PageContext, share: float) -> str:
    return ctx.words.say("cycle.participation_of", share=ctx.numbers.percent(share))


def grades_of(ctx: PageContext, score: CycleScore) -> Grades | None:
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
