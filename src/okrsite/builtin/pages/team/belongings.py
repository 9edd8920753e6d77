"""Belongings: the people, KPIs, goals and sub-teams of each team, in the order of its page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from okrsite.api import Objective, Person, Team
from okrsite.api.pages import KpiId, ObjectiveId, PageContext, PersonId, TeamId
from okrsite.builtin.pages.sorting import cycle_places, is_over, worst_first
from okrsite.pipeline.present.attention import has_left


class Company(Struct, frozen=True):
    """What is worked out once for the pages of all teams: who and what belongs to which.

    `below` are the teams within a team, by their titles; `kpis` stand worst first.
    """

    below: dict[TeamId, list[TeamId]]
    people: dict[TeamId, list[PersonId]]
    kpis: dict[TeamId, list[KpiId]]
    own: dict[TeamId, list[ObjectiveId]]
    shown_with: dict[TeamId, list[ObjectiveId]]


class Belongings(Struct, frozen=True):
    """Who and what belongs to one team."""

    below: Sequence[TeamId]
    people: Sequence[PersonId]
    kpis: Sequence[KpiId]
    own: Sequence[ObjectiveId]
    shown_with: Sequence[ObjectiveId]


def belongings_of(ctx: PageContext, id_: TeamId) -> Belongings:
    """Who and what belongs to a team; objectives by cycle, the current one first."""
    return ctx.once(_belongings_of, id_)


def _belongings_of(ctx: PageContext, id_: TeamId) -> Belongings:
    company = ctx.once(_company)
    return Belongings(
        company.below.get(id_, ()),
        company.people.get(id_, ()),
        company.kpis.get(id_, ()),
        company.own.get(id_, ()),
        company.shown_with.get(id_, ()),
    )


def _company(ctx: PageContext) -> Company:
    found = Company({}, {}, {}, {}, {})
    for team in sorted(ctx.all(Team), key=lambda team: (team.title.casefold(), team.id)):
        if team.parent:
            found.below.setdefault(team.parent, []).append(team.id)
    for person in sorted(ctx.all(Person), key=lambda person: (person.title.casefold(), person.id)):
        if person.team and not has_left(ctx, person.id):
            found.people.setdefault(person.team, []).append(person.id)
    for kpi in worst_first(ctx):
        if team_id := ctx.kpi(kpi).team:
            found.kpis.setdefault(team_id, []).append(kpi)
    places = cycle_places(ctx)
    for goal in sorted(
        ctx.all(Objective),
        key=lambda goal: (places[goal.cycle], goal.state != "active", goal.id),
    ):
        if goal.team:
            found.own.setdefault(goal.team, []).append(goal.id)
        for team_id in goal.with_teams:
            found.shown_with.setdefault(team_id, []).append(goal.id)
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
