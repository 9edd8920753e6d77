"""Places: from a position in a block's content back to its line and column in the file."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from okrsite.model.position import Span


class TextOrigin(Struct, frozen=True):
    """Where a text stands in its file; the column is that of its first line alone."""

    path: str
    line: int
    column: int

    def span(self, row: int, offset: int) -> Span:
        """The place of a character by its row in the text and offset in the row, both from 0."""
        first = self.column if row == 0 else 1
        return Span(self.path, self.line + row, first + offset)


class Rows:
    """The source lines of a text, and how far cells have been found in each of them."""

    def __init__(self, text: str, origin: TextOrigin) -> None:
        self._lines = text.split("\n")
        self._origin = origin
        self._cells: dict[int, int] = {}

    def start(self, row: int) -> Span:
        """The place where a row's first written character stands."""
        line = self._line(row)
        return self._origin.span(row, len(line) - len(line.lstrip()))

    def block(self, content: str, row: int, *, is_cell: bool) -> SourceBlock:
        """A block that begins at a row, for asking where its characters stand."""
        return SourceBlock(self, content, row, is_cell=is_cell)

    def find(self, row: int, content: str) -> int:
        """The offset in a row at which a line of content begins."""
        line = self._line(row)
        found = line.find(content)
        return found if found >= 0 else len(line) - len(line.lstrip())

    def find_cell(self, row: int, content: str) -> int:
        """The offset in a row at which the next cell with this content begins."""
        line = self._line(row)
        written = content.replace("|", "\\|")
        found = line.find(written, self._cells.get(row, 0))
        if found < 0:
            return len(line) - len(line.lstrip())
        self._cells[row] = found + len(written)
        return found

    def span(self, row: int, offset: int) -> Span:
        """The place of a character by its row and offset."""
        return self._origin.span(row, offset)

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""


class SourceBlock:
    """One paragraph, heading or cell: its content knows nothing of quote marks and indents."""

    def __init__(self, rows: Rows, content: str, row: int, *, is_cell: bool) -> None:
        self._rows = rows
        self._row = row
        self._lines = content.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._offsets = {0: rows.find_cell(row, content)} if is_cell else {}
        self._is_cell = is_cell

    def span(self, position: int) -> Span:
        """The place in the file of a position in the content."""
        index = min(bisect_right(self._starts, position) - 1, len(self._lines) - 1)
        line = self._lines[index]
        if index not in self._offsets:
            self._offsets[index] = self._rows.find(self._row + index, line.strip())
        indent = len(line) - len(line.lstrip())
        offset = position - self._starts[index] - indent
        if self._is_cell:
            # Each of its bars was written behind a backslash.
            offset += line.count("|", 0, position)
        return self._rows.span(self._row + index, self._offsets[index] + offset)
