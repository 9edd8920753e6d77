"""Region: the part of a sheet that a KPI reads, and the days and values in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from okrsite.answers.cells import day_of
from okrsite.answers.observations import AnswerError, Row
from okrsite.answers.records.one_table import rows_by_header
from okrsite.answers.tables import column
from okrsite.builtin.sources.sheet.book import Table, Workbook
from okrsite.builtin.sources.sheet.cell_address import range_of
from okrsite.builtin.sources.sheet.days import day_in_format
from okrsite.builtin.sources.sheet.settings import SheetQuery

# How far down a header is looked for; above it are titles and remarks.
_HEADER_WITHIN = 100


def region_of(query: SheetQuery, book: Workbook) -> Table:
    """The cells that a query reads: of its range, or of the whole sheet."""
    if not query.range:
        return book.table(query.sheet)
    begin, end = range_of(query.range, book.names)
    table = book.table(begin.sheet or query.sheet)
    rows = table[begin.row : end.row + 1]
    return [row[begin.column : end.column + 1] for row in rows]


def days_and_values(query: SheetQuery, table: Table) -> Iterator[Row]:
    """The day and the value of each row below the header, or of each column beside the labels."""
    days, values = (_across if query.across else _down)(query, table)
    before: Any = ""
    for day_cell, value in zip(days, values, strict=True):
        # Of merged cells the first alone holds what all of them show.
        day = before if query.merged and day_cell == "" and value != "" else day_cell
        before = day
        if query.until_blank and day == "":
            return
        yield _understood(day, query), value


def records_in(query: SheetQuery, table: Table) -> Iterator[Mapping[str, Any]]:
    """The rows below the first one with two cells filled in, by the names that stand there."""
    filled = (number for number, row in enumerate(table) if sum(cell != "" for cell in row) > 1)
    header_at = next(filled, None)
    if header_at is None:
        raise AnswerError("the sheet has no header")
    before: Sequence[Any] = ()
    lines = []
    for line in table[header_at + 1 :]:
        cells = [_plain(_understood(cell, query)) for cell in line]
        if query.until_blank and not any(cell != "" for cell in cells):
            break
        if query.merged and cells and cells[0] == "" and any(cell != "" for cell in cells):
            cells[0] = before[0] if before else ""
        before = cells
        lines.append(cells)
    return rows_by_header(table[header_at], lines)


def _down(query: SheetQuery, table: Table) -> tuple[list[Any], list[Any]]:
    date_name = query.date or "date"
    header_at, header = _header(table, date_name, query.value)
    day_at, value_at = column(header, date_name), column(header, query.value)
    below = [[*line, *[""] * (len(header) - len(line))] for line in table[header_at + 1 :]]
    return [line[day_at] for line in below], [line[value_at] for line in below]


def _across(query: SheetQuery, table: Table) -> tuple[list[Any], list[Any]]:
    """The cells of the row of days, and of the row whose first filled cell is the value's label."""
    labels = [str(next((cell for cell in row if cell != ""), "")) for row in table]
    value_row = table[column(labels, query.value)]
    if query.date:
        day_row: Sequence[Any] = table[column(labels, query.date)]
    else:
        day_row = next((row for row in table if _has_days(row, query)), ())
    if not day_row:
        raise AnswerError("no row has days; name the label of the one that does as `date`")
    first = next(at for at, cell in enumerate(value_row) if cell != "") + 1
    width = max(len(day_row), len(value_row))
    days = [*day_row, *[""] * (width - len(day_row))]
    values = [*value_row, *[""] * (width - len(value_row))]
    return days[first:], values[first:]


def _has_days(row: Iterable[Any], query: SheetQuery) -> bool:
    return sum(_is_day(_understood(cell, query)) for cell in row if cell != "") > 1


def _is_day(cell: Any) -> bool:
    # A number may be a year, and is a value nearly always.
    if isinstance(cell, date):
        return True
    try:
        return isinstance(cell, str) and bool(day_of(cell, "UTC"))
    except ValueError:
        return False


def _understood(cell: Any, query: SheetQuery) -> Any:
    if query.date_format and isinstance(cell, str):
        return day_in_format(cell, query.date_format, query.language) or cell
    return cell


def _plain(cell: Any) -> Any:
    """A cell as a record can hold it."""
    return cell if isinstance(cell, str | int | float | date) else str(cell)


def _header(table: Table, date_name: str, value: str) -> tuple[int, list[str]]:
    """The row that has both headers; else that which has most of them, to say what is amiss."""
    likely = [
        (number, [str(cell) for cell in line])
        for number, line in enumerate(table[:_HEADER_WITHIN])
        if any(cell != "" for cell in line)
    ]
    if not likely:
        raise AnswerError("the sheet is empty")
    wanted = {date_name.strip().lower(), value.strip().lower()}
    return max(likely, key=lambda row: len(wanted & {name.strip().lower() for name in row[1]}))
