"""The forest: every document in its place, every reference known to be good."""

from collections.abc import Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import (
    CycleId,
    Kind,
    KpiId,
    ObjectiveId,
    PageId,
    PersonId,
    TeamId,
    Visibility,
)
from okrsite.model.pages import FreePage
from okrsite.model.people import BACKLOG, Cycle, Person, Team
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.model.settings import Settings


class Forest(Struct, frozen=True):
    """All that one audience may see, resolved.

    Every id that an entity names stands in the table of its kind (aliases are replaced, unknown
    references are gone), alignment, teams, cycles and formulas have no loops, and every entity has
    its `visibility`. Tables are in order of their ids.

    Attributes:
        settings: The site's settings.
        audience: Who may see all of this.
        objectives: The objectives by id.
        kpis: The KPIs by id.
        teams: The teams by id.
        people: The people by id.
        cycles: The cycles by id.
        pages: The free pages by id.
        series: What was observed of each KPI.
        provenance: Where the fetched values of a KPI come from.
        checkins: The check-ins of each objective, in order of their day, then of their place.
        supported_by: The objectives that support an objective's id or `objective#key_result`,
            in order.
        depth_first: Every objective, after all that support it.
        kpi_order: Every KPI, after the operands of its formula.
        aliases: For each kind, the id in use by an old one.
        has_people: Whether `owner`, `author`, `lead` and `to` are ids of `people`; else they
            are free text.
        assets: The paths of the content's files that are no documents, such as
            `content/pages/plan.pdf`: what a relative link may lead to besides documents.
        unread: By path, the documents that are there but could not be understood, so that a
            reference to one is not reported as unknown.
    """

    settings: Settings
    audience: Visibility
    objectives: Mapping[ObjectiveId, Objective] = {}
    kpis: Mapping[KpiId, Kpi] = {}
    teams: Mapping[TeamId, Team] = {}
    people: Mapping[PersonId, Person] = {}
    cycles: Mapping[CycleId, Cycle] = {}
    pages: Mapping[PageId, FreePage] = {}
    series: Mapping[KpiId, Series] = {}
    provenance: Mapping[KpiId, Provenance] = {}
    checkins: Mapping[ObjectiveId, tuple[CheckIn, ...]] = {}
    supported_by: Mapping[str, tuple[ObjectiveId, ...]] = {}
    depth_first: tuple[ObjectiveId, ...] = ()
    kpi_order: tuple[KpiId, ...] = ()
    aliases: Mapping[Kind, dict[str, str]] = {}
    has_people: bool = False
    assets: frozenset[str] = frozenset()
    unread: Mapping[str, Subject] = {}

    def cycle_of(self, objective: Objective) -> Cycle:
        """The cycle that an objective is chased in; the backlog for a draft that has none."""
        return BACKLOG if objective.cycle is None else self.cycles[objective.cycle]
