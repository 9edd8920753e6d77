"""Delimited: tables in CSV, however they came."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from okrsite.builtin.sources.answer import AnswerError, Row
from okrsite.builtin.sources.columns import column

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
    text = text_of(data)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as reason:
        raise AnswerError(f"this is not CSV: {reason}") from None


def text_of(data: bytes) -> str:
    """The text of an answer, a byte order mark taken off. Raises AnswerError: not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerError("the answer is not text in UTF-8") from None
