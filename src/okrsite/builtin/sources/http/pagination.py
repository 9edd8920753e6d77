"""Pagination: the address of an answer, and of the page that follows it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import httpx2

from okrsite.answers.observations import AnswerError
from okrsite.api import suggestion
from okrsite.builtin.sources.http.jmespath import compiled, search
from okrsite.builtin.sources.http.placeholders import DAYS
from okrsite.builtin.sources.http.settings import HttpQuery
from okrsite.builtin.sources.web.paths import absolute_mistake, relative_mistake
from okrsite.builtin.sources.web.reply import WebReply

_PLACE = re.compile(r"\{[A-Za-z_]+\}")


def address(base: str, rest: str) -> str:
    """The whole address of a query, its days filled in; the base's path stays before the rest."""
    if not base and not rest:
        raise AnswerError("no url is given, neither in its settings nor in the query")
    if wrong := next(iter(_PLACE.findall(rest)), None):
        near = suggestion(wrong, [f"{{{name}}}" for name in DAYS])
        raise AnswerError(f"nothing is known as '{wrong}' in an address{near}")
    if wrong := relative_mistake(rest) if base else absolute_mistake(rest):
        raise AnswerError(f"its address may not be asked: {wrong}")
    if not rest or not base:
        return base or rest
    if rest.startswith("?"):
        return base + rest
    return f"{base.rstrip('/')}/{rest.lstrip('/')}"


def is_paged(query: HttpQuery) -> bool:
    """Whether an answer may come in pages."""
    return query.links or bool(query.next)


def following(reply: WebReply, document: Any, query: HttpQuery) -> str | None:
    """The address of the page after this one; None after the last."""
    if query.links:
        return linked(reply)
    if not query.next:
        return None
    further = search(compiled("next", query.next), document)
    if further is None or further is False or further == "":
        return None
    if isinstance(further, bool) or not isinstance(further, str | int):
        raise AnswerError("what `next` leads to is no address")
    if query.next_parameter:
        return with_parameter(reply.url, query.next_parameter, str(further))
    return urljoin(reply.url, str(further))


def linked(reply: WebReply) -> str | None:
    """The address that the `Link` header names as the next one."""
    links = httpx2.Response(reply.status, headers=reply.headers).links.values()
    for link in links:
        # One link may stand in several relations: rel="next last".
        # Sentry names a next page after the last one, too, and says that it is empty.
        if link.get("results") == "false":
            continue
        if "next" in link.get("rel", "").lower().split():
            return str(urljoin(reply.url, link["url"]))
    # Every link has a relation. One without was not understood, and may be the one to the next
    # page: to take this page for the last one would leave values out, and nobody would notice.
    if not all("rel" in link for link in links):
        raise AnswerError("a Link header of the answer is not understood")
    return None


def with_parameter(url: str, name: str, value: str) -> str:
    """An address with a parameter in its query, in place of one of that name."""
    parts = urlsplit(url)
    others = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, value)])))
