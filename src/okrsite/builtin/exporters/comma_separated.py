"""Comma-separated values that a spreadsheet takes for values and never runs."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

# A cell that begins with one of these may be taken for a formula (OWASP, "CSV Injection"); the
# last four are the full-width signs that some spreadsheets read as the plain ones.
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with a header, also where there are no rows.

    Texts are quoted, numbers are not, so negative numbers stay numbers; what is missing is empty.
    """
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode()


def inert(text: str) -> str:
    """A text with an apostrophe before it where it would begin a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def cell_text(value: Any) -> str:
    """What stands in a cell for a value that is no number: lists by semicolons."""
    match value:
        case Mapping():
            return "; ".join(f"{key}={cell_text(inner)}" for key, inner in value.items())
        case list() | tuple():
            return "; ".join(map(cell_text, value))
        case _:
            return str(value)


def _cell(value: Any) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case _:
            return inert(cell_text(value))
