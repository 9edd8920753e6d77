"""Tables: every document under its id, once, and those that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never
from unicodedata import normalize

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, Subject, error
from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.position import Span, Written
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.pipeline.naming import is_beside_kpi, is_provenance, is_series


class Tables(Struct, frozen=True):
    """The documents by kind and id, as they were written.

    `checkins` stand in objectives' files, `checkin_files` are files of their own. `lost` names what
    could not be read, `incomplete` the objectives that may have more key results than were read.
    """

    objectives: dict[str, Objective]
    kpis: dict[str, Kpi]
    teams: dict[str, Team]
    people: dict[str, Person]
    cycles: dict[str, Cycle]
    pages: dict[str, FreePage]
    series: dict[str, Series]
    provenance: dict[str, Provenance]
    checkins: list[CheckIn]
    checkin_files: list[CheckIn]
    incomplete: set[str]
    lost: set[tuple[Kind, str]]
    has_people: bool


def sort_into_tables(documents: Iterable[Document]) -> tuple[Tables, list[Diagnostic]]:
    """The tables, in order of their ids, and a finding for every id that is taken twice.

    Ids differ when they differ after NFC and case folding. Of two the first by path stays.
    """
    ordered = sorted(documents, key=lambda document: document.path)
    unique, dropped, findings = _unique_documents(ordered)
    unique.sort(key=lambda document: document.id)
    has_people = any(document.kind == "person" for document in ordered)
    tables = Tables({}, {}, {}, {}, {}, {}, {}, {}, [], [], set(), dropped, has_people)
    for document in unique:
        _add_to_table(document, tables)
    return tables, findings


def fold(name: str) -> str:
    """A name as it counts when two are compared."""
    return name if name.isascii() and name.islower() else normalize("NFC", name).casefold()


def _unique_documents(
    documents: list[Document],
) -> tuple[list[Document], set[tuple[Kind, str]], list[Diagnostic]]:
    """The first document of each id, the names of the others, and a finding for each of them."""
    first: dict[tuple[bool, bool, Kind, str], Document] = {}
    unique: list[Document] = []
    dropped: set[tuple[Kind, str]] = set()
    findings: list[Diagnostic] = []
    for document in documents:
        # Nothing refers to a check-in by its id, so two may have the same.
        if document.kind == "checkin":
            unique.append(document)
            continue
        # A KPI, its observations and their provenance share one id on purpose.
        key = (is_series(document), is_provenance(document), document.kind, fold(document.id))
        if key in first:
            dropped.add((document.kind, document.id))
            # Paths that differ in case alone are told as such where files are found.
            if fold(document.path) != fold(first[key].path):
                findings.append(_taken_finding(document, first[key]))
        else:
            first[key] = document
            unique.append(document)
    return unique, dropped, findings


def _taken_finding(document: Document, first: Document) -> Diagnostic:
    entity: Written | None = document.entity
    span = entity.at("id") if entity else Span(document.path)
    return error(
        "OKR102",
        span,
        f"the {document.kind} id '{document.id}' of {document.path} is taken by {first.path}",
        "Rename one of the two files, or give one of them another `id`",
    )


def _add_to_table(document: Document, tables: Tables) -> None:  # noqa: C901, PLR0912 - one case for each kind
    match document.entity:
        case None:
            if not is_beside_kpi(document):
                tables.lost.add((document.kind, document.id))
        case Objective() as objective:
            tables.objectives[objective.id] = objective
            tables.checkins.extend(document.checkins)
            if any(finding.severity == "error" for finding in document.findings):
                tables.incomplete.add(objective.id)
        case Kpi() as kpi:
            tables.kpis[kpi.id] = kpi
        case Team() as team:
            tables.teams[team.id] = team
        case Person() as person:
            tables.people[person.id] = person
        case Cycle() as cycle:
            tables.cycles[cycle.id] = cycle
        case FreePage() as page:
            tables.pages[page.id] = page
        case Series() as series:
            tables.series[series.kpi] = series
        case Provenance() as provenance:
            tables.provenance[provenance.kpi] = provenance
        case CheckIn() as checkin:
            tables.checkin_files.append(checkin)
        case _:
            assert_never(document.entity)


def unread(
    documents: Iterable[Document], tables: Iterable[Mapping[str, Written]]
) -> dict[str, Subject]:
    """By path, the documents with errors and those that no table of the forest took in.

    A check-in that could not be understood is one of its objective.
    """
    documents = sorted(documents, key=lambda document: document.path)
    taken = {entity.span.path for table in tables for entity in table.values()}
    unread = {
        document.path: Subject(document.kind, document.id)
        for document in documents
        if document.kind != "checkin" and (document.path not in taken or _has_errors(document))
    }
    return unread | {
        document.path: Subject("objective", document.about)
        for document in documents
        if document.about
    }


def _has_errors(document: Document) -> bool:
    return any(finding.severity == "error" for finding in document.findings)
