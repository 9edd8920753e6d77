"""Observations: the rows of a CSV file one by one, with every mistake at its row and column."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.toml.exact_numbers import number_of
from okrsite.pipeline.toml.type_checks import is_day

HEADER = ["date", "value", "note"]
_HOW = "The first line is date,value or date,value,note."


class ObservationRow(NamedTuple):
    """A value on a day, with the note beside it and the line it stands on."""

    day: date
    value: float
    note: str
    line: int


class Observations(NamedTuple):
    """The rows that could be read, in order of their days, and what is wrong with the others."""

    rows: tuple[ObservationRow, ...]
    findings: tuple[Diagnostic, ...]


class _Row(NamedTuple):
    """The cells of a row, the line it starts on and, where it is known, each cell's column."""

    cells: list[str]
    line: int
    columns: list[int]


def observations(path: str, text: str) -> Observations:
    """Read `date,value[,note]`; rows need not be in order to be read, but it is a mistake."""
    findings: list[Diagnostic] = []
    rows = _rows(path, text, findings)
    width = _width(path, next(rows, None), findings)
    good: dict[date, ObservationRow] = {}
    newest = date.min
    for row in rows:
        if width is None or (observed := _observed(path, row, width, findings)) is None:
            continue
        if mistake := _order(path, row, observed, newest, observed.day in good):
            findings.append(mistake)
        newest = max(newest, observed.day)
        # Of two rows for a day the first counts, as of two files with one id.
        good.setdefault(observed.day, observed)
    return Observations(tuple(good[day] for day in sorted(good)), tuple(findings))


def _rows(path: str, text: str, findings: list[Diagnostic]) -> Iterator[_Row]:
    lines = [f"{line}\n" for line in unicodedata.normalize("NFC", text).split("\n")]
    # Without `strict` a quote in the middle of a cell would pass for a letter.
    reader = csv.reader(lines, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            findings.append(_torn(path, line, str(problem), lines[line - 1]))
            if _is_open(str(problem)):
                return
        else:
            if any(cell.strip() for cell in cells):
                columns = _columns(lines, line, cells)
                yield _Row([cell.strip(" \t") for cell in cells], line, columns)
        line = reader.line_num + 1


def _columns(lines: list[str], line: int, cells: list[str]) -> list[int]:
    """Where each cell begins; those that do not begin on the row's first line, where that ends."""
    columns, is_quoted = [1], False
    for place, character in enumerate(lines[line - 1], 1):
        is_quoted ^= character == '"'
        if character == "," and not is_quoted:
            columns.append(place + 1)
    return [*columns, *[len(lines[line - 1])] * (len(cells) - len(columns))]


def _is_open(problem: str) -> bool:
    """Whether a quote has swallowed all that follows it, perhaps more than a cell can hold."""
    return "end of data" in problem or "field larger" in problem


def _torn(path: str, number: int, problem: str, line: str) -> Diagnostic:
    column = line.find('"') + 1
    if _is_open(problem):
        message = "a quote is opened here and never closed"
    else:
        message = "quotes stand in the middle of a cell"
    help_ = 'A quote stands around a whole cell, and is doubled inside: "he said ""yes""".'
    return error("OKR071", Span(path, number, max(column, 1)), message, help_)


def _width(path: str, header: _Row | None, findings: list[Diagnostic]) -> int | None:
    """How many columns the file has, or None where it has no header to tell."""
    if header and header.cells in (HEADER[:2], HEADER):
        return len(header.cells)
    written = ",".join(header.cells) if header else ""
    if ";" in written:
        message, help_ = "the columns are parted by semicolons", "Part them by commas."
    elif header is None:
        message, help_ = "the file has no header", _HOW
    else:
        message, help_ = f"'{written[:40]}' is not the header of observations", _HOW
    findings.append(error("OKR070", Span(path, header.line if header else 1), message, help_))
    return None


def _observed(
    path: str, row: _Row, width: int, findings: list[Diagnostic]
) -> ObservationRow | None:
    cells = row.cells
    before = len(findings)
    if len(cells) > width or len(cells) < 2:
        columns = "1 column" if len(cells) == 1 else f"{len(cells)} columns"
        message = f"the row has {columns} and the header {width}"
        help_ = "A decimal point is a point; a note with commas stands in quotes."
        column = row.columns[min(width, len(cells) - 1)]
        findings.append(error("OKR075", Span(path, row.line, column), message, help_))
        return None
    if not is_day(cells[0]):
        message = f"'{cells[0]}' is not a date"
        help_ = "A date is year-month-day, like 2026-10-12."
        findings.append(error("OKR073", Span(path, row.line, row.columns[0]), message, help_))
    value = number_of(cells[1])
    if value is None:
        findings.append(_no_number(Span(path, row.line, row.columns[1]), cells[1]))
    if value is None or len(findings) > before:
        return None
    note = cells[2] if len(cells) > 2 else ""
    return ObservationRow(date.fromisoformat(cells[0]), value, note, row.line)


def _no_number(span: Span, written: str) -> Diagnostic:
    if not written:
        help_ = "Take the row out where nothing is known: missing is not zero."
        return error("OKR072", span, "the value is missing", help_)
    help_ = "Write plain digits with a decimal point, without units or separators."
    return error("OKR072", span, f"'{written}' is not a number", help_)


def _order(
    path: str, row: _Row, observed: ObservationRow, newest: date, is_taken: bool
) -> Diagnostic | None:
    span = Span(path, row.line, row.columns[0])
    if is_taken:
        message = f"{observed.day} stands here for the second time"
        return error("OKR074", span, message, "Keep one value for each day.")
    if observed.day < newest:
        message = f"{observed.day} comes after {newest}"
        return error("OKR074", span, message, "Sort the rows by their dates, oldest first.")
    return None
