"""Extent: how much a packed workbook holds, counted in a stream before anything is built of it.

What reads workbooks makes a table of all cells from the first to the last one that is filled in, so
a file of a few kilobytes could ask for all memory there is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.sheet.binary_records import cells_of, strings_of

MOST_CELLS = 5_000_000
_CHUNK = 65_536
_OVERLAP = 64
# A reader of workbooks is less strict than a parser of XML: it finds rows in what is none.
_ROW = re.compile(rb"<(?:[^\s<>]{1,40}:)?(?:row|table-row|table-cell)[\s/>]")
_PLACE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
# What an empty cell of OpenDocument may have: its looks, and how often it stands there.
_EMPTY = frozenset(
    {
        *("style-name", "number-columns-repeated", "number-columns-spanned"),
        *("number-rows-spanned", "content-validation-name", "protected", "protect"),
    }
)


class Extent:
    """What was counted so far; raises AnswerError as soon as it is more than may be read."""

    def __init__(self, most_cells: int, most_text: int) -> None:
        self._most_cells, self._most_text = most_cells, most_text
        self._rows = self._columns = self._text = 0
        self._strings: list[int] = []
        self._uses: Counter[int] = Counter()

    def reach(self, row: int, column: int) -> None:
        """A cell that is filled in, by its numbers from 1."""
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        if self._rows * self._columns > self._most_cells:
            raise AnswerError(
                f"its cells reach to row {self._rows:,} and column {self._columns:,}; at most "
                f"{self._most_cells:,} cells are read: clear the one that stands far off"
            )

    def begin(self) -> None:
        """A sheet begins."""
        self._rows = self._columns = 0

    def keep(self, length: int) -> None:
        """A text that cells share, which each of them will hold anew."""
        self._strings.append(length)

    def use(self, number: int) -> None:
        """A cell holds the shared text of a number."""
        self._uses[number] += 1

    def write(self, length: int) -> None:
        """Text that is written out in a cell."""
        self._text += length
        if self._text > self._most_text:
            raise AnswerError(f"its texts are longer than {self._most_text / 1e6:g} MB")

    def finish(self) -> None:
        """All parts of the workbook were looked at."""
        for number, uses in self._uses.items():
            if 0 <= number < len(self._strings):
                self.write(self._strings[number] * uses)


def check_extent(packed: ZipFile, most_bytes: int, most_cells: int = MOST_CELLS) -> None:
    """Raise AnswerError where a workbook holds more than may be read, whatever it says it holds."""
    entries = packed.infolist()
    names = {entry.filename.replace("\\", "/").casefold() for entry in entries}
    if len(names) < len(entries):
        raise AnswerError("two parts of the workbook have one name")
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise AnswerError(f"unpacked, the file is larger than {most_bytes / 1e6:g} MB")
    extent = Extent(most_cells, most_bytes)
    is_binary = "xl/workbook.bin" in names
    for entry in entries:
        with packed.open(entry) as part:
            extent.begin()
            if is_binary and entry.filename.lower().endswith(".bin"):
                _count_records(part, extent)
            else:
                _count_xml(part, extent)
    extent.finish()


def _count_records(part: IO[bytes], extent: Extent) -> None:
    content = part.read()
    for row, column, number in cells_of(content):
        extent.reach(row + 1, column + 1)
        if number is not None:
            extent.use(number)
    for length in strings_of(content):
        extent.keep(length)


def _count_xml(part: IO[bytes], extent: Extent) -> None:
    """Count the cells of a part, if it has any; a part that is no XML must have none."""
    parser = _parser(_Elements(extent))
    is_xml, before = True, b""
    while chunk := part.read(_CHUNK):
        if is_xml:
            try:
                parser.Parse(chunk, False)
            except expat.ExpatError:
                is_xml = False
        if not is_xml and _ROW.search(before + chunk):
            raise AnswerError("a sheet of it is not well-formed XML")
        before = chunk[-_OVERLAP:]


def _parser(elements: _Elements) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    parser.CharacterDataHandler = elements.text
    return parser


class _Elements:
    """Follows the elements of one part: rows and cells of Excel and of OpenDocument."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._row = self._column = 0
        self._repeated = 1
        self._is_cell = self._is_shared = self._is_number = False
        self._string: int | None = None
        self._number = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        match _local(tag):
            case "table":
                self._extent.begin()
                self._row, self._repeated = 0, 1
            case "row":
                self._row, self._column = _whole(attributes.get("r"), self._row + 1), 0
            case "c":
                self._begin_cell(attributes)
            case "table-row":
                self._row += self._repeated
                self._repeated = _repeats(attributes, "number-rows-repeated")
                self._column = 0
            case "table-cell" | "covered-table-cell":
                self._column += _repeats(attributes, "number-columns-repeated")
                self._is_cell = True
                if not {_local(name) for name in attributes} <= _EMPTY:
                    self._fill()
            case "s" if self._is_cell:
                self._extent.write(_repeats(attributes, "c"))
            case "si":
                self._string = 0
            case name:
                self._is_number = name == "v" and self._is_shared
                if self._is_cell:
                    self._fill()

    def end(self, tag: str) -> None:
        """An element ends."""
        match _local(tag):
            case "c" | "table-cell" | "covered-table-cell":
                self._is_cell = self._is_shared = False
            case "si":
                self._extent.keep(self._string or 0)
                self._string = None
            case "v" if self._is_number:
                self._extent.use(_whole(self._number, -1))
                self._is_number, self._number = False, ""

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._string is not None:
            self._string += len(text)
        elif self._is_number:
            self._number += text

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if place := _PLACE.match(attributes.get("r", "")):
            self._row, self._column = int(place[2]), _column(place[1])
        self._is_cell, self._is_shared = True, attributes.get("t") == "s"

    def _fill(self) -> None:
        self._extent.reach(self._row + self._repeated - 1, self._column)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 20 else otherwise


def _repeats(attributes: Mapping[str, str], name: str) -> int:
    found = (value for key, value in attributes.items() if _local(key) == name)
    return _whole(next(found, ""), 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
