"""Cell addresses: cells of a workbook, by their letters and numbers or by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from okrsite.answers.observations import AnswerError
from okrsite.api import suggestion
from okrsite.builtin.sources.sheet.book import Table

# Sheet!$B$7 as Excel writes it, $Sheet.$B$7 as OpenDocument does; names of sheets may be in quotes.
_ADDRESS = re.compile(
    r"""(?:\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!.$]+))?[!.])?"""
    r"""\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]{0,6})"""
)


class CellAddress(NamedTuple):
    """A cell: its row and column from 0 on, and its sheet, empty where the text names none."""

    sheet: str
    row: int
    column: int


def address_of(text: str, names: Mapping[str, str]) -> CellAddress:
    """The address of the cell that a text means. Raises AnswerError: no address, no known name."""
    given = {name.lower(): place for name, place in names.items()}.get(text.strip().lower())
    found = _ADDRESS.fullmatch((given or text).strip())
    if found:
        sheet = (found["quoted"] or found["plain"] or "").replace("''", "'")
        return CellAddress(sheet, int(found["row"]) - 1, _number(found["column"]) - 1)
    if given:
        raise AnswerError(f"the name '{text}' stands for {given}, not for one cell")
    near = suggestion(text, list(names))
    raise AnswerError(f"there is no cell '{text}'{near}")


def range_of(text: str, names: Mapping[str, str]) -> tuple[CellAddress, CellAddress]:
    """The first and the last cell of a range such as `B3:M40`, or of a name that stands for one.

    Raises AnswerError.
    """
    given = {name.lower(): place for name, place in names.items()}.get(text.strip().lower())
    first, colon, last = (given or text).strip().rpartition(":")
    if not colon:
        raise AnswerError(f"'{text}' is no range of cells, such as B3:M40")
    begin, end = address_of(first, {}), address_of(last.lstrip("."), {})
    if end.row < begin.row or end.column < begin.column:
        raise AnswerError(f"the range '{text}' ends before it begins")
    return begin, end


def cell_at(table: Table, address: CellAddress) -> Any:
    """What a cell holds; empty text beyond the edges of what is filled in."""
    if address.row >= len(table) or address.column >= len(table[address.row]):
        return ""
    return table[address.row][address.column]


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
