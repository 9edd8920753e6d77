"""Reports: a cycle or a team on paper, whole and without the ways around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import Cycle, KeyResult, KeyResultScore
from okrsite.api.pages import (
    Anchor,
    Attention,
    GradeView,
    Html,
    KpiCard,
    LineChart,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    Progress,
    Site,
    Spread,
    TeamId,
    aim,
    attention_of,
    confidence_words,
    grade_view,
    href,
    kpi_card,
    objective_row,
    opening,
    path_of,
    progress_of,
    prose,
    report_path,
    root_of,
    status_spread,
    when_words,
)
from okrsite.builtin.pages.cycle import Grades, goals_by_cycle, grades_of
from okrsite.builtin.pages.cycle_facts import TeamLine, confidence_over, team_lines
from okrsite.builtin.pages.progress_summary import Share, cycle_share, team_share
from okrsite.builtin.pages.team import Company, cases_of_team, company, goals_of

SHOWN_GOALS = 50
SHOWN_KPIS = 60
SHOWN_CASES = 20
SHOWN_RESULTS = 12


class ResultLine(Struct, frozen=True, kw_only=True):
    """A key result in a report."""

    title: str
    aim: str
    progress: Progress
    grade: str


class GoalReport(Struct, frozen=True, kw_only=True):
    """An objective in a report, with its key results and why it mattered."""

    row: ObjectiveRow
    why: str
    grade: GradeView | None
    results: tuple[ResultLine, ...]


class ReportView(Struct, frozen=True, kw_only=True):
    """A report. Texts and tuples may be empty; `back` leads to the page that it is of."""

    title: str
    when: str
    back: Anchor
    share: Share
    spread: Spread | None
    participation: str
    confidence: str
    grades: Grades | None
    chart: LineChart | None
    teams: tuple[TeamLine, ...]
    attention: tuple[Attention, ...]
    body_title: str
    body: Html
    goals: tuple[GoalReport, ...]
    more_goals: str
    kpis: tuple[KpiCard, ...]
    more_kpis: str


def cycle_report(site: Site, cycle: Cycle, goals: Sequence[ObjectiveId]) -> ReportView:
    """The report of a cycle."""
    root, words = root_of(report_path("cycle", cycle.id)), site.words
    score = site.scored.cycles[cycle.id]
    told, grades = score.participation, grades_of(site, score)
    return ReportView(
        title=words.say("report.title", title=cycle.title),
        when=f"{site.numbers.span(cycle.start, cycle.end)}. {when_words(site, cycle)}",
        back=Anchor(words["report.back"], href(root, path_of("cycle", cycle.id))),
        share=cycle_share(site, score),
        spread=None if grades else status_spread(site, score.statuses),
        participation="" if told is None else site.numbers.percent(told),
        confidence="",
        grades=grades,
        chart=confidence_over(site, cycle),
        teams=team_lines(site, root, cycle),
        attention=(),
        body_title=words["cycle.retrospective" if site.today > cycle.end else "cycle.about"],
        body=prose(site, cycle.body, root, level=3),
        goals=tuple(_goal(site, root, each) for each in goals[:SHOWN_GOALS]),
        more_goals=_more(site, len(goals) - SHOWN_GOALS),
        kpis=(),
        more_kpis="",
    )


def team_report(site: Site, known: Company, team: TeamId) -> ReportView:
    """The report of a team in the current cycle."""
    root, words, score = root_of(report_path("team", team)), site.words, site.scored.teams[team]
    goals = [goal for group, goal in goals_of(site, known, team) if group != "earlier"]
    kpis = known.kpis.get(team, [])
    current = site.scored.cycle
    mean = None if score.confidence is None else round(score.confidence, 1)
    return ReportView(
        title=words.say("report.title", title=site.forest.teams[team].title),
        when=when_words(site, site.forest.cycles[current]) if current else "",
        back=Anchor(words["report.back"], href(root, path_of("team", team))),
        share=team_share(site, score),
        spread=status_spread(site, score.statuses),
        participation="",
        confidence=confidence_words(site, mean),
        grades=None,
        chart=None,
        teams=(),
        attention=tuple(
            attention_of(site, root, each) for each in cases_of_team(known, team)[:SHOWN_CASES]
        ),
        body_title="",
        body=Html(),
        goals=tuple(_goal(site, root, each) for each in goals[:SHOWN_GOALS]),
        more_goals=_more(site, len(goals) - SHOWN_GOALS),
        kpis=tuple(kpi_card(site, root, each) for each in kpis[:SHOWN_KPIS]),
        more_kpis=_more(site, len(kpis) - SHOWN_KPIS),
    )


def _goal(site: Site, root: str, id: ObjectiveId) -> GoalReport:  # noqa: A002 - as named
    objective, score = site.forest.objectives[id], site.scored.objectives[id]
    return GoalReport(
        row=objective_row(site, root, id),
        why=opening(objective.body),
        grade=grade_view(site, score.grade),
        results=tuple(
            _result(site, each, score.key_results[each.id])
            for each in objective.key_results[:SHOWN_RESULTS]
        ),
    )


def _result(site: Site, result: KeyResult, score: KeyResultScore) -> ResultLine:
    grade = grade_view(site, score.grade)
    return ResultLine(
        title=result.title,
        aim=aim(site, result, score),
        progress=progress_of(site, score),
        grade=grade.text if grade else "",
    )


def _more(site: Site, rest: int) -> str:
    return site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else ""


def pages(site: Site) -> Iterator[Page]:
    """One report for each cycle and for each team."""
    goals, known = goals_by_cycle(site), company(site)
    for cycle in site.forest.cycles.values():
        yield Page(
            report_path("cycle", cycle.id),
            "report.html",
            site.words.say("report.title", title=cycle.title),
            partial(cycle_report, site, cycle, goals[cycle.id]),
            section="cycles",
            is_listed=False,
        )
    for team in site.forest.teams.values():
        yield Page(
            report_path("team", team.id),
            "report.html",
            site.words.say("report.title", title=team.title),
            partial(team_report, site, known, team.id),
            section="teams",
            is_listed=False,
        )


KIND = PageKind(name="reports", title="Reports", pages=pages)
