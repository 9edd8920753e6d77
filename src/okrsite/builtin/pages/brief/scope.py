"""Scope: of what a brief is told, the whole company or a team with the teams inside it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from okrsite.api import Status
from okrsite.api.pages import CycleId, ObjectiveId, PageContext, TeamId
from okrsite.pipeline.present.paths import OBJECTIVES


def current_goals(ctx: PageContext, team: TeamId) -> tuple[ObjectiveId, ...]:
    """The goals of the current cycle that count; those that the cycle's own page counts."""
    if ctx.current_cycle is None:
        return ()
    if team:
        return ctx.team_score(team).all
    return ctx.cycle_score(ctx.current_cycle).objectives


def statuses_of(ctx: PageContext, team: TeamId) -> Mapping[Status, int]:
    """How many of these goals have each status."""
    if ctx.current_cycle is None:
        return {}
    if team:
        return ctx.team_score(team).statuses
    return ctx.cycle_score(ctx.current_cycle).statuses


def listing(
    ctx: PageContext, cycle: CycleId | None, team: TeamId, status: str = "", owner: str = ""
) -> str:
    """The address of the list of goals, with what is asked for chosen in it."""
    chosen = {"cycle": cycle or "", "team": team, "owner": owner, "status": status}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{ctx.href(OBJECTIVES)}?{query}" if query else ctx.href(OBJECTIVES)
