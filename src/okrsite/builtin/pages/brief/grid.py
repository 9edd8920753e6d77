"""Grid: teams by status, for a company with more goals than a page can list."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Status, Team
from okrsite.api.pages import (
    Anchor,
    Badge,
    PageContext,
    TeamId,
    Tone,
    status_badge,
    team_link,
)
from okrsite.builtin.pages.brief.scope import listing
from okrsite.pipeline.present.distribution import STATUSES

# A list of so many goals is still read; from more on, teams are what is compared.
LISTED = 30
SHOWN = 20


class StatusCell(Struct, frozen=True):
    """How many goals of a team have a status, led to them; the share of the team as four steps."""

    count: Anchor
    tone: Tone
    step: int


class GridRow(Struct, frozen=True):
    """A team with its goals by status; None where it has none of one."""

    team: Anchor
    total: str
    cells: tuple[StatusCell | None, ...]


class Grid(Struct, frozen=True):
    """Teams by status, those with most trouble first; `more` leads to all teams."""

    columns: tuple[Badge, ...]
    rows: tuple[GridRow, ...]
    more: Anchor | None


def grid(ctx: PageContext, above: TeamId, all_teams: Anchor) -> Grid | None:
    """The teams right below one, or the departments of the company; None without their goals."""
    teams = ctx.once(_teams, above)
    if len(teams) < 2:
        return None
    used = [status for status in STATUSES if any(_count(ctx, team, status) for team in teams)]
    rows = tuple(_row(ctx, team, used) for team in teams[:SHOWN])
    rest = len(teams) - SHOWN
    more = Anchor(
        ctx.words.count("brief.more_teams", rest, ctx.numbers.number(rest)), all_teams.href
    )
    columns = tuple(status_badge(ctx.words, status) for status in used)
    return Grid(columns, rows, more if rest > 0 else None)


def _teams(ctx: PageContext, above: TeamId) -> tuple[TeamId, ...]:
    """Teams with goals in the current cycle, by the share of them that is in trouble."""
    parents = _parents(ctx, above)
    known = [team.id for team in ctx.all(Team) if team.parent in parents]
    order = sorted((-_trouble(ctx, team), team) for team in known if ctx.team_score(team).all)
    return tuple(team for _, team in order)


def _parents(ctx: PageContext, above: TeamId) -> set[TeamId | None]:
    """Whose sub-teams stand in the grid: of a company with one team at its top, that team's."""
    if above:
        return {above}
    roots = [team.id for team in ctx.all(Team) if team.parent is None]
    has_one_top = len(roots) == 1 and any(team.parent == roots[0] for team in ctx.all(Team))
    return {roots[0]} if has_one_top else {None}


def _trouble(ctx: PageContext, team: TeamId) -> float:
    statuses, total = ctx.team_score(team).statuses, len(ctx.team_score(team).all)
    return (2 * statuses.get("off_track", 0) + statuses.get("at_risk", 0)) / total


def _count(ctx: PageContext, team: TeamId, status: Status) -> int:
    return ctx.team_score(team).statuses.get(status, 0)


def _row(ctx: PageContext, team: TeamId, used: list[Status]) -> GridRow:
    total = len(ctx.team_score(team).all)
    return GridRow(
        team_link(ctx, team) or Anchor(team),
        ctx.numbers.number(total),
        tuple(_cell(ctx, team, status, total) for status in used),
    )


def _cell(ctx: PageContext, team: TeamId, status: Status, total: int) -> StatusCell | None:
    count = _count(ctx, team, status)
    if not count:
        return None
    address = listing(ctx, ctx.current_cycle, team, status)
    tone, step = status_badge(ctx.words, status).tone, -(-4 * count // total)
    return StatusCell(Anchor(ctx.numbers.number(count), address), tone, step)
