"""Result: rows of day and value from what a statement gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from okrsite.answers.cells import BEGINNING
from okrsite.answers.observations import AnswerError, Row, undated
from okrsite.answers.tables import day_and_value
from okrsite.model.extensions import Request


def days_asked(request: Request[object]) -> dict[str, date]:
    """What `:since` and `:until` stand for."""
    return {"since": request.since or BEGINNING, "until": request.until}


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
        return [undated(request, value) for (value,) in rows]
    day_at, value_at = day_and_value(columns)
    return [(row[day_at], row[value_at]) for row in rows]
