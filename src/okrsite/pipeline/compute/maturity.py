"""Maturity: how far the practice has come, of the company and of every team."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from okrsite.model.names import TeamId
from okrsite.model.people import Team
from okrsite.model.score import Dimension, Evidence, Level, Maturity, MaturityReport
from okrsite.pipeline.compute.facts import Fact
from okrsite.pipeline.compute.rounding import rounded
from okrsite.pipeline.compute.teams import ancestry

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
LEVELS: tuple[Level, ...] = get_args(Level)


def mature(facts: Iterable[Fact], teams: Mapping[TeamId, Team]) -> tuple[MaturityReport, ...]:
    """The reports of the company, which has every fact, and of the teams with their sub-teams'."""
    reach = ancestry(teams)
    evidence: dict[tuple[TeamId | None, Dimension], list[Evidence]] = {}
    for fact in facts:
        for team in (None, *reach.get(fact.team or "", ())):
            evidence.setdefault((team, fact.dimension), []).append(fact.evidence)
    return tuple(
        _report(team, [_maturity(name, evidence.get((team, name), ())) for name in DIMENSIONS])
        for team in (None, *teams)
    )


def level_of(share: float) -> Level:
    """The level of a share of facts that hold: five equal steps, from ad hoc to disciplined."""
    return LEVELS[min(int(rounded(share * len(LEVELS))), len(LEVELS) - 1)]


def _maturity(dimension: Dimension, evidence: Sequence[Evidence]) -> Maturity:
    if not evidence:
        return Maturity(dimension, None, None)
    share = sum(each.holds for each in evidence) / len(evidence)
    return Maturity(dimension, share, level_of(share), tuple(evidence))


def _report(team: TeamId | None, dimensions: list[Maturity]) -> MaturityReport:
    levels = [LEVELS.index(each.level) for each in dimensions if each.level is not None]
    return MaturityReport(team, LEVELS[min(levels)] if levels else None, tuple(dimensions))
