"""Tables: their columns of days and values, and tables in CSV, however they came."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from okrsite.answers.observations import AnswerError, Row
from okrsite.pipeline.suggest import suggestion

DAYS = ("date", "day", "month", "week", "quarter", "year", "period")
VALUE = "value"
_DELIMITERS = ",;\t"


def csv_rows(data: bytes, date: str, value: str) -> Iterator[Row]:
    """Day and value of each line, by the header's names for them; empty lines are passed over.

    Commas, semicolons or tabs, whichever the header has most of. Raises AnswerError for what is no
    such table.
    """
    lines = csv_table(data)
    header = next(filter(any, lines), None)
    if header is None:
        raise AnswerError("the answer is empty")
    day_at, value_at = column(header, date), column(header, value)
    for line in lines:
        if not any(line):
            continue
        if len(line) <= max(day_at, value_at):
            raise AnswerError(f"a line has {len(line)} columns, the header {len(header)}")
        yield line[day_at], line[value_at]


def csv_table(data: bytes) -> Iterator[list[str]]:
    """The cells of each line, the header among them."""
    return csv_lines(data.splitlines(keepends=True))


def csv_lines(lines: Iterable[bytes]) -> Iterator[list[str]]:
    """The cells of each line, of lines that come one by one with their ends."""
    texts = (text_of(line) for line in lines)
    first = next((text for text in texts if text.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(chain((first,), texts), delimiter=delimiter, strict=True)
    except csv.Error as reason:
        raise AnswerError(f"this is not CSV: {reason}") from None


def text_of(data: bytes) -> str:
    """The text of an answer, a byte order mark taken off. Raises AnswerError: not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerError("the answer is not text in UTF-8") from None


def column(header: Sequence[str], name: str) -> int:
    """The place of a column by its name, case and surrounding space aside.

    Raises AnswerError where there is none, or more than one.
    """
    wanted = _plain(name)
    places = [place for place, heading in enumerate(header) if _plain(heading) == wanted]
    if len(places) == 1:
        return places[0]
    if places:
        raise AnswerError(f"{len(places)} columns are called '{name}'")
    near = suggestion(name, [heading for heading in header if heading])
    raise AnswerError(f"there is no column '{name}'{near}")


def day_and_value(header: Sequence[str]) -> tuple[int, int]:
    """The places of day and value: by their usual names, or by order where there are two columns.

    Raises AnswerError where neither tells.
    """
    names = [_plain(heading) for heading in header]
    days = [place for place, name in enumerate(names) if name in DAYS]
    values = [place for place, name in enumerate(names) if name == VALUE]
    if len(days) == len(values) == 1:
        return days[0], values[0]
    if len(header) == 2:
        return 0, 1
    raise AnswerError(
        f"of {len(header)} columns it is not clear which has the day and which the value; "
        "call them date and value"
    )


def _plain(name: str) -> str:
    return name.strip().lower()
