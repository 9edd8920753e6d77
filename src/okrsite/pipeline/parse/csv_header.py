"""CSV header: which columns a file of observations has, however they are called."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Edit, delete_line, insert_line
from okrsite.model.position import Span
from okrsite.pipeline.parse.csv_table import CsvTable, TableLine
from okrsite.pipeline.toml.meant import days_meant, number_meant

HEADER = ["date", "value", "note"]
_HOW = "The first line is date,value or date,value,note."
_NAMES = {
    "date": "date day datum tag fecha data jour month monat period periode time timestamp",
    "value": "value values wert werte valor valore valeur amount number percent zahl prozent",
    "note": "note notes comment comments notiz notizen kommentar bemerkung nota remark remarks",
}
_MEANT = {word: name for name, words in _NAMES.items() for word in words.split()}


class CsvHeader(Struct, frozen=True):
    """What the first row says of the columns.

    Attributes:
        width: How many columns are read.
        columns: How many there are.
        is_row: Whether the first row is one of values.
        edits: What writes the header as it should be.
    """

    width: int
    columns: int
    is_row: bool = False
    edits: tuple[Edit, ...] = ()


def header_of(
    table: CsvTable, row: TableLine | None, sample: TableLine | None, findings: list[Diagnostic]
) -> CsvHeader | None:
    """The header of a table, or None where nobody can tell what its columns are.

    `sample` is the row below it.
    """
    if row is None:
        findings.append(error("OKR070", Span(table.path), "the file has no header", _HOW))
        return None
    cells = _without_end(row.cells)
    if cells in (HEADER[:2], HEADER) and len(cells) == len(row.cells) and _is_plain(table):
        return CsvHeader(len(cells), len(cells))
    if len(cells) > 1 and days_meant(cells[0]):
        return _missing(table, row, cells, findings)
    meant = _meant(cells, sample)
    if meant is None:
        written = ",".join(cells)[:40]
        if len(cells) == 1 and "," not in written:
            written = cells[0][:40]
        message = f"'{written}' is not the header of observations"
        findings.append(error("OKR070", Span(table.path, row.line), message, _HOW))
        return None
    extra = cells[len(meant) :]
    edits = (*_without_sep(table), table.rewritten(row, [*meant, *extra]))
    findings.extend(_header_findings(table, row, (meant, extra), edits))
    return CsvHeader(len(meant), len(meant) + len(extra), edits=edits)


def _is_plain(table: CsvTable) -> bool:
    return table.separator == "," and table.first == 1


def _without_end(cells: list[str]) -> list[str]:
    """Cells without the empty ones at the end, which spreadsheets leave."""
    count = len(cells)
    while count > 1 and not cells[count - 1]:
        count -= 1
    return cells[:count]


def _meant(cells: list[str], sample: TableLine | None) -> list[str] | None:
    """The names of the first columns, by what they are called or by what stands in them."""
    names = [_MEANT.get(cell.casefold().strip(" :")) for cell in cells]
    if names[:2] == HEADER[:2]:
        return HEADER[: 3 if names[2:3] == ["note"] else 2]
    if len(cells) not in {2, 3} or sample is None or len(sample.cells) < 2:
        return None
    is_filled = days_meant(sample.cells[0]) and number_meant(sample.cells[1])
    return HEADER[: len(cells)] if is_filled else None


def _missing(
    table: CsvTable, row: TableLine, cells: list[str], findings: list[Diagnostic]
) -> CsvHeader:
    is_noted = len(cells) > 2 and number_meant(f"{cells[1]},{cells[2]}") is None
    width = 3 if is_noted else 2
    names = ",".join(HEADER[:width])
    edits = (*_without_sep(table), insert_line(table.path, row.line, names))
    message = f"the file begins with a row; the line {names} is missing"
    help_ = f"Write {names} on line 1"
    findings.append(error("OKR070", Span(table.path, row.line), message, help_, edits))
    return CsvHeader(width, width, is_row=True, edits=edits)


def _header_findings(
    table: CsvTable, row: TableLine, columns: tuple[list[str], list[str]], edits: tuple[Edit, ...]
) -> Iterator[Diagnostic]:
    """What is wrong with a header; its separator is told with the rows."""
    meant, extra = columns
    names = ",".join(meant)
    span = Span(table.path, row.line)
    if table.first > 1:
        message = "the first line is for a spreadsheet and no header"
        yield error("OKR070", Span(table.path), message, "Take the line out", edits)
    elif table.separator == "," and row.cells[: len(meant)] != meant:
        written = table.lines[row.line - 1][:40]
        message = f"the header reads '{written}' and not '{names}'"
        yield error("OKR070", span, message, f"Write {names}", edits)
    elif table.separator == "," and not extra and len(row.cells) > len(meant):
        message = "empty columns stand behind the last one"
        yield error("OKR070", span, message, f"Write {names}", edits)
    if extra:
        message = f"nobody reads the column '{extra[0]}'"
        help_ = "Take it out, or put what it says into the column 'note'."
        column = row.columns[len(meant)]
        yield error("OKR070", Span(table.path, row.line, column), message, help_)


def _without_sep(table: CsvTable) -> tuple[Edit, ...]:
    return (delete_line(table.path, 1),) if table.first > 1 else ()
