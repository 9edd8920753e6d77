"""Teams: how each stands in the current cycle, its sub-teams included."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from okrsite.model.company_score import TeamScore
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.names import CycleId, ObjectiveId, Status, TeamId
from okrsite.model.people import Team
from okrsite.model.placement import Placement
from okrsite.pipeline.compute.rounding import mean

Scores = Mapping[ObjectiveId, ObjectiveScore]
# The company is summed like a team, and no team can have this id.
COMPANY = ""


class TeamGoals(Struct, frozen=True, array_like=True):
    """A team's objectives of the current cycle: its own, those below it too, and those of others.

    The company is summed like a team, of all teams.
    """

    own: tuple[ObjectiveId, ...] = ()
    all: tuple[ObjectiveId, ...] = ()
    shown_with: tuple[ObjectiveId, ...] = ()


def goals_by_team(
    placements: Mapping[ObjectiveId, Placement],
    teams: Mapping[TeamId, Team],
    cycle: CycleId | None,
) -> dict[TeamId, TeamGoals]:
    """The goals of every team and of the company, in order of their ids.

    Only active objectives of exactly the current cycle count: those of a longer cycle around it
    never do. An objective counts for the team that owns it and for the teams above, never for
    those it is only shown with.
    """
    own, shown = _by_team(placements, cycle)
    all_: dict[TeamId, list[ObjectiveId]] = {id_: [] for id_ in teams}
    for team, ids in own.items():
        for above in with_teams_above(team, teams):
            all_[above].extend(ids)
    everyone = sorted(id_ for ids in own.values() for id_ in ids)
    return {COMPANY: TeamGoals(all=tuple(everyone))} | {
        id_: TeamGoals(tuple(own.get(id_, ())), tuple(sorted(all_[id_])), tuple(shown.get(id_, ())))
        for id_ in teams
    }


def score_team(id_: TeamId, listed: TeamGoals, scores: Scores) -> TeamScore:
    """The plain means over objectives that are measured; None where none is."""
    goals = [scores[goal] for goal in listed.all]
    return TeamScore(
        id=id_,
        progress=mean([goal.progress for goal in goals if goal.progress is not None]),
        expected=mean(
            [e.expected for e in goals if e.expected is not None and e.progress is not None]
        ),
        measured=sum(goal.progress is not None for goal in goals),
        own=listed.own,
        all=listed.all,
        shown_with=listed.shown_with,
        statuses=count_by_status(goal.status for goal in goals),
        confidence=mean([goal.confidence for goal in goals if goal.confidence is not None]),
    )


def count_by_status(statuses: Iterable[Status]) -> dict[Status, int]:
    """How often each status occurs, in the order of their names."""
    counts: dict[Status, int] = {}
    for status in statuses:
        counts[status] = counts.get(status, 0) + 1
    return {status: counts[status] for status in sorted(counts)}


def with_teams_above(id_: TeamId | None, teams: Mapping[TeamId, Team]) -> Iterator[TeamId]:
    """A team and the teams above it, itself first; nothing of a team that is not there."""
    here = id_
    while here is not None and here in teams:
        yield here
        here = teams[here].parent


def _by_team(
    placements: Mapping[ObjectiveId, Placement], cycle: CycleId | None
) -> tuple[dict[TeamId, list[ObjectiveId]], dict[TeamId, list[ObjectiveId]]]:
    own: dict[TeamId, list[ObjectiveId]] = {}
    shown: dict[TeamId, list[ObjectiveId]] = {}
    for id_, placement in placements.items():
        if placement.cycle != cycle or not placement.is_active:
            continue
        if placement.team is not None:
            own.setdefault(placement.team, []).append(id_)
        for team in placement.with_teams:
            shown.setdefault(team, []).append(id_)
    return own, shown
