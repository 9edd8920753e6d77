"""Reports: a cycle or a team on one page for printing, without navigation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from okrsite.api import Cycle, KeyResult, KeyResultScore, Kind, Team
from okrsite.api.pages import (
    Anchor,
    Attention,
    CycleId,
    GradeView,
    Html,
    KpiCard,
    LineChart,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Progress,
    Spread,
    TeamId,
    attention_of,
    grade_view,
    kpi_card,
    objective_line,
    path_of,
    progress_of,
    status_spread,
)
from okrsite.builtin.pages.cycle.cycle import Grades, goals_of_cycle, grades_of
from okrsite.builtin.pages.cycle.facts import TeamLine, confidence_over, team_lines
from okrsite.builtin.pages.progress_summary import Share, cycle_share, team_share
from okrsite.builtin.pages.team.belongings import belongings_of, cases_of_team, goals_of
from okrsite.pipeline.present.cycles import when_words
from okrsite.pipeline.present.excerpt import opening
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import report_path
from okrsite.pipeline.present.result_shape import aim

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

    row: ObjectiveLine
    why: str
    grade: GradeView | None
    results: tuple[ResultLine, ...]


class ReportView(Struct, frozen=True, kw_only=True):
    """A report. Texts and tuples may be empty; `back` leads to the page that it is of.

    `goals` are those that the figures above are of, `uncounted` the others that belong here.
    """

    title: str
    when: str
    back: Anchor
    share_name: str
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
    uncounted: tuple[GoalReport, ...]
    more_uncounted: str
    kpis: tuple[KpiCard, ...]
    more_kpis: str


def cycle_report(ctx: PageContext, id_: CycleId) -> ReportView:
    """The report of a cycle."""
    cycle, words = ctx.cycle(id_), ctx.words
    score = ctx.cycle_score(cycle.id)
    goals, uncounted = _parted(goals_of_cycle(ctx, id_), score.objectives)
    told, grades = score.participation, grades_of(ctx, score)
    return ReportView(
        title=words.say("report.title", title=cycle.title),
        when=f"{ctx.numbers.span(cycle.start, cycle.end)}. {when_words(ctx, cycle)}",
        back=Anchor(words["report.back"], ctx.href(path_of("cycle", cycle.id))),
        share_name=words["cycle.goals"],
        share=cycle_share(ctx, score),
        spread=None if grades else status_spread(ctx, score.statuses),
        participation="" if told is None else ctx.numbers.percent(told),
        confidence="",
        grades=grades,
        chart=confidence_over(ctx, cycle),
        teams=team_lines(ctx, cycle),
        attention=(),
        body_title=words["cycle.retrospective" if ctx.today > cycle.end else "cycle.about"],
        body=ctx.prose(cycle.body, level=3),
        goals=tuple(_goal(ctx, objective) for objective in goals[:SHOWN_GOALS]),
        more_goals=more_words(ctx, len(goals) - SHOWN_GOALS),
        uncounted=tuple(_goal(ctx, objective) for objective in uncounted[:SHOWN_GOALS]),
        more_uncounted=more_words(ctx, len(uncounted) - SHOWN_GOALS),
        kpis=(),
        more_kpis="",
    )


def team_report(ctx: PageContext, team: TeamId) -> ReportView:
    """The report of a team in the current cycle."""
    words, score = ctx.words, ctx.team_score(team)
    listed = [goal for group, goal in goals_of(ctx, team) if group != "earlier"]
    goals, uncounted = _parted(listed, score.all)
    kpis = belongings_of(ctx, team).kpis
    current = ctx.current_cycle
    mean = None if score.confidence is None else round(score.confidence, 1)
    return ReportView(
        title=words.say("report.title", title=ctx.team(team).title),
        when=when_words(ctx, ctx.cycle(current)) if current else "",
        back=Anchor(words["report.back"], ctx.href(path_of("team", team))),
        share_name=words["team.progress"],
        share=team_share(ctx, score),
        spread=status_spread(ctx, score.statuses),
        participation="",
        confidence=confidence_words(ctx, mean),
        grades=None,
        chart=None,
        teams=(),
        attention=tuple(attention_of(ctx, case) for case in cases_of_team(ctx, team)[:SHOWN_CASES]),
        body_title="",
        body=Html(),
        goals=tuple(_goal(ctx, objective) for objective in goals[:SHOWN_GOALS]),
        more_goals=more_words(ctx, len(goals) - SHOWN_GOALS),
        uncounted=tuple(_goal(ctx, objective) for objective in uncounted[:SHOWN_GOALS]),
        more_uncounted=more_words(ctx, len(uncounted) - SHOWN_GOALS),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in kpis[:SHOWN_KPIS]),
        more_kpis=more_words(ctx, len(kpis) - SHOWN_KPIS),
    )


def _parted(
    listed: Sequence[ObjectiveId], counted: Collection[ObjectiveId]
) -> tuple[list[ObjectiveId], list[ObjectiveId]]:
    """The goals that are in the figures of a report, and the others."""
    inside = frozenset(counted)
    return [id_ for id_ in listed if id_ in inside], [id_ for id_ in listed if id_ not in inside]


def _goal(ctx: PageContext, id_: ObjectiveId) -> GoalReport:
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    return GoalReport(
        row=objective_line(ctx, id_),
        why=opening(objective.body),
        grade=grade_view(ctx, score.grade),
        results=tuple(
            _result(ctx, result, score.key_results[result.id])
            for result in objective.key_results[:SHOWN_RESULTS]
        ),
    )


def _result(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> ResultLine:
    grade = grade_view(ctx, score.grade)
    return ResultLine(
        title=result.title,
        aim=aim(ctx, result, score),
        progress=progress_of(ctx, score),
        grade=grade.text if grade else "",
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """One report for each cycle and for each team."""
    for cycle in ctx.all(Cycle):
        yield _entry(ctx, "cycle", cycle, "cycles")
    for team in ctx.all(Team):
        yield _entry(ctx, "team", team, "teams")


def _entry(ctx: PageContext, kind: Kind, of: Cycle | Team, section: str) -> Page:
    title = ctx.words.say("report.title", title=of.title)
    path = report_path(kind, of.id)
    return Page(f"{kind} {of.id}", path, "report.html", title, section=section, is_listed=False)


def view(ctx: PageContext, name: str) -> ReportView:
    """The report of a cycle or of a team."""
    kind, _, id_ = name.partition(" ")
    return cycle_report(ctx, id_) if kind == "cycle" else team_report(ctx, id_)


KIND = PageKind(name="reports", title="Reports", names=names, view=view)
