"""Records of tables: what a server answers, page by page, as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from okrsite.answers.observations import AnswerError
from okrsite.answers.records.query import RECORDS
from okrsite.answers.tables import csv_table
from okrsite.api import DeclaredTable, RecordsWanted, SourceRecord, TableFailure
from okrsite.builtin.sources.http.jmespath import compiled, document_of, search
from okrsite.builtin.sources.http.placeholders import placeholders
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.http.table_queries import (
    address_table,
    parameters_of,
    require_parameters,
)
from okrsite.builtin.sources.http.table_request import TableRequest, first_request, next_request
from okrsite.builtin.sources.http.table_settings import HttpTable
from okrsite.builtin.sources.http.unfinished import Unfinished, goes_on
from okrsite.builtin.sources.web.client import WebClient
from okrsite.builtin.sources.web.pace import MORE_TIME
from okrsite.builtin.sources.web.reply import WebReply

Fields = Mapping[str, Any]


def records_of(
    wanted: RecordsWanted[HttpQuery], settings: HttpSettings, client: WebClient, timezone: str
) -> Iterator[SourceRecord | DeclaredTable | TableFailure]:
    """The records of all tables that are wanted; a table that fails costs no other one."""
    query = wanted.query
    for name, table in _tables(wanted, settings).items():
        first = max(filter(None, (wanted.since, table.first_day)), default=None)
        places = placeholders(first, wanted.until, timezone, parameters_of(table, query))
        yield DeclaredTable(name, table.fields, table.key, table.first_day)
        try:
            require_parameters(table, query)
            for fields in _fields(table, first_request(settings.url, table, places), client):
                yield SourceRecord(fields, name)
        except AnswerError as reason:
            yield TableFailure(name, f"{name}: {reason}", reason.is_transient)


def _tables(wanted: RecordsWanted[HttpQuery], settings: HttpSettings) -> Mapping[str, HttpTable]:
    """The tables of the settings that are read, or the one that a query itself leads to."""
    query = wanted.query
    if query.url:
        return {RECORDS: address_table(query, settings)}
    names = {name.lower() for name in wanted.tables}
    return {name: table for name, table in settings.tables.items() if name.lower() in names}


def _fields(table: HttpTable, request: TableRequest, client: WebClient) -> Iterator[Fields]:
    match table.format:
        case "csv":
            yield from _csv_fields(request.send(client).body)
        case "jsonl":
            yield from _line_fields(request.send(client).body)
        case "json":
            yield from _page_fields(table, request, client)


def _page_fields(table: HttpTable, request: TableRequest, client: WebClient) -> Iterator[Fields]:
    """The records of all pages. Raises AnswerError where pages repeat, or some are left out."""
    seen: set[bytes] = set()
    count, total = 0, 0
    further: TableRequest | None = request
    while further is not None:
        mark = msgspec.json.encode(further)
        _refuse_endless(table, mark, seen)
        if seen and client.is_late:
            raise AnswerError(f"{count} rows took all the time that there is; {MORE_TIME}")
        seen.add(mark)
        reply = further.send(client)
        document = document_of(reply.body)
        rows = _rows(table, document)
        yield from map(_as_fields, rows)
        count, total = count + len(rows), _total(table, document, total)
        following = None
        if table.pages:
            following = next_request(further, reply, document, len(rows), table.pages)
        if following is None:
            _refuse_unfinished(table, further, reply, document, len(rows) * (len(seen) == 1))
        further = following
    if count < total:
        raise AnswerError(
            f"the server gave {count} of {total} rows (total); ask for fewer at once, such as by a "
            "later first_day"
        )


def _refuse_endless(table: HttpTable, mark: bytes, seen: set[bytes]) -> None:
    if len(seen) >= table.max_pages:
        raise AnswerError(f"there are more than {table.max_pages} pages (max_pages)")
    if mark in seen:
        raise AnswerError("a page names itself, or one before it, as the next one")


def _total(table: HttpTable, document: Any, before: int) -> int:
    """How many rows there are in all; what a page before said, where this one does not say it."""
    found = search(compiled("total", table.total), document) if table.total else None
    if found is None:
        return before
    if not isinstance(found, int) or isinstance(found, bool):
        raise AnswerError(f"`total` ({table.total}) leads to no whole number")
    return found


def _refuse_unfinished(
    table: HttpTable, request: TableRequest, reply: WebReply, document: Any, rows: int
) -> None:
    """Raises AnswerError where a last page does not look like one; `rows` of an only page."""
    pages = table.pages
    if table.one_page or (pages and pages.more):
        return
    sent = {**(request.body or {}), **request.form}
    vain = (pages.next or pages.cursor) if pages else ""
    known = Unfinished(rows, sent, "pages", vain, has_links=bool(pages and pages.links))
    if reason := goes_on(reply, document, known):
        raise AnswerError(reason)


def _rows(table: HttpTable, document: Any) -> list[Any]:
    """The rows of a page. Raises AnswerError where there is no list of them."""
    if errors := _graphql_errors(document):
        raise AnswerError(f"the server answered with errors: {errors}")
    if table.columns:
        return _of_columns(table.columns, document)
    rows = search(compiled("rows", table.rows or "@"), document)
    if isinstance(rows, dict) and not table.rows:
        return [rows]
    if not isinstance(rows, list):
        raise AnswerError(f"`rows` ({table.rows or '@'}) leads to no list")
    return rows


def _of_columns(columns: Mapping[str, str], document: Any) -> list[Any]:
    """Rows of an answer that has a list for each field of them."""
    lists = {name: search(compiled("columns", path), document) for name, path in columns.items()}
    for name, values in lists.items():
        if not isinstance(values, list):
            raise AnswerError(f"`columns.{name}` ({columns[name]}) leads to no list")
    lengths = {len(values) for values in lists.values()}
    if len(lengths) > 1:
        raise AnswerError(f"the lists of `columns` have different lengths: {sorted(lengths)}")
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def _graphql_errors(document: Any) -> str:
    """What a GraphQL server says beside its status 200."""
    if not isinstance(document, dict) or not isinstance(errors := document.get("errors"), list):
        return ""
    said = (error.get("message") for error in errors if isinstance(error, dict))
    return "; ".join(str(message) for message in said if message)[:300]


def _as_fields(row: Any) -> Fields:
    if isinstance(row, dict):
        return row
    if isinstance(row, list):
        raise AnswerError("a row is a list; name its cells in `rows`: rows[*].{day: [0], n: [1]}")
    return {"value": row}


def _line_fields(body: bytes) -> Iterator[Fields]:
    for line in body.splitlines():
        if line.strip():
            yield _as_fields(document_of(line))


def _csv_fields(body: bytes) -> Iterator[Fields]:
    lines = csv_table(body)
    header = next(filter(any, lines), [])
    for line in filter(any, lines):
        if len(line) != len(header):
            raise AnswerError(f"a line has {len(line)} columns, the header {len(header)}")
        yield {name: cell or None for name, cell in zip(header, line, strict=True)}
