"""Narrowing: the goals of one cycle, or of one team with its sub-teams, out of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from okrsite.commands.lookup import known_id
from okrsite.model.forest import Forest
from okrsite.model.names import CycleId, TeamId
from okrsite.model.scored import Scored

T = TypeVar("T")


def narrowed(scored: Scored, cycle: CycleId | None, team: TeamId | None) -> Scored:
    """The scores with only the goals of a cycle and of a team; every number stays as it was.

    Without either, everything stays. Of the KPIs those stay that the team has, and that a goal
    which stays names; teams, people and cycles stay, since goals refer to them. Raises
    `CommandError` with a suggestion for a cycle or a team that is not there.
    """
    if not cycle and not team:
        return scored
    forest = scored.forest
    cycles = {known_id("cycle", cycle, forest.cycles, forest)} if cycle else set(forest.cycles)
    teams = _with_sub_teams(known_id("team", team, forest.teams, forest), forest) if team else None
    goals = {
        id_: goal
        for id_, goal in forest.objectives.items()
        if (not cycle or goal.cycle in cycles)
        and (teams is None or teams & {goal.team, *goal.with_teams})
    }
    used = {result.kpi for goal in goals.values() for result in goal.key_results}
    used |= {kpi for goal in goals.values() for kpi in goal.watch}
    kpis = {id_ for id_, kpi in forest.kpis.items() if id_ in used or (teams and kpi.team in teams)}
    kept = replace(
        forest,
        objectives=goals,
        kpis=_only(forest.kpis, kpis),
        checkins=_only(forest.checkins, goals),
    )
    return replace(scored, forest=kept)


def _with_sub_teams(team: TeamId, forest: Forest) -> set[str | None]:
    found: set[str | None] = {team}
    while new := {id_ for id_, sub in forest.teams.items() if sub.parent in found} - found:
        found |= new
    return found


def _only(table: Mapping[str, T], kept: Iterable[str | None]) -> dict[str, T]:
    wanted = set(kept)
    return {name: value for name, value in table.items() if name in wanted}
