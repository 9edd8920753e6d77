"""Fetch: a batch of KPIs from spreadsheets, each file opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from okrsite.answers.observations import AnswerError, Row, answers, undated
from okrsite.answers.records.one_table import one_table
from okrsite.answers.records.source import fetch_records
from okrsite.api import (
    Failure,
    Observation,
    RecordsWanted,
    Request,
    SourceContext,
    SourceRecord,
    TableFailure,
)
from okrsite.builtin.sources.sheet.book import Workbook, open_workbook
from okrsite.builtin.sources.sheet.cell_address import address_of, cell_at
from okrsite.builtin.sources.sheet.region import days_and_values, records_in, region_of
from okrsite.builtin.sources.sheet.settings import SheetQuery, SheetSettings
from okrsite.builtin.sources.sheet.shares import in_percent


def fetch(
    requests: tuple[Request[SheetQuery], ...], settings: SheetSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch."""
    book_of = _opened_once(settings, context)

    def rows(request: Request[SheetQuery]) -> Iterable[Row]:
        query = request.query
        found = _found(request, book_of(query))
        return in_percent(found, query.shares) if request.kpi.unit == "%" else found

    def give(wanted: RecordsWanted[SheetQuery]) -> Iterator[SourceRecord | TableFailure]:
        def lines() -> Iterator[Any]:
            yield from records_in(wanted.query, region_of(wanted.query, book_of(wanted.query)))

        return one_table(lines())

    plain = [request for request in requests if not request.query.is_of_records]
    yield from answers(plain, rows, context)
    if asking := [request for request in requests if request.query.is_of_records]:
        yield from fetch_records(asking, give, context)


def _opened_once(
    settings: SheetSettings, context: SourceContext
) -> Callable[[SheetQuery], Workbook]:
    """A function that opens the file of a query, each once."""

    @cache
    def opened(file: str) -> Workbook | AnswerError:
        try:
            return open_workbook(context.data, file, settings.max_megabytes)
        except AnswerError as refused:
            # Remembered, too: to look at a bad file once for each KPI takes the time of the others.
            return refused

    def book_of(query: SheetQuery) -> Workbook:
        book = opened(query.file)
        if isinstance(book, AnswerError):
            raise book
        return book

    return book_of


def _found(request: Request[SheetQuery], book: Workbook) -> Iterable[Row]:
    query = request.query
    if query.cell:
        return _cell(request, query, book)
    return days_and_values(query, region_of(query, book))


def _cell(request: Request[SheetQuery], query: SheetQuery, book: Workbook) -> Iterable[Row]:
    value = _cell_value(query.cell, query, book)
    if not query.date:
        return [undated(request, value)]
    return [(_cell_value(query.date, query, book), value)]


def _cell_value(name: str, query: SheetQuery, book: Workbook) -> Any:
    address = address_of(name, book.names)
    return cell_at(book.table(address.sheet or query.sheet), address)
