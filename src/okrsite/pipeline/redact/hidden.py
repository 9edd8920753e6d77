"""Hidden: which documents an audience may not see, and the names that lead to them."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.names import Kind, Visibility
from okrsite.model.series import Series
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.naming import names_of
from okrsite.pipeline.visibility import is_unclear, may_see, own_visibility


class Hidden(Struct, frozen=True):
    """What must not be named: ids and aliases by kind, and the paths of the files.

    A name that also leads to a visible document is not hidden. With `hides_people` nobody may be
    named: there are people, and all of them are hidden.
    """

    names: frozenset[tuple[Kind, str]] = frozenset()
    paths: frozenset[str] = frozenset()
    hides_people: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether every document is visible."""
        return not self.paths

    def holds(self, kind: Kind, name: str) -> bool:
        """Whether a name leads to something hidden."""
        return (kind, name) in self.names or (kind == "person" and self.hides_people)


def hide(
    documents: tuple[Document, ...], audience: Visibility, defaults: DefaultVisibility
) -> tuple[tuple[Document, ...], Hidden]:
    """The documents that are visible, in their order, and what is hidden.

    An objective goes with its cycle, a check-in with its objective, and a series with its KPI.
    """
    visible = [each for each in documents if _is_open(each, audience, defaults)]
    for kind in ("cycle", "objective", "kpi"):
        names = _hidden_names(documents, visible, kind)
        if names:
            visible = [each for each in visible if _leader(each, kind) not in names]
    return (
        tuple(_with_open_checkins(each, audience) for each in visible),
        _hidden(documents, visible),
    )


def _is_open(document: Document, audience: Visibility, defaults: DefaultVisibility) -> bool:
    entity = document.entity
    if entity is None or is_unclear(entity):
        return False
    return may_see(audience, own_visibility(entity, document.kind, defaults))


def _leader(document: Document, kind: Kind) -> str | None:
    """The name of the one document of a kind without which this one is not shown."""
    match kind, document.entity:
        case "cycle", Objective(cycle=cycle):
            return cycle
        case "objective", CheckIn(objective=objective):
            return objective
        case "kpi", Series(kpi=kpi):
            return kpi
        case _:
            return None


def _with_open_checkins(document: Document, audience: Visibility) -> Document:
    seen = tuple(each for each in document.checkins if _is_told(each, audience))
    return document if len(seen) == len(document.checkins) else replace(document, checkins=seen)


def _is_told(checkin: CheckIn, audience: Visibility) -> bool:
    return not is_unclear(checkin) and may_see(audience, checkin.visibility or "public")


def _hidden(documents: tuple[Document, ...], visible: list[Document]) -> Hidden:
    if len(visible) == len(documents):
        return Hidden()
    shown = {each.path for each in visible}
    kinds: tuple[Kind, ...] = ("objective", "kpi", "team", "person", "cycle")
    return Hidden(
        frozenset((k, name) for k in kinds for name in _hidden_names(documents, visible, k)),
        frozenset(each.path for each in documents if each.path not in shown),
        any(d.kind == "person" for d in documents) and not any(d.kind == "person" for d in visible),
    )


def _hidden_names(
    documents: Iterable[Document], visible: Iterable[Document], kind: Kind
) -> set[str]:
    every = {name for each in documents for name in names_of(each, kind)}
    return every - {name for each in visible for name in names_of(each, kind)}
