"""Report: a team on one page for printing; the report of a cycle is the cycle's own page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Cycle, Team
from okrsite.api.pages import (
    Anchor,
    Attention,
    KpiCard,
    Page,
    PageContext,
    PageKind,
    Spread,
    TeamId,
    attention_of,
    kpi_card,
    path_of,
    status_spread,
)
from okrsite.builtin.pages.brief.asked import cases_in
from okrsite.builtin.pages.cycle.goals import GoalReport, goal_report, parted
from okrsite.builtin.pages.outputs.redirects import RedirectView, leading_to
from okrsite.builtin.pages.progress_summary import Share, team_share
from okrsite.builtin.pages.team.belongings import belongings_of, goals_of
from okrsite.pipeline.present.cycles import when_words
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import report_path

SHOWN_GOALS = 50
SHOWN_KPIS = 60
SHOWN_CASES = 20


class ReportView(Struct, frozen=True, kw_only=True):
    """The report of a team. Texts and tuples may be empty; `back` leads to the team's page.

    `goals` are those that the figures above are of, `uncounted` the others that belong here.
    """

    title: str
    when: str
    back: Anchor
    share: Share
    spread: Spread | None
    confidence: str
    attention: tuple[Attention, ...]
    goals: tuple[GoalReport, ...]
    more_goals: str
    uncounted: tuple[GoalReport, ...]
    more_uncounted: str
    kpis: tuple[KpiCard, ...]
    more_kpis: str


def team_report(ctx: PageContext, team: TeamId) -> ReportView:
    """The report of a team in the current cycle."""
    words, score = ctx.words, ctx.team_score(team)
    listed = [goal for group, goal in goals_of(ctx, team) if group != "earlier"]
    goals, uncounted = parted(listed, score.all)
    kpis = belongings_of(ctx, team).kpis
    current = ctx.current_cycle
    mean = None if score.confidence is None else round(score.confidence, 1)
    return ReportView(
        title=words.say("report.title", title=ctx.team(team).title),
        when=when_words(ctx, ctx.cycle(current)) if current else "",
        back=Anchor(words["report.back"], ctx.href(path_of("team", team))),
        share=team_share(ctx, score),
        spread=status_spread(ctx, score.statuses),
        confidence=confidence_words(ctx, mean),
        attention=tuple(attention_of(ctx, case) for case in cases_in(ctx, team)[:SHOWN_CASES]),
        goals=tuple(goal_report(ctx, objective) for objective in goals[:SHOWN_GOALS]),
        more_goals=more_words(ctx, len(goals) - SHOWN_GOALS),
        uncounted=tuple(goal_report(ctx, objective) for objective in uncounted[:SHOWN_GOALS]),
        more_uncounted=more_words(ctx, len(uncounted) - SHOWN_GOALS),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in kpis[:SHOWN_KPIS]),
        more_kpis=more_words(ctx, len(kpis) - SHOWN_KPIS),
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """One report for each team, and the old address of each cycle's."""
    redirect = ctx.words["redirect.title"]
    for cycle in ctx.ids(Cycle):
        path = report_path("cycle", cycle)
        yield Page(f"cycle {cycle}", path, "redirect.html", redirect, is_listed=False)
    for team in ctx.all(Team):
        title = ctx.words.say("report.title", title=team.title)
        path = report_path("team", team.id)
        yield Page(f"team {team.id}", path, "report.html", title, section="teams", is_listed=False)


def view(ctx: PageContext, name: str) -> ReportView | RedirectView:
    """The report of a team, or the way to a cycle's page."""
    kind, _, id_ = name.partition(" ")
    if kind == "team":
        return team_report(ctx, id_)
    return leading_to(ctx, ctx.cycle(id_).title, path_of("cycle", id_))


KIND = PageKind(name="reports", title="Reports", names=names, view=view)
