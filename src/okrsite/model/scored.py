"""Scored: the forest with every number beside it."""

from datetime import date

from msgspec import Struct

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.forest import Forest
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.kpi_score import KpiScore
from okrsite.model.maturity import MaturityReport
from okrsite.model.names import CycleId, KpiId, ObjectiveId, TeamId


class Scored(Struct, frozen=True, kw_only=True):
    """The forest with every number beside it, as of `today`; nothing in `forest` is later.

    `cycle` is the current cycle. `company` sums the objectives of the current cycle over all teams.
    `maturity` has the company first, then the teams in order.
    """

    forest: Forest
    today: date
    cycle: CycleId | None
    objectives: dict[ObjectiveId, ObjectiveScore] = {}
    kpis: dict[KpiId, KpiScore] = {}
    teams: dict[TeamId, TeamScore] = {}
    company: TeamScore = TeamScore(id="")
    cycles: dict[CycleId, CycleScore] = {}
    maturity: tuple[MaturityReport, ...] = ()
