"""What happened in a cycle: who checked in, how teams were graded, what people believed."""

from __future__ import annotations

from datetime import date, timedelta
from math import fsum

from msgspec import Struct

from okrsite.api import Cycle, Objective, Point, Window
from okrsite.api.pages import (
    Anchor,
    Bar,
    GradeView,
    LineChart,
    PageContext,
    TeamId,
    confidence_chart,
    share_bar,
    team_link,
)
from okrsite.pipeline.present.grades import band_of

SHOWN_TEAMS = 100
WEEK = timedelta(days=7)


class TeamLine(Struct, frozen=True, kw_only=True):
    """A team in a cycle: its goals, how many had a check-in, how far they are, its mean grade.

    Grade and what was met are empty before the close.
    """

    link: Anchor
    goals: str
    checked_in: str
    share: str
    checked_bar: Bar
    progress: str
    progress_bar: Bar
    grade: GradeView | None
    met: str


def goals_in(ctx: PageContext, cycle: Cycle) -> list[Objective]:
    """The objectives of a cycle that count, in order of their ids."""
    return [ctx.objective(id_) for id_ in ctx.cycle_score(cycle.id).objectives]


def team_lines(ctx: PageContext, cycle: Cycle) -> tuple[TeamLine, ...]:
    """The teams that own goals in a cycle, by their titles; personal goals are left out."""
    own: dict[TeamId, list[Objective]] = {}
    for goal in goals_in(ctx, cycle):
        if goal.team:
            own.setdefault(goal.team, []).append(goal)
    order = sorted(own, key=lambda team: (ctx.team(team).title.casefold(), team))
    return tuple(_line(ctx, cycle, team, own[team]) for team in order[:SHOWN_TEAMS])


def confidence_over(ctx: PageContext, cycle: Cycle) -> LineChart | None:
    """The mean confidence of a cycle's goals at the end of each of its weeks."""
    title = ctx.words["report.confidence"]
    points = weekly_confidence(ctx, cycle)
    return confidence_chart(ctx, title, points, Window(cycle.start, cycle.end))


def weekly_confidence(ctx: PageContext, cycle: Cycle) -> tuple[Point, ...]:
    """Of each week the plain mean over the goals of what was told last, silent ones left out."""
    histories = [
        [point for point in score.confidence_history if cycle.start <= point.day <= cycle.end]
        for goal in goals_in(ctx, cycle)
        if (score := ctx.objective_score(goal.id)).confidence_history
    ]
    found = []
    for day in _week_ends(cycle.start, min(cycle.end, ctx.today)):
        known = [
            told[-1].value
            for history in histories
            if (told := [point for point in history if point.day <= day])
        ]
        if known:
            found.append(Point(day, round(fsum(known) / len(known), 1)))
    return tuple(found)


def _week_ends(start: date, end: date) -> list[date]:
    weeks = max((end - start).days, 0) // 7
    days = [start + WEEK * number for number in range(1, weeks + 1)]
    return days if days and days[-1] == end else [*days, end]


def _line(ctx: PageContext, cycle: Cycle, team: TeamId, goals: list[Objective]) -> TeamLine:
    words, number = ctx.words, ctx.numbers.number
    told = sum(_is_checked_in(ctx, cycle, objective) for objective in goals)
    scores = [ctx.objective_score(objective.id) for objective in goals]
    shares = [score.progress for score in scores if score.progress is not None]
    progress = fsum(shares) / len(shares) if shares else None
    graded = [score.grade for score in scores if score.grade and score.grade.counts is not None]
    met = words.say(
        "cycle.met", met=number(sum(grade.met for grade in graded)), total=number(len(graded))
    )
    grades = [grade.counts for grade in graded if grade.counts is not None]
    return TeamLine(
        link=team_link(ctx, team) or Anchor(team),
        goals=words.count("teams.goals", len(goals), number(len(goals))),
        checked_in=words.say(
            "report.participation_of", part=number(told), whole=number(len(goals))
        ),
        share=ctx.numbers.percent(told / len(goals)),
        checked_bar=share_bar(ctx, told / len(goals), None, "calm"),
        progress=ctx.numbers.percent(progress),
        progress_bar=share_bar(ctx, progress, None, "calm"),
        grade=_grade(ctx, fsum(grades) / len(grades)) if grades else None,
        met=met if graded else "",
    )


def _grade(ctx: PageContext, mean: float) -> GradeView:
    scoring = ctx.settings.scoring
    text = ctx.numbers.percent(mean, scoring.low, scoring.high)
    return GradeView(text, band_of(ctx, mean), "", "")


def _is_checked_in(ctx: PageContext, cycle: Cycle, goal: Objective) -> bool:
    days = [checkin.date for checkin in ctx.checkins(goal.id)]
    return any(cycle.start <= day <= min(cycle.end, ctx.today) for day in days)
