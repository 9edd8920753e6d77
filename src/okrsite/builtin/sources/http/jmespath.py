"""JMESPath: documents in JSON, and what expressions find in them."""

from __future__ import annotations

from typing import Any, Protocol

import jmespath
import msgspec
from jmespath.exceptions import JMESPathError

from okrsite.answers.observations import AnswerError


class Expression(Protocol):
    """A compiled expression; the library has no types."""

    def search(self, value: Any) -> Any:
        """What it finds in a value; None for nothing."""


def document_of(body: bytes) -> Any:
    """The document that an answer is. Raises AnswerError where it is no JSON."""
    try:
        return msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError):
        raise AnswerError("the answer is not JSON") from None


def compiled(field: str, expression: str) -> Expression:
    """A JMESPath of a query's field. Raises AnswerError where it is none."""
    try:
        understood: Expression = jmespath.compile(expression)
    except (JMESPathError, RecursionError):
        raise AnswerError(f"`{field}` is no JMESPath: {expression}") from None
    return understood


def search(expression: Expression, document: Any) -> Any:
    """What an expression finds. Raises AnswerError where a value cannot give what it asks for."""
    try:
        return expression.search(document)
    except (JMESPathError, RecursionError) as wrong:
        reason = str(wrong).partition("\n")[0][:200]
        raise AnswerError(f"the answer does not fit its query: {reason}") from None


def rows_of_pages(pages: list[Any], rows: str) -> list[Any]:
    """The rows of all pages as one list. Raises AnswerError where a page has no list there."""
    path = compiled("rows", rows or "@")
    found: list[Any] = []
    for page in pages:
        rows_of_page = search(path, page)
        if not isinstance(rows_of_page, list):
            raise AnswerError(f"`rows` ({rows or '@'}) leads to no list")
        found.extend(rows_of_page)
    return found
