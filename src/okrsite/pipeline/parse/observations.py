"""Observations: the rows of a CSV file one by one, with every kind of mistake told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error, help_with_fix
from okrsite.model.edit import Edit
from okrsite.model.position import Span
from okrsite.pipeline.parse.csv_cells import Habits, day_meant, habits_of, value_meant
from okrsite.pipeline.parse.csv_header import HEADER, CsvHeader, header_of
from okrsite.pipeline.parse.csv_table import SEPARATORS, CsvTable, TableLine
from okrsite.pipeline.toml.exact_numbers import as_written, number_of

# The rows of one fault whose places are kept; of a broken file there may be a million.
MOST_PLACES = 100
_FIGURES = re.compile(r"[-0-9.]*[0-9]")


class ObservationRow(NamedTuple):
    """A value on a day, with the note beside it and the line it stands on."""

    day: date
    value: float
    note: str
    line: int


class Observations(NamedTuple):
    """The rows that can be understood, in order of their days, and what is wrong with them."""

    rows: tuple[ObservationRow, ...]
    findings: tuple[Diagnostic, ...]


class _Fault(Struct, frozen=True):
    """What is wrong with one row; faults of one `kind` are told together.

    `is_sure` tells whether the row says what it means, so that it can be written as it should be.
    """

    kind: str
    finding: Diagnostic
    is_sure: bool


class _Reading(Struct, frozen=True):
    """A row as it was read: what it says, what is wrong with it, and how it should be written."""

    row: TableLine
    observed: ObservationRow | None
    faults: tuple[_Fault, ...] = ()
    cells: list[str] | None = None
    is_nothing: bool = False


def observations(path: str, text: str) -> Observations:
    """Read `date,value[,note]`; rows need not be in order to be read, but it is a mistake.

    A row that a spreadsheet wrote in its own way counts as it was meant, where that is sure, so
    that nothing else is concluded from its mistakes.
    """
    findings: list[Diagnostic] = []
    table = CsvTable.of(path, text)
    rows = list(table.rows(findings))
    is_torn = bool(findings)
    second = rows[1] if len(rows) > 1 else None
    header = header_of(table, rows[0] if rows else None, second, findings)
    if header is None:
        return Observations((), tuple(findings))
    below = rows if header.is_row else rows[1:]
    habits = habits_of(row.cells for row in below)
    readings = [_reading(table, row, header, habits) for row in below]
    if table.separator != ",":
        findings.append(_separator_finding(table, rows[0], header, () if is_torn else readings))
    findings += _told_together(table, readings)
    good = _in_order(table, readings, findings)
    return Observations(tuple(good[day] for day in sorted(good)), tuple(findings))


def _separator_finding(
    table: CsvTable, first: TableLine, header: CsvHeader, readings: Sequence[_Reading]
) -> Diagnostic:
    """Columns that no commas part; mended in all rows at once, as they are read together."""
    edits: tuple[Edit, ...] = ()
    if readings:
        rows = (_edit(table, reading) for reading in readings)
        edits = (*header.edits, *rows, *table.without_empty_rows())
    message = f"the columns are parted by {SEPARATORS[table.separator]}"
    names = ",".join(HEADER[: header.width])
    help_ = f"Part them by commas, with decimals behind a point, below the line {names}"
    return error("OKR070", Span(table.path, first.line), message, help_, edits)


def _reading(table: CsvTable, row: TableLine, header: CsvHeader, habits: Habits) -> _Reading:
    cells, faults = _fitted(table, row, header)
    if cells is None:
        return _Reading(row, None, tuple(faults))
    day, value = day_meant(cells[0], habits), value_meant(cells[1], habits)
    if day.help:
        message = f"'{cells[0]}' is not a date"
        place = Span(table.path, row.line, row.columns[0])
        found = error("OKR073", place, message, day.help)
        faults.append(_Fault(_advice(found), found, is_sure=day.text is not None))
    if value.help:
        is_missing = not cells[1]
        message = "the value is missing" if is_missing else f"'{cells[1]}' is not a number"
        place = Span(table.path, row.line, row.columns[1])
        found = error("OKR072", place, message, value.help)
        is_sure = value.text is not None or (value.is_nothing and len(cells) < 3)
        faults.append(_Fault(_advice(found), found, is_sure=is_sure))
    note = cells[2] if len(cells) > 2 else ""
    mended = [day.text or cells[0], value.text or cells[1], *cells[2:]]
    number = number_of(value.text or "")
    observed = None
    if day.text and number is not None:
        observed = ObservationRow(date.fromisoformat(day.text), number, note, row.line)
    is_nothing = value.is_nothing and not note
    return _Reading(row, observed, tuple(faults), mended, is_nothing)


def _advice(finding: Diagnostic) -> str:
    """What there is to do, whatever the row's own figures: rows with one fault share it."""
    return f"{finding.code} {_FIGURES.sub('', finding.help)}"


