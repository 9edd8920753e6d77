"""Values that stand in answers: of JSON, of CSV, or by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from okrsite.answers.observations import AnswerError, Row, answers, undated
from okrsite.answers.tables import csv_rows, text_of
from okrsite.api import Failure, Observation, Request, SourceContext
from okrsite.builtin.sources.http.jmespath import compiled, document_of, rows_of_pages, search
from okrsite.builtin.sources.http.pagination import address, following, is_paged
from okrsite.builtin.sources.http.placeholders import placeholders
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.http.unfinished import query_goes_on
from okrsite.builtin.sources.web.reply import WebReply

Get = Callable[[str], WebReply]


def values_of(
    requests: Sequence[Request[HttpQuery]],
    settings: HttpSettings,
    get: Get,
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    """The observations and failures of KPIs whose values stand in answers; each is had once."""
    once = _once(get)

    def rows(request: Request[HttpQuery]) -> Iterable[Row]:
        places = placeholders(request.since, request.until, context.timezone, {})
        base, rest = settings.url, request.query.url
        url = address(places.in_address(base), places.in_address(rest))
        return _rows(request, url, settings, once)

    return answers(requests, rows, context)


def _rows(request: Request[HttpQuery], url: str, settings: HttpSettings, get: Get) -> Iterable[Row]:
    query = request.query
    match query.format:
        case "number":
            return [undated(request, _single(text_of(get(url).body)))]
        case "csv":
            return csv_rows(get(url).body, query.date or "date", query.value or "value")
        case "json":
            pages = list(_pages(url, query, settings.max_pages, get))
            return _json_rows(request, query, pages)


def _pages(url: str, query: HttpQuery, most: int, get: Get) -> Iterator[Any]:
    asked = [url]
    while True:
        reply = get(asked[-1])
        document = document_of(reply.body)
        yield document
        further = following(reply, document, query)
        if further is None:
            if not query.one_page and (reason := query_goes_on(reply, document, query)):
                raise AnswerError(reason)
            return
        if further in asked:
            raise AnswerError("a page names itself, or one before it, as the next one")
        if len(asked) >= most:
            raise AnswerError(f"the answer has more than {most} pages (max_pages in its settings)")
        asked.append(further)


def _json_rows(request: Request[HttpQuery], query: HttpQuery, pages: list[Any]) -> Iterable[Row]:
    document = rows_of_pages(pages, query.rows) if query.rows or is_paged(query) else pages[0]
    value = compiled("value", query.value or ("value" if query.date else "@"))
    if not query.date:
        cell = search(value, document)
        if cell is None and query.value:
            raise AnswerError(f"the JMESPath '{query.value}' finds nothing in the answer, or null")
        return [undated(request, _single(cell))]
    if not isinstance(document, list):
        raise AnswerError("the answer is no list of rows; `rows` is to lead to one")
    day = compiled("date", query.date)
    return [(search(day, row), search(value, row)) for row in document]


def _single(cell: Any) -> Any:
    """A single value that has to be there: to be without one is a failure, not a day left out."""
    if isinstance(cell, list | dict):
        kind = f"a list of {len(cell)}" if isinstance(cell, list) else "a table"
        raise AnswerError(f"the value is {kind}, not a number")
    return cell


def _once(get: Get) -> Get:
    """Remembers answers, and failures, for the other KPIs of the batch."""
    known: dict[str, WebReply | AnswerError] = {}

    def get_once(url: str) -> WebReply:
        if url not in known:
            try:
                known[url] = get(url)
            except AnswerError as reason:
                known[url] = reason
        reply = known[url]
        if isinstance(reply, AnswerError):
            raise reply
        return reply

    return get_once
