"""Book: a workbook of the site, opened with care."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, is_zipfile

import python_calamine

from okrsite.answers.observations import AnswerError
from okrsite.answers.tables import csv_table
from okrsite.api import suggestion
from okrsite.builtin.sources.sheet.extent import MOST_CELLS, check_extent

Table = Sequence[Sequence[Any]]
_UNPACKED = 10
_CHUNK = 65_536
# Where the two formats keep the names that a workbook gives to cells.
_FILES_WITH_NAMES = ("xl/workbook.xml", "content.xml")
_UNREADABLE = (python_calamine.CalamineError, BadZipFile, OSError, ValueError, EOFError)
_OPEN_DOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Workbook:
    """The tables of a workbook, each read when it is asked for, and its names of cells.

    `names` has their addresses, `sheets` the names of its tables in order.
    """

    def __init__(
        self,
        sheets: Sequence[str],
        read: Callable[[str], Table],
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.sheets, self._read, self.names = tuple(sheets), cache(read), names or {}

    def table(self, sheet: str) -> Table:
        """The cells of a sheet from its first row and column on; of the first one without a name.

        Raises AnswerError where there is no such sheet.
        """
        if sheet and sheet not in self.sheets:
            near = suggestion(sheet, self.sheets)
            raise AnswerError(f"there is no sheet '{sheet}'{near}")
        if not self.sheets:
            raise AnswerError("there is no sheet in it")
        return self._read(sheet or self.sheets[0])


def open_workbook(data: str, file: str, megabytes: float) -> Workbook:
    """A file of the folder `data`. Raises AnswerError: not in it, too large or unreadable."""
    return workbook_of(_read(data, file, int(megabytes * 1e6)), file, megabytes)


def workbook_of(content: bytes, file: str, megabytes: float) -> Workbook:
    """The bytes of a file as a workbook. Raises AnswerError: its cells are too many, unreadable."""
    if Path(file).suffix.lower() in {".csv", ".tsv"}:
        return Workbook([""], lambda _: _lines(content))
    try:
        if is_zipfile(BytesIO(content)):
            with ZipFile(BytesIO(content)) as packed:
                check_extent(packed, int(megabytes * 1e6 * _UNPACKED))
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        return Workbook(book.sheet_names, partial(_cells, book, file), _names(content))
    except _UNREADABLE:
        raise _unreadable(file) from None


def _read(data: str, file: str, most: int) -> bytes:
    folder = Path(data).resolve()
    try:
        # `Path.resolve` raises where a link leads to itself.
        path = Path(os.path.realpath(folder / file))
        if not path.is_relative_to(folder):
            raise AnswerError(f"{file} is not in content/data/")
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError):
        raise AnswerError(f"there is no file {file} in content/data/ that can be read") from None
    if len(content) > most:
        raise AnswerError(f"{file} is larger than {most / 1e6:g} MB")
    return content


def _lines(content: bytes) -> Table:
    lines, count = [], 0
    for line in csv_table(content):
        lines.append(line)
        count += len(line)
        if count > MOST_CELLS:
            raise AnswerError(f"it has more than {MOST_CELLS:,} cells")
    return lines


def _cells(book: python_calamine.CalamineWorkbook, file: str, sheet: str) -> Table:
    try:
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except _UNREADABLE:
        raise _unreadable(file) from None


def _unreadable(file: str) -> AnswerError:
    return AnswerError(f"{file} is not a spreadsheet that can be read")


def _names(content: bytes) -> dict[str, str]:
    """Names of cells, with the addresses they lead to; only these two formats have them here."""
    if not is_zipfile(BytesIO(content)):
        return {}
    with ZipFile(BytesIO(content)) as packed:
        for inside in _FILES_WITH_NAMES:
            if inside in packed.namelist():
                with packed.open(inside) as file:
                    return _parsed_names(file)
    return {}


def _parsed_names(file: IO[bytes]) -> dict[str, str]:
    collector = _NameCollector()
    # Expat bounds what entities unpack to, and reads nothing from outside of the file.
    parser = ET.XMLParser(target=collector)  # noqa: S314 - see above
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
        parser.close()
    except ET.ParseError:
        # What could be opened as a workbook is read, even if its names cannot be.
        pass
    return collector.names


class _NameCollector:
    """Takes names of cells out of XML as it is parsed.

    No tree is built of it: an OpenDocument file holds all its cells in the same XML.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._name: str | None = None
        self._address = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins: OpenDocument has name and address in attributes, Excel the name."""
        if tag == f"{_OPEN_DOCUMENT}named-range":
            name = attributes.get(f"{_OPEN_DOCUMENT}name")
            if name is not None:
                self.names[name] = attributes.get(f"{_OPEN_DOCUMENT}cell-range-address", "")
        elif tag.rpartition("}")[2] == "definedName":
            self._name, self._address = attributes.get("name"), ""

    def data(self, text: str) -> None:
        """Text within an element: where Excel has the address."""
        if self._name is not None:
            self._address += text

    def end(self, _: str) -> None:
        """An element ends."""
        if self._name is not None:
            self.names[self._name] = self._address
            self._name = None

    def close(self) -> None:
        """The document ends."""
