"""Result: rows of day and value from what a statement gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from okrsite.api import Request, suggestion
from okrsite.builtin.sources.answer import AnswerError, Row
from okrsite.builtin.sources.cells import BEGINNING
from okrsite.builtin.sources.tables import day_and_value

_KNOWN = ("since", "until")
_WRITING = {
    *("alter", "create", "delete", "drop", "grant", "insert", "merge", "replace", "revoke"),
    *("truncate", "update"),
}
# Texts, quoted names and remarks, in which a colon means nothing.
_NO_PARAMETERS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
_PARAMETER = re.compile(r"(?<![:\w\\\[]):([A-Za-z_]\w*)")
_CAST = re.compile(r"(?<![:\w\\]):([A-Za-z_]\w*)::(\w+)")


def days_asked(request: Request[object]) -> dict[str, date]:
    """What `:since` and `:until` stand for."""
    return {"since": request.since or BEGINNING, "until": request.until}


def check_parameters(query: str) -> None:
    """Raises AnswerError where a statement has a parameter other than `:since` and `:until`."""
    for name in _PARAMETER.findall(_NO_PARAMETERS.sub("x", query)):
        if name not in _KNOWN:
            near = suggestion(name, _KNOWN)
            raise AnswerError(f"nothing is known as ':{name}', only :since and :until{near}")


def check_casts(query: str) -> None:
    """Raises AnswerError where a parameter is cast with `::`, which SQLAlchemy does not take."""
    if found := _CAST.search(_NO_PARAMETERS.sub("x", query)):
        name, kind = found.groups()
        raise AnswerError(f"':{name}::{kind}' is not understood: write cast(:{name} as {kind})")


def with_write_hint(query: str, reason: str) -> str:
    """The reason of a failed statement; one that was to change something is told so first."""
    first = _NO_PARAMETERS.sub(" ", query).split(maxsplit=1)
    if first and first[0].lower() in _WRITING:
        return f"a query only reads, and this one begins with {first[0].lower()}: {reason}"
    return reason


def result_rows(
    request: Request[object], columns: Sequence[str], rows: Sequence[Sequence[Any]], most: int
) -> Iterable[Row]:
    """Day and value of each row; a single value is of the last day that is asked for.

    Raises AnswerError beyond `most` rows, and where it is not clear which column is which.
    """
    if len(rows) > most:
        raise AnswerError(f"the result has more than {most} rows (max_rows in its settings)")
    if len(columns) == 1:
        if len(rows) > 1:
            raise AnswerError(f"the result has {len(rows)} values and no column with their days")
        return [(request.until, value) for (value,) in rows]
    day_at, value_at = day_and_value(columns)
    return [(row[day_at], row[value_at]) for row in rows]
