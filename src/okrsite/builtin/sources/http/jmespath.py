"""Paths: documents in JSON, and what JMESPath finds in them."""

from __future__ import annotations

from typing import Any, Protocol

import jmespath
import msgspec
from jmespath.exceptions import JMESPathError

from okrsite.builtin.sources.answer import AnswerError


class Path(Protocol):
    """An expression that was understood."""

    def search(self, value: Any) -> Any:
        """What it finds in a value; None for nothing."""


def document_of(body: bytes) -> Any:
    """The document that an answer is. Raises AnswerError where it is no JSON."""
    try:
        return msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError):
        raise AnswerError("the answer is not JSON") from None


def compiled(field: str, expression: str) -> Path:
    """A JMESPath of a query's field. Raises AnswerError where it is none."""
    try:
        path: Path = jmespath.compile(expression)
    except (JMESPathError, RecursionError):
        raise AnswerError(f"`{field}` is no JMESPath: {expression}") from None
    return path


def found(path: Path, document: Any) -> Any:
    """What a path finds. Raises AnswerError where it asks of a value what that cannot give."""
    try:
        return path.search(document)
    except (JMESPathError, RecursionError) as wrong:
        reason = str(wrong).partition("\n")[0][:200]
        raise AnswerError(f"the answer does not fit its query: {reason}") from None


def joined(pages: list[Any], rows: str) -> list[Any]:
    """The rows of all pages as one list. Raises AnswerError where a page has no list there."""
    path = compiled("rows", rows or "@")
    lists = [found(path, page) for page in pages]
    every: list[Any] = []
    for each in lists:
        if not isinstance(each, list):
            raise AnswerError(f"`rows` ({rows or '@'}) leads to no list")
        every.extend(each)
    return every
