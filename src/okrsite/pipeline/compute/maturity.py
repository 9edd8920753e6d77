"""Maturity: how far the practice has come, of the company and of every team."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias, get_args

from okrsite.model.maturity import Dimension, Evidence, Maturity, MaturityLevel, MaturityReport
from okrsite.model.names import TeamId
from okrsite.model.people import Team
from okrsite.pipeline.compute.maturity_facts import TeamFact
from okrsite.pipeline.compute.rounding import rounded
from okrsite.pipeline.compute.teams import COMPANY, with_teams_above

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
LEVELS: tuple[MaturityLevel, ...] = get_args(MaturityLevel)
ByDimension: TypeAlias = dict[Dimension, list[Evidence]]


def maturity_reports(
    facts: Iterable[TeamFact], teams: Mapping[TeamId, Team]
) -> dict[TeamId, MaturityReport]:
    """The reports of the company, which has every fact, and of the teams with their sub-teams'."""
    own = _by_team(facts)
    parts: dict[TeamId | None, list[ByDimension]] = {None: list(own.values())}
    parts |= {team: [] for team in teams}
    for team, dimensions in own.items():
        for above in with_teams_above(team, teams):
            parts[above].append(dimensions)
    return {team or COMPANY: _report(team, parts[team]) for team in (None, *teams)}


def level_of(share: float) -> MaturityLevel:
    """The level of a share of facts that hold: five equal steps, from ad hoc to disciplined."""
    # A share of 1 would be a sixth step.
    return LEVELS[min(int(rounded(share * len(LEVELS))), len(LEVELS) - 1)]


def _by_team(facts: Iterable[TeamFact]) -> dict[TeamId | None, ByDimension]:
    own: dict[TeamId | None, ByDimension] = {}
    for fact in facts:
        dimensions = own.get(fact.team)
        if dimensions is None:
            dimensions = own[fact.team] = {name: [] for name in DIMENSIONS}
        dimensions[fact.dimension].append(fact.evidence)
    return own


def _report(team: TeamId | None, parts: list[ByDimension]) -> MaturityReport:
    dimensions = tuple(
        _maturity(name, tuple(chain.from_iterable(part.get(name, ()) for part in parts)))
        for name in DIMENSIONS
    )
    levels = [
        LEVELS.index(dimension.level) for dimension in dimensions if dimension.level is not None
    ]
    return MaturityReport(team, LEVELS[min(levels)] if levels else None, dimensions)


def _maturity(dimension: Dimension, evidence: tuple[Evidence, ...]) -> Maturity:
    if not evidence:
        return Maturity(dimension, None, None)
    share = [fact.holds for fact in evidence].count(True) / len(evidence)
    return Maturity(dimension, share, level_of(share), evidence)
