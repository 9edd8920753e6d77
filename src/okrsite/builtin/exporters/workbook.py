"""Workbook: the tables as a file of Excel, with days, numbers and shares as such."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from okrsite.api import SourceError
from okrsite.builtin.exporters.comma_separated import cell_text
from okrsite.builtin.exporters.tables import RecordTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The columns whose numbers are shares of 1.
SHARES = frozenset({"progress", "progress_raw", "expected", "grade", "elapsed", "participation"})
# What Excel takes: longer texts make it refuse the whole file.
_LONGEST = 32_767
_WIDEST = 60


def workbook(tables: Iterable[RecordTable], today: date) -> bytes:
    """A workbook with a sheet for each table. Raises SourceError where XlsxWriter is missing.

    A text is written as text, whatever it begins with, and stays one when somebody edits it. The
    same tables give the same bytes on the same day.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - not always there
    except ModuleNotFoundError:
        raise SourceError("xlsxwriter is not installed: pip install 'okrsite[sheets]'") from None
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(today.year, today.month, today.day)})  # noqa: DTZ001 - a day has no zone
    formats = {
        "head": book.add_format({"bold": True, "quote_prefix": True}),
        "text": book.add_format({"quote_prefix": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "number": book.add_format(),
    }
    for table in tables:
        _write(book.add_worksheet(table.name), table, formats)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, table: RecordTable, formats: dict[str, Format]) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column, formats["head"])
        longest = max([len(column), *(len(_shown(row.get(column))) for row in table.rows)])
        sheet.set_column(at, at, min(longest + 2, _WIDEST))
    for line, row in enumerate(table.rows, 1):
        for at, column in enumerate(table.columns):
            _write_cell(sheet, (line, at), row.get(column), column, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], value: Any, column: str, formats: dict[str, Format]
) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(*place, value)
        case int() | float():
            kind = "share" if column in SHARES else "number"
            sheet.write_number(*place, value, formats[kind])
        case date():
            sheet.write_datetime(*place, value, formats["day"])
        case _:
            sheet.write_string(*place, cell_text(value)[:_LONGEST], formats["text"])


def _shown(value: Any) -> str:
    return "" if value is None else cell_text(value)
