"""Unfinished answers: signs that a server has more rows than the pages that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
from msgspec import Struct

from okrsite.builtin.sources.http.jmespath import compiled, search
from okrsite.builtin.sources.http.settings import HttpQuery
from okrsite.builtin.sources.web.reply import WebReply

# What servers call the address, the number or the mark of the page that follows.
NEXT = (
    *("next", "next_page", "nextPage", "next_url", "nextUrl", "next_cursor", "nextCursor"),
    *("nextPageToken", "next_page_token", "nextLink", "@odata.nextLink"),
)
MORE = ("has_more", "hasMore", "has_next", "hasNextPage", "more")
WRAPPERS = ("meta", "pagination", "paging", "links", "_links", "page_info", "pageInfo")
TOTALS = ("total", "total_count", "totalCount", "total_results", "totalResults")
LIMITS = frozenset(
    (
        *("limit", "per_page", "perpage", "page_size", "pagesize", "page[size]", "$top", "top"),
        *("maxresults", "max_results", "rowlimit", "row_limit", "first"),
    )
)
ONE_PAGE = "or one_page = true if this page is all that you want"


class Unfinished(Struct, frozen=True):
    """What is known of an answer without a next page: its rows, and what was sent for it.

    `named` is the setting that leads to a next page, and `vain` a path that was to lead to one.
    """

    rows: int
    sent: Mapping[str, Any] = {}
    named: str = "next"
    vain: str = ""
    has_links: bool = False


def query_goes_on(reply: WebReply, document: Any, query: HttpQuery) -> str:
    """Why the answer to a KPI's query is probably not the whole; empty where nothing says so.

    A value that is read from one place of the answer, and not from all its rows, is whole.
    """
    if not query.date and "(" not in query.value:
        return ""
    is_alone = not query.links and not query.next
    rows = _row_count(document, query) if is_alone else 0
    return goes_on(reply, document, Unfinished(rows, vain=query.next, has_links=query.links))


def goes_on(reply: WebReply, document: Any, known: Unfinished) -> str:
    """Why an answer without a next page is probably not the whole; empty where nothing says so."""
    name_it = f"name the page after it as `{known.named}`, allow more, {ONE_PAGE}"
    rows = known.rows
    if not known.has_links and _has_next_link(reply):
        return f"the answer goes on, its Link header says; write links = true, {ONE_PAGE}"
    if path := next(_marks(document), ""):
        written = f"`{known.named}` ({known.vain}) finds nothing, and " if known.vain else ""
        named = f"name it as `{known.named}`, {ONE_PAGE}"
        return f"{written}the answer goes on, its '{path}' says; {named}"
    total = max(_totals(document), default=0)
    if _is_page(rows) and total > rows:
        return f"the answer has {rows} rows of the {total} that it speaks of; {name_it}"
    limit = _limit((*parse_qsl(urlsplit(reply.url).query), *_numbers(known.sent)))
    if limit and rows == limit and total != rows:
        return (
            f"the answer has exactly the {limit} rows that its request allows, and may go on; "
            f"{name_it}"
        )
    return ""


def _has_next_link(reply: WebReply) -> bool:
    links = httpx2.Response(reply.status, headers=reply.headers).links.values()
    return any("next" in link.get("rel", "").lower().split() for link in links)


def _marks(document: Any) -> Iterator[str]:
    """The paths to what names a next page, or says that there is one."""
    if not isinstance(document, Mapping):
        return
    for path, table in _tables(document):
        yield from (f"{path}{name}" for name in NEXT if _names_a_page(table.get(name)))
        yield from (f"{path}{name}" for name in MORE if table.get(name) is True)


def _is_page(rows: int) -> bool:
    """Whether there are as many rows as pages have; any other total may be one of their values."""
    return rows >= 10 and rows % 5 == 0


def _totals(document: Any) -> Iterator[int]:
    """How many rows an answer says that there are in all."""
    if not isinstance(document, Mapping):
        return
    for _, table in _tables(document):
        yield from (table[name] for name in TOTALS if table.get(name).__class__ is int)


def _tables(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The outermost table and those around pages, each with the path to it."""
    yield "", document
    for name in WRAPPERS:
        if isinstance(table := document.get(name), Mapping):
            yield f"{name}.", table


def _names_a_page(found: Any) -> bool:
    # A link is often a table with the address in it.
    if isinstance(found, Mapping):
        return bool(found.get("href"))
    return isinstance(found, str | int) and not isinstance(found, bool) and bool(found)


def _numbers(sent: Any) -> Iterator[tuple[str, str]]:
    """The numbers in a body, each with its name."""
    for name, value in sent.items():
        if isinstance(value, Mapping):
            yield from _numbers(value)
        elif not isinstance(value, bool) and isinstance(value, int | str):
            yield name, str(value)


def _limit(sent: Iterable[tuple[str, str]]) -> int:
    """How many rows a request allows; 0 where it does not say."""
    given = ((name.lower(), value) for name, value in sent)
    return next((int(value) for name, value in given if name in LIMITS and value.isdecimal()), 0)


def _row_count(document: Any, query: HttpQuery) -> int:
    rows = search(compiled("rows", query.rows), document) if query.rows else document
    # A single row was asked for as such: the newest.
    return len(rows) if isinstance(rows, list) and len(rows) > 1 else 0
