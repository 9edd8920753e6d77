"""Visibility: which documents an audience sees, and by which names they may be referred to."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.names import Kind, Visibility
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.naming import PROVENANCE, is_beside_kpi, names_of
from okrsite.pipeline.visibility import is_unclear, may_see, own_visibility

_KINDS: tuple[Kind, ...] = ("objective", "kpi", "team", "person", "cycle")


class VisibilityIndex(Struct, frozen=True):
    """Everything that may be named: ids and aliases by kind, and the paths of the files.

    A name outside is hidden or means nothing, and which of the two cannot be told. With
    `any_person` people are free text, since nobody has a document, seen or not.
    """

    names: frozenset[tuple[Kind, str]]
    paths: frozenset[str]
    any_person: bool

    def holds(self, kind: Kind, name: str) -> bool:
        """Whether a name leads to something that is seen."""
        return (kind, name) in self.names or (kind == "person" and self.any_person)


def visible_documents(
    audience: Visibility, documents: tuple[Document, ...], defaults: DefaultVisibility
) -> tuple[Document, ...]:
    """The documents that an audience sees for what they say of themselves, in their order."""
    return tuple(
        _with_open_checkins(document, audience)
        for document in documents
        if _is_open(document, audience, defaults)
    )


def drop_dependents(
    visible: Iterable[Document], documents: Iterable[Document]
) -> tuple[Document, ...]:
    """The visible documents without those that depend on a hidden one.

    An objective depends on its cycle, a check-in on its objective, a series or provenance on its
    KPI, by its name and by the document beside it. Where a name also stands for a hidden document,
    by mistake, it counts as hidden.
    """
    everything, left = tuple(documents), tuple(visible)
    hidden = _hidden(left, everything)
    left = tuple(document for document in left if _kpi_path(document) not in hidden)
    # In this order: with a cycle its objectives go, and with those their check-ins.
    for kind in ("cycle", "objective", "kpi"):
        hidden = _hidden(left, everything)
        names = _names(left, kind) - _names(hidden.values(), kind)
        dependencies = ((document, _dependency(document, kind)) for document in left)
        left = tuple(document for document, name in dependencies if name is None or name in names)
    return left


def visibility_index(
    visible: tuple[Document, ...], documents: Iterable[Document]
) -> VisibilityIndex:
    """What may be named in the visible ones of all documents."""
    return VisibilityIndex(
        names=frozenset((kind, name) for kind in _KINDS for name in _names(visible, kind)),
        paths=frozenset(document.path for document in visible),
        any_person=not any(document.kind == "person" for document in documents),
    )


def _is_open(document: Document, audience: Visibility, defaults: DefaultVisibility) -> bool:
    entity = document.entity
    if entity is None or is_unclear(entity):
        return False
    return may_see(audience, own_visibility(entity, document.kind, defaults))


def _with_open_checkins(document: Document, audience: Visibility) -> Document:
    seen = tuple(checkin for checkin in document.checkins if _is_open_checkin(checkin, audience))
    return document if len(seen) == len(document.checkins) else replace(document, checkins=seen)


def _is_open_checkin(checkin: CheckIn, audience: Visibility) -> bool:
    return not is_unclear(checkin) and may_see(audience, checkin.visibility or "public")


def _dependency(document: Document, kind: Kind) -> str | None:
    """The name of the document of a kind that this one depends on."""
    match kind, document.entity:
        case "cycle", Objective(cycle=cycle):
            return cycle
        case "objective", CheckIn(objective=objective):
            return objective
        case "kpi", Series(kpi=kpi) | Provenance(kpi=kpi):
            return kpi
        case _:
            return None


def _kpi_path(document: Document) -> str:
    """Where the KPI's document would lie that a series or a provenance lies beside."""
    if not is_beside_kpi(document):
        return ""
    return f"{document.path.removesuffix('.csv').removesuffix(PROVENANCE)}.md"


def _hidden(left: tuple[Document, ...], everything: tuple[Document, ...]) -> Mapping[str, Document]:
    """The documents by path that are not among those left."""
    seen = {document.path for document in left}
    return {document.path: document for document in everything if document.path not in seen}


def _names(documents: Iterable[Document], kind: Kind) -> set[str]:
    return {name for document in documents for name in names_of(document, kind)}
