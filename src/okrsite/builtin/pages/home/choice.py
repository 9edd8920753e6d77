"""Choice: of which team check-ins are read, and where they are."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api.pages import Anchor, PageContext, TeamId
from okrsite.builtin.pages.objective.feed import teams_of_feed
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.pipeline.present.paths import CHECKINS


class TeamChoice(Struct, frozen=True):
    """A team whose check-ins may be read alone, or all of them."""

    link: Anchor
    is_chosen: bool


def choices_of(ctx: PageContext, chosen: TeamId) -> tuple[TeamChoice, ...]:
    """All check-ins, then those of each team; none where there is one team only."""
    teams = teams_of_feed(ctx)
    if not teams:
        return ()
    every = TeamChoice(Anchor(ctx.words["explore.any"], ctx.href(CHECKINS)), chosen == COMPANY)
    return (
        every,
        *(
            TeamChoice(Anchor(ctx.team(team).title, ctx.href(team_path(team))), team == chosen)
            for team in teams
        ),
    )


def team_path(team: TeamId) -> str:
    """Where the check-ins of a team are."""
    return f"checkins/teams/{team}.html"
