"""Fetch: a batch of KPIs from spreadsheets, each file opened once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from okrsite.answers.observations import AnswerError, Row, answers, undated
from okrsite.answers.tables import column
from okrsite.api import Failure, Observation, Request, SourceContext
from okrsite.builtin.sources.sheet.book import Table, Workbook, open_workbook
from okrsite.builtin.sources.sheet.cell_address import address_of, cell_at
from okrsite.builtin.sources.sheet.settings import SheetQuery, SheetSettings
from okrsite.builtin.sources.sheet.shares import in_percent

# How far down a header is looked for; above it are titles and remarks.
_HEADER_WITHIN = 100


def fetch(
    requests: tuple[Request[SheetQuery], ...], settings: SheetSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch."""

    @cache
    def opened(file: str) -> Workbook | AnswerError:
        try:
            return open_workbook(context.data, file, settings.max_megabytes)
        except AnswerError as refused:
            # Remembered, too: to look at a bad file once for each KPI takes the time of the others.
            return refused

    def rows(request: Request[SheetQuery]) -> Iterable[Row]:
        query = request.query
        book = opened(query.file)
        if isinstance(book, AnswerError):
            raise book
        found = _cell(request, query, book) if query.cell else _columns(query, book)
        return in_percent(found, query.shares) if request.kpi.unit == "%" else found

    return answers(requests, rows, context)


def _cell(request: Request[SheetQuery], query: SheetQuery, book: Workbook) -> Iterable[Row]:
    value = _cell_value(query.cell, query, book)
    if not query.date:
        return [undated(request, value)]
    return [(_cell_value(query.date, query, book), value)]


def _cell_value(name: str, query: SheetQuery, book: Workbook) -> Any:
    address = address_of(name, book.names)
    return cell_at(book.table(address.sheet or query.sheet), address)


def _columns(query: SheetQuery, book: Workbook) -> Iterable[Row]:
    table = book.table(query.sheet)
    date = query.date or "date"
    header_at, header = _header(table, date, query.value)
    day_at, value_at = column(header, date), column(header, query.value)
    for line in table[header_at + 1 :]:
        cells = [*line, *[""] * (len(header) - len(line))]
        yield cells[day_at], cells[value_at]


def _header(table: Table, date: str, value: str) -> tuple[int, list[str]]:
    """The row that has both headers; else that which has most of them, to say what is amiss."""
    likely = [
        (number, [str(cell) for cell in line])
        for number, line in enumerate(table[:_HEADER_WITHIN])
        if any(cell != "" for cell in line)
    ]
    if not likely:
        raise AnswerError("the sheet is empty")
    wanted = {date.strip().lower(), value.strip().lower()}
    return max(likely, key=lambda row: len(wanted & {name.strip().lower() for name in row[1]}))
