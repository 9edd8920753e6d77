"""CSV tables: the rows of a file as spreadsheets write it, whatever parts its columns."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Replacement
from okrsite.model.position import Span

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class TableLine(Struct, frozen=True):
    """The cells of a row, the lines it goes over, and where each cell begins on the first one."""

    cells: list[str]
    line: int
    last: int
    columns: list[int]


class CsvTable(Struct, frozen=True):
    """A CSV file: its lines as they are, what parts its columns, and the line it begins on."""

    path: str
    lines: list[str]
    separator: str
    first: int

    @classmethod
    def of(cls, path: str, text: str) -> CsvTable:
        """A text with the separator that its first line has."""
        lines = text.split("\n")
        first = 1
        # A line that tells a spreadsheet what parts the columns, and is no row.
        if lines[0].lower().startswith("sep=") and len(lines[0].strip()) <= len("sep=,"):
            first = 2
        head = next((line for line in lines[first - 1 :] if line.strip()), "")
        separator = max(SEPARATORS, key=lambda mark: (mark in head, mark == ","))
        if "," in head and ";" in head and head.split(";")[0].count(",") == 0:
            separator = ";"
        return cls(path, lines, separator, first)

    def rows(self, findings: list[Diagnostic]) -> Iterator[TableLine]:
        """The rows that are not empty; a torn quote is a finding."""
        lines = [f"{unicodedata.normalize('NFC', line)}\n" for line in self.lines]
        # Without `strict` a quote in the middle of a cell would pass for a letter.
        reader = csv.reader(lines[self.first - 1 :], delimiter=self.separator, strict=True)
        line = self.first
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                findings.append(_torn(self.path, line, str(problem), lines[line - 1]))
                if _is_open(str(problem)):
                    return
            else:
                if any(cell.strip() for cell in cells):
                    last = min(reader.line_num + self.first - 1, len(lines))
                    columns = self._columns(lines[line - 1], cells)
                    yield TableLine(
                        [cell.strip(" \t\u00a0") for cell in cells], line, last, columns
                    )
            line = reader.line_num + self.first

    def without_empty_rows(self) -> Iterator[Replacement]:
        """The edits that take out rows of nothing but separators."""
        for number, line in enumerate(self.lines, 1):
            if line.strip() and not line.strip(f"{self.separator} \t"):
                yield Replacement(Span(self.path, number), (number + 1, 1))

    def rewritten(self, row: TableLine, cells: list[str]) -> Replacement:
        """The edit that writes other cells in the place of a row, parted by commas."""
        return self.replaced(row, csv_line(cells))

    def replaced(self, row: TableLine, text: str) -> Replacement:
        """The edit that writes a text in the place of a row."""
        end = (row.last, len(self.lines[row.last - 1]) + 1)
        return Replacement(Span(self.path, row.line), end, text)

    def deleted(self, row: TableLine) -> Replacement:
        """The edit that takes a row out."""
        return Replacement(Span(self.path, row.line), (row.last + 1, 1))

    def text(self, row: TableLine) -> str:
        """A row as it stands in the file."""
        return "\n".join(self.lines[row.line - 1 : row.last])

    def _columns(self, line: str, cells: list[str]) -> list[int]:
        """Where each cell begins; those that do not begin on the first line, where that ends."""
        columns, is_quoted = [1], False
        for place, character in enumerate(line, 1):
            is_quoted ^= character == '"'
            if character == self.separator and not is_quoted:
                columns.append(place + 1)
        return [*columns, *[len(line)] * (len(cells) - len(columns))]


def csv_line(cells: list[str]) -> str:
    """Cells as a line of CSV, in quotes where they need them."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


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