def _fitted(
    table: CsvTable, row: TableLine, header: CsvHeader
) -> tuple[list[str] | None, list[_Fault]]:
    """The cells of a row in as many columns as the header has, or None; and what is wrong."""
    cells, width = list(row.cells), max(header.width, header.columns)
    extra = len(cells) - width
    if extra > 0 and not any(cells[width:]):
        message = "empty columns stand behind the last one"
        place = Span(table.path, row.line, row.columns[width])
        found = error("OKR075", place, message, "Take them out")
        return cells[: header.width], [_Fault("empty", found, is_sure=True)]
    if len(cells) < 2 or extra > 0:
        joined = _joined(cells, header.width) if extra > 0 and table.separator == "," else None
        columns = "1 column" if len(cells) == 1 else f"{len(cells)} columns"
        message = f"the row has {columns} and the header {header.columns}"
        help_ = "A decimal point is a point; a note with commas stands in quotes."
        if joined:
            help_ = f"Write {table.rewritten(row, joined).text}"
        place = Span(table.path, row.line, row.columns[min(width, len(cells) - 1)])
        found = error("OKR075", place, message, help_)
        return joined, [_Fault("columns", found, is_sure=joined is not None)]
    return cells[: max(header.width, 2)], []


def _joined(cells: list[str], width: int) -> list[str] | None:
    """Cells that a comma inside of a number or of a note has parted, as they were meant."""
    whole, decimals = cells[1], cells[2]
    if whole.lstrip("+-\u2212").isdigit() and decimals.isdigit() and len(cells) == width + 1:
        number = value_meant(f"{whole},{decimals}", Habits())
        return [cells[0], number.text, *cells[3:]] if number.text else None
    if width == 3:
        return [*cells[:2], ", ".join(cells[2:])]
    return None


def _told_together(table: CsvTable, readings: list[_Reading]) -> Iterator[Diagnostic]:
    """One finding for each kind of fault, with the edits of all rows that have it."""
    by_kind: dict[tuple[str, bool], list[tuple[_Fault, Edit]]] = {}
    for reading in readings:
        for fault in reading.faults:
            alike = by_kind.setdefault((fault.kind, fault.is_sure), [])
            alike.append((fault, _edit(table, reading)))
    for (_, is_sure), told in by_kind.items():
        yield _finding([fault for fault, _ in told], [e for _, e in told] if is_sure else ())


def _finding(faults: Sequence[_Fault], edits: Iterable[Edit]) -> Diagnostic:
    first, more = faults[0].finding, len(faults) - 1
    rows = f", and {more} more row{'s' if more > 1 else ''}" if more else ""
    mends = tuple(edits)
    help_ = help_with_fix(first.help, mends)
    also = tuple(fault.finding.span for fault in faults[1:MOST_PLACES])
    return replace(first, message=f"{first.message}{rows}", help=help_, edits=mends, also=also)


def _edit(table: CsvTable, reading: _Reading) -> Edit:
    """What writes a row as it should be, as far as it is understood."""
    if reading.is_nothing and reading.cells:
        return table.deleted(reading.row)
    return table.rewritten(reading.row, reading.cells or reading.row.cells)


def _in_order(
    table: CsvTable, readings: list[_Reading], findings: list[Diagnostic]
) -> dict[date, ObservationRow]:
    """The first row of each day; rows that come too late or for a second time are findings."""
    good: dict[date, _Reading] = {}
    faults: dict[str, list[tuple[_Fault, _Reading]]] = {}
    newest = date.min
    for reading in readings:
        observed = reading.observed
        if observed is None:
            continue
        day = observed.day
        if mistake := _order_fault(table, reading, newest, good.get(day)):
            faults.setdefault(mistake.kind, []).append((mistake, reading))
        newest = max(newest, day)
        # Of two rows for a day the first counts, as of two files with one id.
        good.setdefault(day, reading)
    is_whole = not findings and len(good) == len(readings)
    for kind, told in faults.items():
        edits: Iterable[Edit] = ()
        if kind == "same":
            edits = [table.deleted(reading.row) for _, reading in told]
        elif kind == "order" and is_whole:
            edits = _sorted(table, readings)
        findings.append(_finding([fault for fault, _ in told], edits))
    return {day: reading.observed for day, reading in good.items() if reading.observed}


def _sorted(table: CsvTable, readings: list[_Reading]) -> Iterator[Edit]:
    """The edits that put the rows in the order of their days."""
    ordered = sorted(readings, key=_day)
    for reading, earlier in zip(readings, ordered, strict=True):
        if reading is not earlier:
            yield table.replaced(reading.row, table.text(earlier.row))


def _day(reading: _Reading) -> date:
    return reading.observed.day if reading.observed else date.min


def _order_fault(
    table: CsvTable, reading: _Reading, newest: date, first: _Reading | None
) -> _Fault | None:
    row, observed = reading.row, reading.observed
    if observed is None:
        return None
    place = Span(table.path, row.line, row.columns[0])
    if first and first.observed:
        message = f"{observed.day} stands here for the second time"
        if first.observed[:3] == observed[:3]:
            help_ = f"Take this row out, it says what line {first.row.line} says"
            return _Fault("same", error("OKR074", place, message, help_), is_sure=True)
        value = as_written(first.observed.value)
        help_ = f"Keep one value for each day: line {first.row.line} has {value}."
        return _Fault("second", error("OKR074", place, message, help_), is_sure=False)
    if observed.day < newest:
        message = f"{observed.day} comes after {newest}"
        help_ = "Sort the rows by their dates, oldest first."
        return _Fault("order", error("OKR074", place, message, help_), is_sure=True)
    return None
