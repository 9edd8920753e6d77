"""Unfinished answers: signs that a server has more rows than the pages that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2

from okrsite.builtin.sources.http.jmespath import compiled, search
from okrsite.builtin.sources.http.settings import HttpQuery
from okrsite.builtin.sources.web.client import WebReply

# What servers call the address, the number or the mark of the page that follows.
NEXT = (
    *("next", "next_page", "nextPage", "next_url", "nextUrl", "next_cursor", "nextCursor"),
    *("nextPageToken", "next_page_token", "nextLink", "@odata.nextLink"),
)
MORE = ("has_more", "hasMore", "has_next", "hasNextPage", "more")
WRAPPERS = ("meta", "pagination", "paging", "links", "_links", "page_info", "pageInfo")
TOTALS = ("total", "total_count", "totalCount", "total_results", "totalResults")
LIMITS = frozenset(
    ["limit", "per_page", "perpage", "page_size", "pagesize", "$top", "top", "maxresults"]
)
ONE_PAGE = "or one_page = true if this page is all that you want"


def goes_on(reply: WebReply, document: Any, query: HttpQuery) -> str:
    """Why an answer without a next page is probably not the whole; empty where nothing says so.

    A value that is read from one place of the answer, and not from all its rows, is whole.
    """
    if not query.date and "(" not in query.value:
        return ""
    if not query.links and _has_next_link(reply):
        return f"the answer goes on, its Link header says; write links = true, {ONE_PAGE}"
    if path := next(_marks(document), ""):
        written = f"`next` ({query.next}) finds nothing, and " if query.next else ""
        return f"{written}the answer goes on, its '{path}' says; name it as `next`, {ONE_PAGE}"
    is_alone = not query.links and not query.next
    rows = _row_count(document, query) if is_alone else 0
    if _is_page(rows) and (total := max(_totals(document), default=0)) > rows:
        return (
            f"the answer has {rows} rows of the {total} that it speaks of; name the page after it "
            f"as `next`, allow more, {ONE_PAGE}"
        )
    limit = _limit(reply.url)
    if limit and rows == limit:
        return (
            f"the answer has exactly the {limit} rows that its address allows, and may go on; "
            f"name the page after it as `next`, allow more, {ONE_PAGE}"
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


def _limit(url: str) -> int:
    """How many rows an address allows; 0 where it does not say."""
    given = ((name.lower(), value) for name, value in parse_qsl(urlsplit(url).query))
    return next((int(value) for name, value in given if name in LIMITS and value.isdecimal()), 0)


def _row_count(document: Any, query: HttpQuery) -> int:
    rows = search(compiled("rows", query.rows), document) if query.rows else document
    # A single row was asked for as such: the newest.
    return len(rows) if isinstance(rows, list) and len(rows) > 1 else 0
