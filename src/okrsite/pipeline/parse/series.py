"""Series: a KPI's observations from its CSV file, a million rows in a quarter of a second.

A file as machines write it is read in bulk; one with any doubt is read row by row, and means the
same.
"""

from array import array
from datetime import date
from itertools import islice
from operator import lt

import msgspec

from okrsite.model.document import Document
from okrsite.model.position import Span
from okrsite.model.series import Point, Series, pack, points_from_columns
from okrsite.pipeline.parse.observations import observations
from okrsite.pipeline.parse.text import LARGEST, decode_text

_HEADER = b"date,value\n"
_MARK = b"\xef\xbb\xbf"

# What JSON would take for something of its own.
_STRANGE = (b'"', b"\\", b"[", b"]", b"\r", b" ", b"\t")
_ROWS = msgspec.json.Decoder(list[tuple[date, float]])


def series_of(path: str, kpi: str, data: bytes) -> Document:
    """The document of a CSV file; its series holds the good rows when others are mistaken."""
    series = read_in_bulk(path, kpi, data)
    return (
        read_row_by_row(path, kpi, data) if series is None else Document(path, "kpi", kpi, series)
    )


def read_in_bulk(path: str, kpi: str, data: bytes) -> Series | None:
    """The series of a plain and faultless file, or None where there is any doubt.

    The file is turned into JSON, whose reader is as strict about dates and numbers as we are.
    """
    plain = data.removeprefix(_MARK).replace(b"\r\n", b"\n")
    if not plain.startswith(_HEADER) or len(data) > LARGEST or not plain.endswith(b"\n"):
        return None
    if any(strange in plain for strange in _STRANGE):
        return None
    rows = plain[len(_HEADER) : -1].replace(b",", b'",').replace(b"\n", b'],["')
    try:
        points = _ROWS.decode(b'[["' + rows + b"]]") if rows else []
    except msgspec.DecodeError:
        return None
    days = [day.toordinal() for day, _ in points]
    if not all(map(lt, days, islice(days, 1, None))):
        return None
    # Minus zero plus zero is zero.
    values = [value + 0.0 for _, value in points]
    return Series(kpi=kpi, points=points_from_columns(days, values), span=Span(path))


def read_row_by_row(path: str, kpi: str, data: bytes) -> Document:
    """The document of any bytes, with every mistake at its row and column."""
    text, findings = decode_text(path, data)
    if text is None:
        return Document(path, "kpi", kpi, findings=findings)
    found = observations(path, text)
    points = pack(Point(row.day, row.value) for row in found.rows)
    notes = {place: row.note for place, row in enumerate(found.rows) if row.note}
    lines = array("i", [row.line for row in found.rows])
    is_usual = lines == array("i", range(2, len(lines) + 2))
    series = Series(
        kpi=kpi,
        points=points,
        notes=notes,
        span=Span(path),
        lines=memoryview(b"" if is_usual else lines.tobytes()),
    )
    return Document(path, "kpi", kpi, series, findings=(*findings, *found.findings))
