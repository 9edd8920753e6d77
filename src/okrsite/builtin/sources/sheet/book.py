"""Book: a spreadsheet of the site, opened with care."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile, is_zipfile

import python_calamine

from okrsite.api import suggestion
from okrsite.builtin.sources.answer import AnswerError
from okrsite.builtin.sources.delimited import csv_table

Table = Sequence[Sequence[Any]]
_UNPACKED = 10
# Where the two formats keep the names of cells, and how they write them.
_NAMES = {
    "xl/workbook.xml": (
        re.compile(r"<definedName\s([^>]*)>([^<]*)</definedName>"),
        re.compile(r'\bname="([^"]*)"'),
    ),
    "content.xml": (
        re.compile(r"<table:named-range\s([^>]*?)(/?)>"),
        re.compile(r'\btable:name="([^"]*)"'),
    ),
}
_ADDRESS = re.compile(r'\btable:cell-range-address="([^"]*)"')


class Book(NamedTuple):
    """The tables of a workbook by their sheets' names, and where its names of cells lead."""

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


def open_book(data: str, file: str, megabytes: float) -> Book:
    """A file of the folder `data`. Raises AnswerError: not in it, too large or unreadable."""
    content = _read(data, file, int(megabytes * 1e6))
    if Path(file).suffix.lower() in {".csv", ".tsv"}:
        return Book({"": list(csv_table(content))}, {})
    if is_zipfile(BytesIO(content)):
        _check_unpacked(content, int(megabytes * 1e6 * _UNPACKED))
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        return Book(sheets, _names(content))
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
        if sum(each.file_size for each in packed.infolist()) > most:
            raise AnswerError(f"unpacked, the file is larger than {most / 1e6:g} MB")


def _cells(sheet: python_calamine.CalamineSheet) -> Table:
    return sheet.to_python(skip_empty_area=False)


def _names(content: bytes) -> dict[str, str]:
    """Names of cells, with the places they lead to; only these two formats have them here."""
    if not is_zipfile(BytesIO(content)):
        return {}
    with ZipFile(BytesIO(content)) as packed:
        for inside, (entry, name) in _NAMES.items():
            if inside in packed.namelist():
                text = packed.read(inside).decode("utf-8", "replace")
                return dict(_named(entry.findall(text), name))
    return {}


def _named(entries: list[tuple[str, str]], name: re.Pattern[str]) -> list[tuple[str, str]]:
    found = []
    for attributes, content in entries:
        called, address = name.search(attributes), _ADDRESS.search(attributes)
        place = address[1] if address else content
        if called:
            found.append((unescape(called[1]), unescape(place)))
    return found
