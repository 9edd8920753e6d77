"""Queries of tables: what is wrong with what a KPI asks of records, and which tables it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.answers.observations import AnswerError
from okrsite.answers.records.query import RECORDS
from okrsite.answers.records.sharing import Sharing, own_fields
from okrsite.answers.records.source import record_mistakes
from okrsite.api import Keeping, QueryMistake, suggestion
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.http.table_settings import HttpTable, PageSettings

# What says where a value stands in an answer, and nothing of records.
_OF_ANSWERS = ("date", "value")
_OF_ADDRESS = ("rows", "links", "next", "next_parameter", "one_page")


def asked_tables(query: HttpQuery, settings: HttpSettings) -> Mapping[str, HttpTable]:
    """The tables that a query may read: those of the settings, or the one of its own address."""
    return {} if query.url else settings.tables


def table_query_mistakes(query: HttpQuery, settings: HttpSettings) -> Iterator[QueryMistake]:
    """What is wrong with a question about records."""
    yield from record_mistakes(query)
    for field in _OF_ANSWERS if query.url else (*_OF_ANSWERS, *_OF_ADDRESS):
        if getattr(query, field):
            message = f"`{field}` is of a value that stands in an answer, and this one is asked"
            yield QueryMistake(message, "Leave it out, or what counts the records.", field)
    tables = asked_tables(query, settings)
    known = tables or {RECORDS: HttpTable()}
    if not query.query and query.table not in known:
        message = f"its source has no table '{query.table}'{suggestion(query.table, known)}"
        yield QueryMistake(message, f"It has {', '.join(known)}.", "table")
    named = sorted({name for table in tables.values() for name in table.parameters})
    for name, value in query.parameters.items():
        if name not in named:
            message = f"its source lets no KPI say '{name}'{suggestion(name, named)}"
            help_ = "A maintainer names it in `parameters` of the table."
            yield QueryMistake(message, help_, f"parameters.{name}")
        elif not value.isprintable():
            message = f"the parameter '{name}' holds a control character"
            yield QueryMistake(message, field=f"parameters.{name}")


def address_table(query: HttpQuery, settings: HttpSettings) -> HttpTable:
    """The table that a query's own address is, which is asked by GET."""
    pages = None
    if query.links:
        pages = PageSettings(links=True)
    elif query.next_parameter:
        pages = PageSettings(cursor=query.next, parameter=query.next_parameter)
    elif query.next:
        pages = PageSettings(next=query.next)
    return HttpTable(
        url=query.url,
        format="csv" if query.format == "csv" else "json",
        rows=query.rows,
        pages=pages,
        max_pages=settings.max_pages,
        one_page=query.one_page,
    )


def sharing_of(settings: HttpSettings) -> Sharing[HttpQuery]:
    """Which KPIs read the same records: those that give the same parameters that a table names.

    What was kept is of no use for another request or another user; a token may be another one.
    """

    def table_of(query: HttpQuery, name: str) -> HttpTable | None:
        tables = asked_tables(query, settings)
        return next((tables[known] for known in tables if known.lower() == name.lower()), None)

    def part(query: HttpQuery, name: str) -> tuple[Any, ...]:
        table = table_of(query, name)
        return tuple(parameters_of(table, query).items()) if table else own_fields(query)

    def keep(query: HttpQuery, name: str) -> Keeping | None:
        table = table_of(query, name)
        if table is None or not table.keep:
            return None
        oauth = settings.oauth
        user = (settings.user, oauth and (oauth.client_id, oauth.issuer, oauth.subject))
        asked = (settings.url, user, msgspec.to_builtins(replace(table, headers={})))
        return Keeping((asked, parameters_of(table, query)), table.watermark)

    return Sharing(part, keep)


def parameters_of(table: HttpTable, query: HttpQuery) -> dict[str, str]:
    """Those of a query's parameters that a table names."""
    given = query.parameters
    return {name: given[name] for name in table.parameters if name in given}


def require_parameters(table: HttpTable, query: HttpQuery) -> None:
    """Raises AnswerError where a query does not give what a table needs."""
    for name in table.parameters:
        if name not in query.parameters:
            raise AnswerError(f"it needs the parameter '{name}'")
