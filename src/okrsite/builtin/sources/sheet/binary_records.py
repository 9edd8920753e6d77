"""Binary records: where the cells are in a part of a workbook in Excel's binary form (xlsb).

By [MS-XLSB] 2.1.4: a record is its type in one or two bytes, its size in up to four, seven bits in
each, then its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

_ROW, _SHARED, _STRING = 0, 7, 19
# Blank ones (1) are not held by the table that is made of the cells.
_CELLS = range(2, 12)


def cells_of(content: bytes) -> Iterator[tuple[int, int, int | None]]:
    """Row and column of each filled cell, from 0, and the number of the shared text it holds."""
    row = 0
    for kind, start, size in _records(content):
        if kind == _ROW and size >= 4:
            row = unpack_from("<I", content, start)[0]
        elif kind in _CELLS and size >= 8:
            column = unpack_from("<I", content, start)[0]
            number = unpack_from("<I", content, start + 8)[0] if size >= 12 else None
            yield row, column, number if kind == _SHARED else None


def strings_of(content: bytes) -> Iterator[int]:
    """The length of each text that cells share."""
    for kind, _, size in _records(content):
        if kind == _STRING:
            yield size


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and size of each record, as far as they are whole."""
    place, end = 0, len(content)
    while place < end - 1:
        kind = content[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[place] & 0x7F) << 7
            place += 1
        size = 0
        for shift in range(0, 28, 7):
            if place >= end:
                return
            size |= (content[place] & 0x7F) << shift
            place += 1
            if not content[place - 1] & 0x80:
                break
        if place + size > end:
            return
        yield kind, place, size
        place += size
