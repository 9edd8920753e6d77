"""What happened in a cycle: who checked in, how teams were graded, what people believed."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from okrsite.api import Cycle, Objective, Point, Window
from okrsite.api.pages import (
    Anchor,
    Bar,
    GradeView,
    LineChart,
    Site,
    TeamId,
    band_of,
    confidence_chart,
    share_bar,
    team_link,
)

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


def goals_in(site: Site, cycle: Cycle) -> list[Objective]:
    """The objectives of a cycle that count, in order of their ids."""
    return [
        each
        for each in site.forest.objectives.values()
        if each.cycle == cycle.id and site.scored.objectives[each.id].counts
    ]


def team_lines(site: Site, root: str, cycle: Cycle) -> tuple[TeamLine, ...]:
    """The teams that own goals in a cycle, by their titles; personal goals are left out."""
    own: dict[TeamId, list[Objective]] = {}
    for goal in goals_in(site, cycle):
        if goal.team:
            own.setdefault(goal.team, []).append(goal)
    teams = site.forest.teams
    order = sorted(own, key=lambda each: (teams[each].title.casefold(), each))
    return tuple(_line(site, root, cycle, each, own[each]) for each in order[:SHOWN_TEAMS])


def confidence_over(site: Site, cycle: Cycle) -> LineChart | None:
    """The mean confidence of a cycle's goals at the end of each of its weeks."""
    title = site.words["report.confidence"]
    points = weekly_confidence(site, cycle)
    return confidence_chart(site, title, points, Window(cycle.start, cycle.end))


def weekly_confidence(site: Site, cycle: Cycle) -> tuple[Point, ...]:
    """Of each week the plain mean over the goals of what was told last, silent ones left out."""
    histories = [
        [each for each in score.confidence_history if cycle.start <= each.day <= cycle.end]
        for goal in goals_in(site, cycle)
        if (score := site.scored.objectives[goal.id]).confidence_history
    ]
    found = []
    for day in _week_ends(cycle.start, min(cycle.end, site.today)):
        known = [
            told[-1].value
            for history in histories
            if (told := [each for each in history if each.day <= day])
        ]
        if known:
            found.append(Point(day, round(sum(known) / len(known), 1)))
    return tuple(found)


def _week_ends(start: date, end: date) -> list[date]:
    weeks = max((end - start).days, 0) // 7
    days = [start + WEEK * number for number in range(1, weeks + 1)]
    return days if days and days[-1] == end else [*days, end]


def _line(site: Site, root: str, cycle: Cycle, team: TeamId, goals: list[Objective]) -> TeamLine:
    words, number = site.words, site.numbers.number
    told = sum(_is_checked_in(site, cycle, each) for each in goals)
    scores = [site.scored.objectives[each.id] for each in goals]
    shares = [each.progress for each in scores if each.progress is not None]
    progress = sum(shares) / len(shares) if shares else None
    graded = [each.grade for each in scores if each.grade and each.grade.counts is not None]
    met = words.say(
        "cycle.met", met=number(sum(each.met for each in graded)), total=number(len(graded))
    )
    grades = [each.counts for each in graded if each.counts is not None]
    return TeamLine(
        link=team_link(site, root, team) or Anchor(team),
        goals=words.count("teams.goals", len(goals), number(len(goals))),
        checked_in=words.say(
            "report.participation_of", part=number(told), whole=number(len(goals))
        ),
        share=site.numbers.percent(told / len(goals)),
        checked_bar=share_bar(site, told / len(goals), None, "calm"),
        progress=site.numbers.percent(progress),
        progress_bar=share_bar(site, progress, None, "calm"),
        grade=_grade(site, sum(grades) / len(grades)) if grades else None,
        met=met if graded else "",
    )


def _grade(site: Site, mean: float) -> GradeView:
    scoring = site.settings.scoring
    text = site.numbers.percent(mean, scoring.low, scoring.high)
    return GradeView(text, band_of(site, mean), "", "")


def _is_checked_in(site: Site, cycle: Cycle, goal: Objective) -> bool:
    days = [each.date for each in site.forest.checkins.get(goal.id, ())]
    return any(cycle.start <= day <= min(cycle.end, site.today) for day in days)
