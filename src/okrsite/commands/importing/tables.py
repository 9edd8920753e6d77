"""Tables: rows of cells by their columns, from CSV, workbooks, JSON and YAML alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

# A header stands within so many rows; above it are titles and remarks.
_HEADER_WITHIN = 30


class SourceRow(Struct, frozen=True):
    """The cells of a row by the names of their columns, and its place in words.

    `kind` is what nested data tells of it; `parent` is the place of the row it stands in.
    """

    place: str
    cells: dict[str, Any]
    kind: str = ""
    parent: str = ""


class SourceTable(Struct, frozen=True):
    """Rows with the names of their columns in order; `name` is that of the file, and the sheet.

    `above` has the lines of text that stand above the header.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    above: tuple[str, ...] = ()


def table_of(
    name: str, lines: Iterable[tuple[str, Sequence[Any]]], known: frozenset[str] | None = None
) -> SourceTable | None:
    """The table in lines of cells, each with its place; None where there is nothing in them.

    The header is the first of the rows that have most names in `known`, or most texts.
    """
    filled = [(place, list(cells)) for place, cells in lines if any(map(_is_filled, cells))]
    if not filled:
        return None
    at = _header_at([cells for _, cells in filled[:_HEADER_WITHIN]], known)
    columns = _names(filled[at][1])
    rows = tuple(
        SourceRow(place, {name: cell for name, cell in zip(columns, cells, strict=False) if name})
        for place, cells in filled[at + 1 :]
    )
    above = tuple(
        " ".join(str(cell) for cell in cells if _is_filled(cell)) for _, cells in filled[:at]
    )
    return SourceTable(name, tuple(filter(None, columns)), rows, above)


def _header_at(lines: list[list[Any]], known: frozenset[str] | None) -> int:
    def rank(cells: list[Any]) -> int:
        names = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        if known is None:
            return len(names)
        return sum(_plain(name) in known for name in names)

    ranks = [rank(cells) for cells in lines]
    return ranks.index(max(ranks))


def _names(header: Sequence[Any]) -> list[str]:
    """The names of columns; a second one of the same name gets a number."""
    seen: dict[str, int] = {}
    names = []
    for cell in header:
        name = " ".join(str(cell if cell is not None else "").split())
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} {seen[name]}" if name and seen[name] > 1 else name)
    return names


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""
