"""Pages: the address of an answer, and of what follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from okrsite.api import suggestion
from okrsite.builtin.sources.answer import AnswerError
from okrsite.builtin.sources.http import HttpQuery
from okrsite.builtin.sources.http.jmespath import compiled, found
from okrsite.builtin.sources.web.client import Reply

_NEXT = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)')
_PLACE = re.compile(r"\{[A-Za-z_]+\}")
_IS_NEXT = re.compile(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)', re.IGNORECASE)


def address(base: str, rest: str, days: Mapping[str, str]) -> str:
    """The address of a query, days filled in; the base's own path stays in front of the rest."""
    if not base and not rest:
        raise AnswerError("no url is given, neither in its settings nor in the query")
    if wrong := next((each for each in _PLACE.findall(rest) if each not in days), None):
        near = suggestion(wrong, days)
        raise AnswerError(f"nothing is known as '{wrong}' in an address{near}")
    for word, day in days.items():
        rest = rest.replace(word, day)
        base = base.replace(word, day)
    if not rest:
        return base
    if not base or urlsplit(rest).scheme:
        return rest
    if rest.startswith("?"):
        return base + rest
    return f"{base.rstrip('/')}/{rest.lstrip('/')}"


def is_paged(query: HttpQuery) -> bool:
    """Whether an answer may come in pages."""
    return query.links or bool(query.next)


def following(reply: Reply, document: Any, query: HttpQuery) -> str | None:
    """The address of the page after this one; None after the last."""
    if query.links:
        return _linked(reply)
    if not query.next:
        return None
    further = found(compiled("next", query.next), document)
    if further is None or further is False or further == "":
        return None
    if isinstance(further, bool) or not isinstance(further, str | int):
        raise AnswerError("what `next` leads to is no address")
    if query.next_parameter:
        return _with_parameter(reply.url, query.next_parameter, str(further))
    return urljoin(reply.url, str(further))


def _linked(reply: Reply) -> str | None:
    header = ", ".join(reply.headers.get_list("link"))
    for target, parameters in _NEXT.findall(header):
        if _IS_NEXT.search(parameters):
            return str(urljoin(reply.url, target))
    return None


def _with_parameter(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    others = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, value)])))
