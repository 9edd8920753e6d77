"""An earlier day as a page asks of it: what the numbers of today are compared with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.kpi_score import KpiScore
from okrsite.model.names import CycleId, KpiId, ObjectiveId, TeamId
from okrsite.pipeline.compute.earlier import Moment


class EarlierDay:
    """How the goals of today stood on an earlier day, with today's targets on both days.

    Each answer is one of its own: a page that asks for the score of one goal is made again only
    when that score is another. None where there is no such thing, or no such day.
    """

    __slots__ = ("_ask", "_moment")

    def __init__(self, ask: Callable[[str, str], Any], moment: Moment) -> None:
        self._ask = ask
        self._moment = moment

    @property
    def day(self) -> date | None:
        """The day itself."""
        found: date | None = self._asked("day", "")
        return found

    def objective_score(self, id_: ObjectiveId) -> ObjectiveScore | None:
        """What the arithmetic said of an objective and its key results."""
        found: ObjectiveScore | None = self._asked("objective_score", id_)
        return found

    def kpi_score(self, id_: KpiId) -> KpiScore | None:
        """How a KPI stood."""
        found: KpiScore | None = self._asked("kpi_score", id_)
        return found

    def team_score(self, id_: TeamId) -> TeamScore | None:
        """How a team stood: on Monday in today's current cycle, else in the last one."""
        found: TeamScore | None = self._asked("team_score", id_)
        return found

    def cycle_score(self, id_: CycleId) -> CycleScore | None:
        """How the goals of a cycle stood."""
        found: CycleScore | None = self._asked("cycle_score", id_)
        return found

    @property
    def company(self) -> TeamScore | None:
        """The objectives of all teams: on Monday of today's current cycle, else of the last."""
        found: TeamScore | None = self._asked("company", "")
        return found

    def _asked(self, table: str, name: str) -> Any:
        return self._ask(f"{self._moment} {table}", name)
