"""Requests of a table: the first one, and the one for the page that follows."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.http.jmespath import compiled, search
from okrsite.builtin.sources.http.pagination import address, linked, with_parameter
from okrsite.builtin.sources.http.placeholders import Placeholders
from okrsite.builtin.sources.http.table_settings import HttpTable, PageSettings
from okrsite.builtin.sources.web.client import WebClient
from okrsite.builtin.sources.web.reply import WebReply


class TableRequest(Struct, frozen=True):
    """What is sent for a page of a table; a `body` goes as JSON, a `form` as one."""

    url: str
    headers: Mapping[str, str] = {}
    body: Mapping[str, Any] | None = None
    form: Mapping[str, str] = {}

    def send(self, client: WebClient) -> WebReply:
        """The answer. Raises AnswerError."""
        if self.form:
            kind = {"content-type": "application/x-www-form-urlencoded"}
            return client.post(self.url, urlencode(self.form).encode(), {**kind, **self.headers})
        if self.body is not None:
            kind = {"content-type": "application/json"}
            return client.post(self.url, msgspec.json.encode(self.body), {**kind, **self.headers})
        return client.get(self.url, dict(self.headers))


def first_request(base: str, table: HttpTable, places: Placeholders) -> TableRequest:
    """The request for the first page."""
    request = TableRequest(
        address(base, places.in_address(table.url)),
        {name.lower(): value for name, value in table.headers.items()},
        None if table.body is None else places.in_body(table.body),
        places.in_body(table.form),
    )
    pages = table.pages
    if pages is None:
        return request
    if pages.size_parameter:
        request = _with(request, pages, pages.size_parameter, pages.size)
    if pages.page:
        return _with(request, pages, pages.parameter, pages.first)
    return _with(request, pages, pages.parameter, 0) if pages.offset else request


def next_request(
    request: TableRequest, reply: WebReply, document: Any, rows: int, pages: PageSettings
) -> TableRequest | None:
    """The request for the page after one with so many rows; None after the last one.

    Raises AnswerError where the answer says that there is one, and not which.
    """
    if pages.links or pages.next:
        further = linked(reply) if pages.links else _found(pages.next, document)
        is_last = further in {None, "", False} or _says_it_ends(pages, document)
        return None if is_last else replace(request, url=urljoin(reply.url, str(further)))
    if _says_it_ends(pages, document):
        return None
    if pages.cursor:
        return _after_cursor(request, document, rows, pages)
    if rows == 0 or (not pages.more and rows < pages.size):
        return None
    before = int(_sent(request, pages, pages.parameter) or 0)
    return _with(request, pages, pages.parameter, before + (1 if pages.page else rows))


def _after_cursor(
    request: TableRequest, document: Any, rows: int, pages: PageSettings
) -> TableRequest | None:
    cursor = _found(pages.cursor, document)
    if isinstance(cursor, bool) or not isinstance(cursor, str | int | None):
        raise AnswerError(f"what stands at `cursor` ({pages.cursor}) is no text and no number")
    if cursor is None or cursor == "":
        if pages.more:
            raise AnswerError(f"there is another page, and nothing stands at `{pages.cursor}`")
        return None
    if rows == 0 and not pages.more:
        return None
    return _with(request, pages, pages.parameter, cursor)


def _says_it_ends(pages: PageSettings, document: Any) -> bool:
    return bool(pages.more) and not _found(pages.more, document)


def _found(path: str, document: Any) -> Any:
    return search(compiled("pages", path), document)


def _with(request: TableRequest, pages: PageSettings, name: str, value: str | int) -> TableRequest:
    """A request with a value sent as a parameter, in the address or at a path of the body."""
    if request.form and not pages.in_address:
        return replace(request, form={**request.form, name: str(value)})
    if request.body is None or pages.in_address:
        return replace(request, url=with_parameter(request.url, name, str(value)))
    body: dict[str, Any] = deepcopy(dict(request.body))
    *folders, last = name.split(".")
    within = body
    for folder in folders:
        within = within.setdefault(folder, {})
        if not isinstance(within, dict):
            raise AnswerError(f"`{name}` leads through what is no table of the body")
    within[last] = value
    return replace(request, body=body)


def _sent(request: TableRequest, pages: PageSettings, name: str) -> Any:
    """What a request sends as a parameter."""
    if request.form and not pages.in_address:
        return request.form.get(name)
    if request.body is None or pages.in_address:
        return dict(parse_qsl(urlsplit(request.url).query)).get(name)
    value: Any = request.body
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
