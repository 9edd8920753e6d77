"""Documents: one file of the content, read whole, with every mistake in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, assert_never

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import error, sorted_findings
from okrsite.model.document import Document, Entity
from okrsite.model.goals import CheckIn
from okrsite.model.names import Kind
from okrsite.model.position import Span
from okrsite.pipeline.naming import CONTENT, FOLDERS, PROVENANCE
from okrsite.pipeline.parse.below_front_matter import settings_below
from okrsite.pipeline.parse.checkin import checkin_of_file
from okrsite.pipeline.parse.company import cycle_of, page_of, person_of, team_of
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.front_matter import split_front_matter
from okrsite.pipeline.parse.identity import fault_of_id, id_of, kind_of
from okrsite.pipeline.parse.kpi import kpi_of
from okrsite.pipeline.parse.objective import objective_of
from okrsite.pipeline.parse.provenance import provenance_of
from okrsite.pipeline.parse.rows import (
    CheckInFileRow,
    CycleRow,
    KpiRow,
    ObjectiveRow,
    PageRow,
    PersonRow,
    TeamRow,
)
from okrsite.pipeline.parse.series import series_of
from okrsite.pipeline.parse.text import decode_text
from okrsite.pipeline.toml.read import read_toml
from okrsite.pipeline.toml.table import Table

# In this order: what could be several kinds is the one with more fields of its own.
ROWS: dict[Kind, type[Struct]] = {
    "objective": ObjectiveRow,
    "checkin": CheckInFileRow,
    "kpi": KpiRow,
    "cycle": CycleRow,
    "team": TeamRow,
    "person": PersonRow,
    "page": PageRow,
}
_NOUNS: dict[Kind, str] = {
    "objective": "an objective",
    "checkin": "a check-in",
    "kpi": "a KPI",
    "cycle": "a cycle",
    "team": "a team",
    "person": "a person",
    "page": "a page",
}

if TYPE_CHECKING:
    from okrsite.pipeline.prose import Markdown


def parse(path: str, data: bytes, markdown: Markdown) -> Document:
    """Read one file, whatever its bytes are; a `path` is relative to the site.

    Where a mistake leaves something out, the entity holds the rest, so that its references can be
    checked too; it is None where the rest is no whole. No page may be made of a document with
    errors.
    """
    kind = kind_of(path)
    if kind is None:
        message = "this folder holds no documents"
        help_ = "Move it to objectives, kpis, teams, people, cycles, checkins or pages."
        return Document(path, "page", path, findings=(error("OKR008", Span(path), message, help_),))
    if path.endswith(".csv"):
        return series_of(path, id_of(path, kind), data)
    if path.endswith(PROVENANCE):
        return provenance_of(path, id_of(f"{path.removesuffix(PROVENANCE)}.toml", kind), data)
    text, findings = decode_text(path, data)
    if text is None:
        return Document(path, kind, id_of(path, kind), findings=findings)
    document = _document(path, kind, text, markdown)
    if not findings:
        return document
    return replace(document, findings=tuple(sorted_findings([*findings, *document.findings])))


def _document(path: str, kind: Kind, text: str, markdown: Markdown) -> Document:
    by_name = id_of(path, kind)
    front_matter, findings = split_front_matter(path, text)
    if front_matter is None:
        return Document(path, kind, by_name, findings=findings)
    table = read_toml(front_matter.toml, path, 2)
    # What is missing in the front matter as a whole is reported where the file begins.
    table = replace(table, start=(1, 1))
    if not table.is_complete:
        return Document(path, kind, by_name, findings=table.findings)
    if misplaced := _misplaced(path, kind, table):
        return misplaced
    context = ParseContext(path, kind, by_name, front_matter, table, markdown, list(table.findings))
    _identify(context)
    # A page may well speak of settings.
    if kind != "page":
        keys, is_checkin = ROWS[kind].__struct_encode_fields__, kind == "checkin"
        lost = settings_below(front_matter, path, keys, is_checkin=is_checkin)
        context.findings += [lost] if lost else []
    entity, checkins = _entity(context)
    findings = tuple(sorted_findings(context.findings))
    named = table.value.get("objective") if kind == "checkin" and entity is None else None
    about = named if isinstance(named, str) else ""
    return Document(path, kind, context.id, entity, checkins, findings, about)


def _misplaced(path: str, kind: Kind, table: Table) -> Document | None:
    """The document of a file whose settings are those of another kind, and not of its own."""
    written = set(table.value)
    if _fits(ROWS[kind], written):
        return None
    other = next((other for other, row in ROWS.items() if _fits(row, written)), None)
    own, file = set(ROWS[kind].__struct_encode_fields__), path.rpartition("/")[2]
    # One key too many is a slip in a document of its own kind.
    if other is None or len(written - own) < 2:
        return None
    message = f"this is {_NOUNS[other]}, and lies in '{CONTENT}{FOLDERS[kind]}/'"
    finding = error("OKR131", Span(path), message, f"Move it to {CONTENT}{FOLDERS[other]}/{file}")
    return Document(path, other, id_of(path, other), findings=(finding,))


def _fits(row: type[Struct], written: set[str]) -> bool:
    required, known = _keys(row)
    return required <= written <= known


@cache
def _keys(row: type[Struct]) -> tuple[frozenset[str], frozenset[str]]:
    """The keys that a kind of file must have, and all that it may have."""
    fields = msgspec.structs.fields(row)
    required = frozenset(field.encode_name for field in fields if field.required)
    return required, frozenset(row.__struct_encode_fields__)


def _identify(context: ParseContext) -> None:
    """Take the id that the file gives itself, or check the one it has by its name."""
    written = context.table.value.get("id")
    if isinstance(written, str):
        if fault := fault_of_id(written, context.kind):
            help_ = "It becomes an address and the name of a file."
            context.report("OKR015", context.table.at("id"), f"the id '{written}' {fault}", help_)
        else:
            context.id = written
    elif fault := fault_of_id(context.id, context.kind):
        message = f"the file's name gives the id '{context.id}', which {fault}"
        help_ = 'Rename the file, or write id = "..." in it.'
        context.report("OKR015", Span(context.path), message, help_)


def _entity(context: ParseContext) -> tuple[Entity | None, tuple[CheckIn, ...]]:
    match context.kind:
        case "objective":
            return objective_of(context)
        case "checkin":
            return checkin_of_file(context), ()
        case "kpi":
            return kpi_of(context), ()
        case "team":
            return team_of(context), ()
        case "person":
            return person_of(context), ()
        case "cycle":
            return cycle_of(context), ()
        case "page":
            return page_of(context), ()
        case _:
            assert_never(context.kind)
