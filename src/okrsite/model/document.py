"""A document: what one file of the content turned out to be."""

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series

Entity = Objective | Kpi | Team | Person | Cycle | FreePage | CheckIn | Series | Provenance


class Document(Struct, frozen=True):
    """One file, read: its entity, the check-ins written inside it, and every mistake in it.

    `id` is known even where the rest could not be read, so that a reference to a broken file is not
    called unknown; then `entity` is None. `about` is the objective that a check-in names which
    could not be understood. A series has the kind `kpi` and the id of its KPI,
    and so has a provenance.
    """

    path: str
    kind: Kind
    id: str
    entity: Entity | None = None
    checkins: tuple[CheckIn, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    about: str = ""
