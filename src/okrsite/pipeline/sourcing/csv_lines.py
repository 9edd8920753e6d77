"""CSV lines: the rows of a file without mistakes, with the very bytes they were written in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_ENDINGS = "\r\n"


class CsvRow(Struct, frozen=True):
    """The row of a day as it was written, with blank lines after it, if any."""

    day: date
    text: str


class CsvText(Struct, frozen=True):
    """A file's rows, what stands before them, and how new ones are written."""

    head: str
    rows: tuple[CsvRow, ...]
    ending: str
    width: int

    def new_row(self, day: date, numeral: str) -> CsvRow:
        """A row for a day, with an empty note where the file has notes."""
        return CsvRow(day, f"{day},{numeral}{',' * (self.width - 2)}{self.ending}")

    def encode(self, rows: Iterable[CsvRow]) -> bytes:
        """The whole file with these rows in it."""
        *texts, last = (self.head, *(row.text for row in rows))
        closed = [text if text.endswith(("\n", "\r")) else text + self.ending for text in texts]
        return "".join([*closed, last]).encode()


def csv_text_of(data: bytes) -> CsvText:
    """The lines of a file that is known to have no mistakes."""
    written = _LINE.findall(data.decode())
    plain = [line.removeprefix(_MARK).rstrip(_ENDINGS) + "\n" for line in written]
    reader = csv.reader(plain, strict=True)
    head, rows, begin, width = "", list[CsvRow](), 0, 0
    for cells in reader:
        text = "".join(written[begin : reader.line_num])
        begin = reader.line_num
        is_blank = not any(cell.strip() for cell in cells)
        if width and not is_blank:
            rows.append(CsvRow(date.fromisoformat(cells[0].strip(" \t")), text))
        elif rows:
            rows[-1] = replace(rows[-1], text=rows[-1].text + text)
        else:
            head += text
            width = 0 if is_blank else len(cells)
    return CsvText(head, tuple(rows), _ending(written[0]), width)


def with_value(line: CsvRow, numeral: str) -> CsvRow:
    """The row with another value, its spaces and its note as they were."""
    if '"' in line.text:
        return replace(line, text=_requoted(line.text, numeral))
    before, value, after = re.split(r"(?<=,)([^,\r\n]*)", line.text, maxsplit=1)
    padded = value.replace(value.strip(" \t"), numeral)
    return replace(line, text=f"{before}{padded}{after}")


def _requoted(text: str, numeral: str) -> str:
    """A row with quotes is written anew; a note may go over several lines."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    first, *blank = list(csv.reader(io.StringIO(plain), strict=True))
    ending = _ending(text)
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([first[0].strip(" \t"), numeral, *first[2:]])
    return (row.getvalue() + "\n" * len(blank)).replace("\n", ending)


def _ending(line: str) -> str:
    found = re.search(r"\r\n|\n|\r", line)
    return found[0] if found else "\n"
