"""Teams: how each stands in the current cycle, its sub-teams included."""

from collections.abc import Iterable, Iterator, Mapping

from okrsite.model.company_score import TeamScore
from okrsite.model.forest import Forest
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.names import CycleId, ObjectiveId, Status, TeamId
from okrsite.model.people import Team
from okrsite.pipeline.compute.rounding import mean

Scores = Mapping[ObjectiveId, ObjectiveScore]
# The company is summed like a team, and no team can have this id.
COMPANY = ""


def score_teams(
    forest: Forest, scores: Scores, cycle: CycleId | None
) -> tuple[dict[TeamId, TeamScore], TeamScore]:
    """Every team, and the company as the sum of all teams.

    Only active objectives of exactly the current cycle count: those of a longer cycle around it
    never do. An objective counts for the team that owns it and for the teams above, never for
    those it is only shown with.
    """
    own, shown = _by_team(forest, cycle)
    all_: dict[TeamId, list[ObjectiveId]] = {id_: [] for id_ in forest.teams}
    for team, ids in own.items():
        for above in with_teams_above(team, forest.teams):
            all_[above].extend(ids)
    teams = {
        id_: team_score(id_, own.get(id_, ()), sorted(all_[id_]), shown.get(id_, ()), scores)
        for id_ in forest.teams
    }
    everyone = sorted(id_ for ids in own.values() for id_ in ids)
    return teams, team_score(COMPANY, (), everyone, (), scores)


def team_score(
    id_: TeamId,
    own: Iterable[ObjectiveId],
    all_: Iterable[ObjectiveId],
    shown_with: Iterable[ObjectiveId],
    scores: Scores,
) -> TeamScore:
    """The plain means over objectives that are measured; None where none is."""
    goals = [scores[id_] for id_ in all_]
    return TeamScore(
        id=id_,
        progress=mean([goal.progress for goal in goals if goal.progress is not None]),
        expected=mean(
            [e.expected for e in goals if e.expected is not None and e.progress is not None]
        ),
        measured=sum(goal.progress is not None for goal in goals),
        own=tuple(own),
        all=tuple(goal.id for goal in goals),
        shown_with=tuple(shown_with),
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
    forest: Forest, cycle: CycleId | None
) -> tuple[dict[TeamId, list[ObjectiveId]], dict[TeamId, list[ObjectiveId]]]:
    own: dict[TeamId, list[ObjectiveId]] = {}
    shown: dict[TeamId, list[ObjectiveId]] = {}
    for objective in forest.objectives.values():
        if objective.cycle != cycle or objective.state != "active":
            continue
        if objective.team is not None:
            own.setdefault(objective.team, []).append(objective.id)
        for team in objective.with_teams:
            shown.setdefault(team, []).append(objective.id)
    return own, shown
