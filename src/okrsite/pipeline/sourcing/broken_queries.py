"""Half read: KPIs whose question is not known for sure, since what asks it has mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId

# What is asked, and which of the answers are taken, hangs on these fields of a KPI.
_ASKING = ("source", "cadence", "aggregate")
_BOTH = "OKR031"
# Whatever of a file could not be read may have been a part of the question.
_UNREADABLE = "OKR00"


def half_read(documents: Iterable[Document]) -> dict[KpiId, tuple[Diagnostic, ...]]:
    """The KPIs that have a `[source]` and mistakes in what they ask, with these mistakes."""
    found = {each.id: _mistakes(each.entity, each) for each in documents if _asks(each)}
    return {id_: mistakes for id_, mistakes in found.items() if mistakes}


def _asks(document: Document) -> bool:
    return isinstance(document.entity, Kpi) and "source" in document.entity.places


def _mistakes(kpi: object, document: Document) -> tuple[Diagnostic, ...]:
    if not isinstance(kpi, Kpi):
        return ()
    places = {kpi.at(field) for field in kpi.places if field.partition(".")[0] in _ASKING}
    return tuple(
        each
        for each in document.findings
        if each.severity == "error"
        and (each.span in places or each.code == _BOTH or each.code.startswith(_UNREADABLE))
    )
