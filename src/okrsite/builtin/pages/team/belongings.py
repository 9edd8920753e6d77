"""Belongings: the people, KPIs, goals and sub-teams of each team, in the order of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from okrsite.api import Person, Team
from okrsite.api.pages import KpiId, ObjectiveId, PageContext, PersonId, TeamId
from okrsite.builtin.pages.sorting import by_cycle, worst_first
from okrsite.pipeline.present.attention import has_left
from okrsite.pipeline.present.goal_list import is_over, listed_goals


class Belongings(Struct, frozen=True):
    """Who and what belongs to one team: sub-teams by title, KPIs worst first, goals by cycle."""

    below: list[TeamId] = []
    people: list[PersonId] = []
    kpis: list[KpiId] = []
    own: list[ObjectiveId] = []
    shown_with: list[ObjectiveId] = []


def belongings_of(ctx: PageContext, id_: TeamId) -> Belongings:
    """Who and what belongs to a team; objectives by cycle, the current one first."""
    return ctx.entry(_by_team, id_) or Belongings()


def _by_team(ctx: PageContext) -> Mapping[TeamId, Belongings]:
    """Who and what belongs to which team, in one walk over the company."""
    found = {team: Belongings() for team in ctx.ids(Team)}
    for team in sorted(ctx.all(Team), key=lambda team: (team.title.casefold(), team.id)):
        if team.parent:
            found[team.parent].below.append(team.id)
    for person in sorted(ctx.all(Person), key=lambda person: (person.title.casefold(), person.id)):
        if person.team and not has_left(ctx, person.id):
            found[person.team].people.append(person.id)
    for kpi in worst_first(ctx):
        if team_id := ctx.kpi(kpi).team:
            found[team_id].kpis.append(kpi)
    for goal in by_cycle(ctx, listed_goals(ctx)):
        if goal.team:
            found[goal.team].own.append(goal.id)
        for team_id in goal.with_teams:
            found[team_id].shown_with.append(goal.id)
    return found


def goals_of(ctx: PageContext, id_: TeamId) -> Sequence[tuple[str, ObjectiveId]]:
    """The objectives that a team's pages list, in order, each with the name of its group."""
    return ctx.once(_goals_of, id_)


def _goals_of(ctx: PageContext, id_: TeamId) -> list[tuple[str, ObjectiveId]]:
    belongings = belongings_of(ctx, id_)
    own = belongings.own
    over = {goal for goal in own if is_over(ctx, ctx.objective(goal))}
    mine = frozenset(own)
    with_us = belongings.shown_with
    return [
        *(("own", goal) for goal in own if goal not in over),
        *(("with", goal) for goal in with_us if not is_over(ctx, ctx.objective(goal))),
        *(("below", goal) for goal in ctx.team_score(id_).all if goal not in mine),
        *(("earlier", goal) for goal in own if goal in over),
    ]
