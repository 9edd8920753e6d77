"""Guess: a mapping from the header and the values of a table, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.commands.authoring.front_matter import toml_lines
from okrsite.commands.importing.mapping import (
    FIELDS,
    ColumnMapping,
    Columns,
    KindColumn,
    names_of_column,
)
from okrsite.commands.importing.tables import SourceTable
from okrsite.commands.importing.values import day_order, decimal_of, quantity
from okrsite.commands.importing.vocabulary import kind_and_field, kind_of, plain

# What tells of an objective, and not of its key result, where a row has both.
_OF_OBJECTIVE = ("cycle", "cycle_start", "cycle_end", "team", "parent", "type", "tags")
_MEASURES = frozenset({"start", "target", "current", "progress", "change", "unit"})
_LIMITS = frozenset({"min", "max", "range", "cadence"})
_ByField = dict[str, Columns]


def guessed(table: SourceTable) -> ColumnMapping:
    """The mapping that the names of columns, and the values in them, make most likely."""
    kinds = _kind_column(table)
    named = [(column, *_meaning(column, table)) for column in table.columns if column != kinds]
    found = {kind for _, kind, field in named if field == "title" and kind}
    shared = _by_field((field, column) for column, kind, field in named if field and not kind)
    own = {
        kind: _by_field((field, column) for column, of, field in named if of == kind and field)
        for kind in FIELDS
    }
    sections = _sections(table, own, shared, found, by_row=bool(kinds) or _is_nested(table))
    cells = [cell for row in table.rows for cell in row.cells.values()]
    known = {kind: _known(kind, sections.get(kind, {})) for kind in FIELDS}
    return ColumnMapping(
        rows=KindColumn(column=kinds),
        decimal=decimal_of(cells),
        dates=day_order(cells),
        objective=known["objective"],
        key_result=known["key_result"],
        kpi=known["kpi"],
        checkin=known["checkin"],
        initiative=known["initiative"],
    )


def drafted(mapping: ColumnMapping, table: SourceTable) -> str:
    """A mapping as the text of a file, with the columns that no field takes as a comment."""
    lines = [f"# Columns of {table.name} for `okrsite import --mapping`.", "format = 1"]
    lines += toml_lines({"decimal": mapping.decimal, "dates": mapping.dates})
    if mapping.rows.column:
        lines += ["", "[rows]", *toml_lines({"column": mapping.rows.column})]
    used = {mapping.rows.column}
    for kind in FIELDS:
        columns = mapping.columns(kind)
        if columns:
            lines += ["", f"[{kind}]", *toml_lines(columns)]
            used |= {name for given in columns.values() for name in names_of_column(given)}
    if left := [column for column in table.columns if column not in used]:
        lines += ["", "# These stay as text of the goal:", *(f"# {column}" for column in left)]
    return "\n".join(lines) + "\n"


def _kind_column(table: SourceTable) -> str:
    """The column whose values are kinds of goals; empty where there is none."""
    if _is_nested(table):
        return ""
    for column in table.columns:
        values = {plain(str(row.cells.get(column) or "")) for row in table.rows} - {""}
        # An id such as `o-1` is no kind.
        kinds = [kind_of(value) for value in values if not value[-1].isdigit()]
        known = [kind for kind in kinds if kind in {"objective", "key_result", "kpi"}]
        if known and len(values) <= 12 and 2 * len(known) >= len(kinds):
            return column
    return ""


def _meaning(column: str, table: SourceTable) -> tuple[str | None, str | None]:
    """The kind and the field of a column; a goal in numbers is a target, whatever it is called."""
    kind, field = kind_and_field(column)
    if (kind, field) == ("objective", "title") and not _is_nested(table):
        cells = [cell for row in table.rows if (cell := row.cells.get(column)) not in (None, "")]
        numbers = [cell for cell in cells if quantity(cell, ",") is not None]
        if cells and 2 * len(numbers) > len(cells):
            return None, "target"
    return kind, field


def _by_field(named: Iterable[tuple[str, str]]) -> _ByField:
    """Columns by their fields; where several have one field, all of them in order."""
    found: dict[str, list[str]] = {}
    for field, column in named:
        found.setdefault(field, []).append(column)
    return {
        field: columns[0] if len(columns) == 1 else tuple(columns)
        for field, columns in found.items()
    }


def _is_nested(table: SourceTable) -> bool:
    return any(row.kind or row.parent for row in table.rows)


def _sections(
    table: SourceTable,
    own: dict[str, _ByField],
    shared: _ByField,
    found: set[str],
    *,
    by_row: bool,
) -> dict[str, _ByField]:
    if by_row:
        return _by_row(own, shared)
    if "key_result" in found or (found == {"objective"} and _MEASURES & shared.keys()):
        return _one_row_each(own, shared, found)
    is_kpis = "kpi" in found or _LIMITS & shared.keys() or kind_of(_last(table.name)) == "kpi"
    if is_kpis:
        return {"kpi": {**shared, **own["kpi"]}}
    if "title" in shared and "objective" not in found and _MEASURES & shared.keys():
        return {"objective": _only(shared, _OF_OBJECTIVE), "key_result": _without(shared)}
    return {"objective": {**shared, **own["objective"]}}


def _by_row(own: dict[str, _ByField], shared: _ByField) -> dict[str, _ByField]:
    """Sections for a table whose rows are of several kinds and share the columns.

    A column that is called by another kind, as `Objective` is in the row of a check-in, refers to
    a goal of that kind.
    """
    sections = {kind: {**shared, **own[kind], **_only(shared, ["title"])} for kind in FIELDS}
    sections["checkin"] = {"note": shared.get("text", ()), **sections["checkin"]}
    reference = own["objective"].get("id") or own["objective"].get("title")
    if reference and "title" in shared:
        sections["objective"] = {**own["objective"], **shared}
        sections["key_result"]["objective"] = reference
        about = (reference, sections["checkin"].get("parent", ()))
        names = (name for given in about for name in names_of_column(given))
        sections["checkin"]["parent"] = tuple(names)
    elif "parent" in shared:
        sections["key_result"]["objective"] = shared["parent"]
    return sections


def _one_row_each(
    own: dict[str, _ByField], shared: _ByField, found: set[str]
) -> dict[str, _ByField]:
    """Sections for a table with a key result in each row, and its objective beside it."""
    if "key_result" not in found:
        # A table of goals with targets: each is an objective, measured by what it says itself.
        measured = {"title": own["objective"]["title"], **_without(shared)}
        return {"key_result": measured, "objective": _only(shared, _OF_OBJECTIVE)}
    objective = {**_only(shared, _OF_OBJECTIVE), **own["objective"]}
    key_result = {**_without(shared), **own["key_result"]}
    if "id" in shared and "id" not in own["key_result"]:
        key_result["id"] = shared["id"]
    if "kpi" in found:
        key_result.setdefault("metric", own["kpi"]["title"])
    return {"objective": objective, "key_result": key_result}


def _only(columns: _ByField, fields: Iterable[str]) -> _ByField:
    return {field: columns[field] for field in fields if field in columns}


def _without(columns: _ByField) -> _ByField:
    return {field: column for field, column in columns.items() if field not in _OF_OBJECTIVE}


def _known(kind: str, columns: _ByField) -> _ByField:
    return {field: columns[field] for field in FIELDS[kind] if field in columns}


def _last(name: str) -> str:
    """The name of a sheet, or of a file without its ending."""
    return name.rpartition(", ")[2].rpartition("/")[2].partition(".")[0]
