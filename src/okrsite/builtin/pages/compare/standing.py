"""Standing: what a team or a person is compared by, now and as of Monday."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from okrsite.api import Kpi, TeamScore
from okrsite.api.pages import KpiId, PageContext, PersonId, TeamId
from okrsite.builtin.pages.brief.rows import kpi_rows
from okrsite.builtin.pages.team.levels import LEVELS
from okrsite.model.maturity import MaturityReport
from okrsite.pipeline.compute.teams import TeamGoals, score_team


class Checks(Struct, frozen=True):
    """How many of some things are as they should be, of those that can be judged."""

    well: int
    judged: int

    @property
    def share(self) -> float | None:
        """The share that is well; None where there is nothing to judge."""
        return self.well / self.judged if self.judged else None


class ComparedStanding(Struct, frozen=True, kw_only=True):
    """Goals as a team's are summed, on both days, and KPIs and check-ins; a person's as well.

    `level` is the maturity from 1 to 5; None for people, and where there are no facts.
    """

    now: TeamScore
    then: TeamScore | None
    kpis: Checks
    old_kpis: Checks
    checkins: Checks
    level: int | None


def team_standing(ctx: PageContext, id_: TeamId) -> ComparedStanding:
    """A team with the teams inside it."""
    kpis = tuple(row.id for row in kpi_rows(ctx, id_))
    now, then = ctx.team_score(id_), ctx.monday.team_score(id_)
    return _standing(ctx, now, then, kpis, ctx.entry(_levels_by_team, id_))


def person_standing(ctx: PageContext, id_: PersonId) -> ComparedStanding:
    """Somebody by the goals of the current cycle and the KPIs that they own."""
    goals = TeamGoals(all=ctx.entry(_goals_by_owner, id_) or ())
    before = {goal: ctx.monday.objective_score(goal) for goal in goals.all}
    known = {goal: score for goal, score in before.items() if score is not None}
    now = score_team(id_, goals, {goal: ctx.objective_score(goal) for goal in goals.all})
    then = score_team(id_, TeamGoals(all=tuple(known)), known)
    return _standing(ctx, now, then, ctx.entry(_kpis_by_owner, id_) or (), None)


def _standing(
    ctx: PageContext,
    now: TeamScore,
    then: TeamScore | None,
    kpis: Iterable[KpiId],
    level: int | None,
) -> ComparedStanding:
    return ComparedStanding(
        now=now,
        then=then,
        kpis=_healthy(ctx.kpi_score(kpi).health for kpi in kpis),
        old_kpis=_healthy(
            score.health for kpi in kpis if (score := ctx.monday.kpi_score(kpi)) is not None
        ),
        checkins=_on_time(ctx.today, (ctx.objective_score(goal).next_due for goal in now.all)),
        level=level,
    )


def _healthy(healths: Iterable[str]) -> Checks:
    judged = [health for health in healths if health not in {"no_data", "no_range"}]
    return Checks(sum(health in {"in_range", "warning"} for health in judged), len(judged))


def _on_time(today: date, days: Iterable[date | None]) -> Checks:
    due = [day for day in days if day is not None]
    return Checks(sum(day >= today for day in due), len(due))


def _kpis_by_owner(ctx: PageContext) -> Mapping[PersonId, tuple[KpiId, ...]]:
    found: dict[PersonId, list[KpiId]] = {}
    for kpi in ctx.all(Kpi):
        if kpi.owner:
            found.setdefault(kpi.owner, []).append(kpi.id)
    return {owner: tuple(kpis) for owner, kpis in found.items()}


def _goals_by_owner(ctx: PageContext) -> Mapping[PersonId, tuple[str, ...]]:
    """The goals of the current cycle by their owners."""
    found: dict[PersonId, list[str]] = {}
    cycle = ctx.current_cycle
    for goal in ctx.cycle_score(cycle).objectives if cycle else ():
        if owner := ctx.objective(goal).owner:
            found.setdefault(owner, []).append(goal)
    return {owner: tuple(goals) for owner, goals in found.items()}


def _levels_by_team(ctx: PageContext) -> Mapping[TeamId, int]:
    """The maturity of every team as a number from 1 to 5."""
    return {
        report.team: LEVELS.index(report.level) + 1
        for report in ctx.all(MaturityReport)
        if report.team is not None and report.level is not None
    }
