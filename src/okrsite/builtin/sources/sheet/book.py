"""Book: a workbook of the site, opened with care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, is_zipfile

import python_calamine

from okrsite.api import suggestion
from okrsite.builtin.sources.answer import AnswerError
from okrsite.builtin.sources.tables import csv_table

Table = Sequence[Sequence[Any]]
_UNPACKED = 10
_CHUNK = 65_536
# Where the two formats keep the names that a workbook gives to cells.
_FILES_WITH_NAMES = ("xl/workbook.xml", "content.xml")
_OPEN_DOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Workbook(NamedTuple):
    """The tables of a workbook by their sheets' names, and the addresses of its names of cells."""

    sheets: Mapping[str, Any]
    names: Mapping[str, str]

    def table(self, sheet: str) -> Table:
        """The cells of a sheet from its first row and column on; of the first one without a name.

        Raises AnswerError where there is no such sheet.
        """
        names = list(self.sheets)
        if sheet and sheet not in names:
            near = suggestion(sheet, names)
            raise AnswerError(f"there is no sheet '{sheet}'{near}")
        if not names:
            raise AnswerError("there is no sheet in it")
        table = self.sheets[sheet or names[0]]
        return table if isinstance(table, list) else _cells(table)


def open_workbook(data: str, file: str, megabytes: float) -> Workbook:
    """A file of the folder `data`. Raises AnswerError: not in it, too large or unreadable."""
    content = _read(data, file, int(megabytes * 1e6))
    if Path(file).suffix.lower() in {".csv", ".tsv"}:
        return Workbook({"": list(csv_table(content))}, {})
    if is_zipfile(BytesIO(content)):
        _check_unpacked(content, int(megabytes * 1e6 * _UNPACKED))
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        return Workbook(sheets, _names(content))
    except (python_calamine.CalamineError, BadZipFile, OSError, ValueError):
        raise AnswerError(f"{file} is not a spreadsheet that can be read") from None


def _read(data: str, file: str, most: int) -> bytes:
    folder = Path(data).resolve()
    try:
        path = Path(folder, file).resolve()
        if not path.is_relative_to(folder):
            raise AnswerError(f"{file} is not in content/data/")
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError):
        raise AnswerError(f"there is no file {file} in content/data/ that can be read") from None
    if len(content) > most:
        raise AnswerError(f"{file} is larger than {most / 1e6:g} MB")
    return content


def _check_unpacked(content: bytes, most: int) -> None:
    with ZipFile(BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > most:
            raise AnswerError(f"unpacked, the file is larger than {most / 1e6:g} MB")


def _cells(sheet: python_calamine.CalamineSheet) -> Table:
    return sheet.to_python(skip_empty_area=False)


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
