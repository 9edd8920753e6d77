"""The forest: every document in its place, every reference known to be good."""

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
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.model.settings import Settings


class Forest(Struct, frozen=True):
    """All that one audience may see, resolved.

    Every id that an entity names stands in the table of its kind (aliases are replaced, unknown
    references are gone), alignment, teams, cycles and formulas have no loops, and every entity has
    its `visibility`. Tables are in order of their ids. `owner`, `author`, `lead` and `to` are ids
    of `people` when `has_people`, else free text.

    `supported_by` lists, for an objective's id or `objective#key_result`, the objectives that
    support it, in order; `depth_first` holds every objective after all that support it, and
    `kpi_order` every KPI after the operands of its formula. `aliases` maps an old id of a kind to
    the one in use. `checkins` are in order of their day, then of their place. `assets` are the
    paths of the content's files that are no documents (`content/pages/plan.pdf`): what a relative
    link may lead to besides documents. `unread` holds, by path, the documents that are there but
    could not be understood, so that nobody calls a reference to one of them unknown.
    """

    settings: Settings
    audience: Visibility
    objectives: dict[ObjectiveId, Objective] = {}
    kpis: dict[KpiId, Kpi] = {}
    teams: dict[TeamId, Team] = {}
    people: dict[PersonId, Person] = {}
    cycles: dict[CycleId, Cycle] = {}
    pages: dict[PageId, FreePage] = {}
    series: dict[KpiId, Series] = {}
    provenance: dict[KpiId, Provenance] = {}
    checkins: dict[ObjectiveId, tuple[CheckIn, ...]] = {}
    supported_by: dict[str, tuple[ObjectiveId, ...]] = {}
    depth_first: tuple[ObjectiveId, ...] = ()
    kpi_order: tuple[KpiId, ...] = ()
    aliases: dict[Kind, dict[str, str]] = {}
    has_people: bool = False
    assets: frozenset[str] = frozenset()
    unread: dict[str, Subject] = {}
