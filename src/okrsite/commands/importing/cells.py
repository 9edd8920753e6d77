"""Cells: what stands in the columns of a row, read by the mapping of its table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.commands.importing import values
from okrsite.commands.importing.facts import CycleFacts
from okrsite.commands.importing.mapping import ColumnMapping, compared, names_of_column
from okrsite.commands.importing.tables import SourceRow
from okrsite.commands.importing.vocabulary import kind_of, plain

_KINDS = ("objective", "key_result", "kpi", "checkin", "initiative", "skip")


class Context(Struct, frozen=True):
    """What stands around a table: its cycle, its team, and the objective above it, if any."""

    cycle: CycleFacts | None = None
    team: str = ""
    objective: str = ""
    year_starts: int = 1


class CellReader(Struct, frozen=True):
    """Reads the cells of rows; a kind and a field tell the column."""

    mapping: ColumnMapping
    decimal: values.Decimal
    dates: values.DayOrder
    context: Context

    def cell(self, row: SourceRow, kind: str, field: str) -> Any:
        """What a row says in a field; of several columns, in the first that says anything."""
        column = self.column(row, kind, field)
        return next((cell for name, cell in row.cells.items() if compared(name) == column), None)

    def column(self, row: SourceRow, kind: str, field: str) -> str:
        """The column that a row's field is taken from, as it is compared; empty for none."""
        given = names_of_column(self.mapping.columns(kind).get(field, ()))
        filled = {compared(name) for name, cell in row.cells.items() if cell not in (None, "")}
        return next((name for name in map(compared, given) if name in filled), "")

    def text(self, row: SourceRow, kind: str, field: str) -> str:
        """What a field says, as text; empty where nothing is said."""
        return values.text(self.cell(row, kind, field))

    def people(self, row: SourceRow, kind: str) -> tuple[str, ...]:
        """The owner of a row, and then its contributors."""
        cells = [self.cell(row, kind, "owner"), self.cell(row, kind, "contributors")]
        parts = [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]
        return tuple(dict.fromkeys(name for part in parts for name in values.people(part)))

    def number(self, row: SourceRow, kind: str, field: str) -> values.Quantity | None:
        """The number in a field, with its unit."""
        return values.quantity(self.cell(row, kind, field), self.decimal)

    def share(self, row: SourceRow, kind: str, field: str) -> float | None:
        """The progress or score in a field, from 0 to 1."""
        return values.share(self.cell(row, kind, field), self.decimal)

    def day(self, row: SourceRow, kind: str, field: str) -> date | None:
        """The day in a field."""
        return values.day(self.cell(row, kind, field), self.dates)

    @property
    def has_kinds(self) -> bool:
        """Whether a column says of each row what it is."""
        return bool(self.mapping.rows.column)

    def kind(self, row: SourceRow) -> str:
        """What a row is; empty where nothing tells, or where it has no title."""
        if self.has_kinds:
            kind = self._written_kind(row)
            needs_title = kind not in {"checkin", "skip", ""}
            return "" if needs_title and not self.text(row, kind, "title") else kind
        if row.kind:
            return row.kind
        titled = (
            kind for kind in ("key_result", "objective", "kpi") if self.text(row, kind, "title")
        )
        return next(titled, "checkin" if self.text(row, "checkin", "parent") else "")

    def unplaced(self, row: SourceRow, kinds: Iterable[str]) -> list[str]:
        """A line for each cell that no field of these kinds takes."""
        taken = {compared(self.mapping.rows.column)}
        for kind in kinds:
            taken |= {self.column(row, kind, field) for field in self.mapping.columns(kind)}
        return [
            f"{name}: {said}"
            for name, cell in row.cells.items()
            if compared(name) not in taken and (said := values.text(cell))
        ]

    def _written_kind(self, row: SourceRow) -> str:
        column = compared(self.mapping.rows.column)
        cells = (cell for name, cell in row.cells.items() if compared(name) == column)
        written = values.text(next(cells, ""))
        for kind in _KINDS:
            if plain(written) in {plain(word) for word in getattr(self.mapping.rows, kind)}:
                return kind
        kind = kind_of(written) or ""
        return kind if kind in _KINDS else ""
