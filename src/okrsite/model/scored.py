"""Scored: the forest with every number beside it."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.forest import Forest
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.kpi_score import KpiScore
from okrsite.model.maturity import MaturityReport
from okrsite.model.names import CycleId, KpiId, ObjectiveId, TeamId


class Scored(Struct, frozen=True, kw_only=True):
    """The forest with every number beside it.

    Attributes:
        forest: The goals; nothing in them is later than `today`.
        today: The day that everything is computed for.
        cycle: The current cycle; None where none runs.
        objectives: The scores of objectives by id.
        kpis: The scores of KPIs by id.
        teams: The scores of teams by id.
        company: The sum of the current cycle's objectives over all teams.
        cycles: The scores of cycles by id.
        maturity: How well goals are practised: by the company, under no name, then by each team.
    """

    forest: Forest
    today: date
    cycle: CycleId | None
    objectives: Mapping[ObjectiveId, ObjectiveScore] = {}
    kpis: Mapping[KpiId, KpiScore] = {}
    teams: Mapping[TeamId, TeamScore] = {}
    company: TeamScore = TeamScore(id="")
    cycles: Mapping[CycleId, CycleScore] = {}
    maturity: Mapping[TeamId, MaturityReport] = {}
