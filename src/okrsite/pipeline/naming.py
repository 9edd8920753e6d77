"""Naming: where documents of each kind stand, and the names under which others refer to one."""

from okrsite.model.document import Document
from okrsite.model.goals import CheckIn
from okrsite.model.names import Kind
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series

CONTENT = "content/"
HOME = f"{CONTENT}index.md"
FOLDERS: dict[Kind, str] = {
    "objective": "objectives",
    "kpi": "kpis",
    "team": "teams",
    "person": "people",
    "cycle": "cycles",
    "checkin": "checkins",
    "page": "pages",
}
# What other tools call the place of goals that nobody chases yet.
BACKLOG_NAMES = frozenset({"backlog", "ideas", "inbox", "later", "parking-lot", "someday"})
BACKLOG_HELP = (
    'An objective without `cycle` and with state = "draft" is in the backlog: no cycle is needed.'
)
PROVENANCE = ".source.toml"


def is_series(document: Document) -> bool:
    """Whether the document is a KPI's observations, readable or not, and no KPI."""
    return isinstance(document.entity, Series) or document.path.lower().endswith(".csv")


def is_provenance(document: Document) -> bool:
    """Whether the document tells where a KPI's observations came from, readable or not."""
    return document.path.endswith(PROVENANCE)


def is_beside_kpi(document: Document) -> bool:
    """Whether the document has the id of a KPI and is none."""
    return is_series(document) or is_provenance(document)


def names_of(document: Document, kind: Kind) -> tuple[str, ...]:
    """The id and the aliases of a document of a kind; nothing for any other.

    Of a document that could not be read only the id is known.
    """
    if document.kind != kind or is_beside_kpi(document):
        return ()
    match document.entity:
        case None:
            return (document.id,)
        case CheckIn() | Series() | Provenance():
            return ()
        case entity:
            return (document.id, *entity.aliases)
