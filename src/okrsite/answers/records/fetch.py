"""Fetch: a batch of KPIs from records, which are had and loaded once for all that want the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from okrsite.answers.embedded.connection import EngineBounds
from okrsite.answers.observations import AnswerError, Row, answers, undated
from okrsite.answers.records.database import RecordDatabase, loaded
from okrsite.answers.records.periods import first_wanted, whole_periods
from okrsite.answers.records.query import RecordQuery
from okrsite.answers.records.statements import RecordStatement, statement_of
from okrsite.answers.result import days_asked, result_rows
from okrsite.model.extensions import (
    DeclaredTable,
    Failure,
    Observation,
    RecordsWanted,
    Request,
    SourceContext,
    SourceRecord,
    TableFailure,
)
from okrsite.model.names import Cadence
from okrsite.model.period import period_of

Query = TypeVar("Query", bound=RecordQuery)
# As in `records.source`, which imports this module when it is needed, and no earlier.
Give = Callable[[RecordsWanted[Query]], Iterable[SourceRecord | DeclaredTable | TableFailure]]
_SHARED = frozenset(field.name for field in fields(RecordQuery))


class _ReadRequest(Struct, frozen=True):
    """A request, and the statement that answers it."""

    request: Request[Any]
    reading: RecordStatement


def fetch(
    requests: Sequence[Request[Query]], give: Give[Query], context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch; `give` gives the records that are wanted."""
    groups: dict[tuple[Any, ...], list[_ReadRequest]] = {}
    for request in requests:
        query = request.query
        try:
            reading = statement_of(query, request.kpi.cadence, request.year_starts)
        except AnswerError as reason:
            yield Failure(request.kpi.id, str(reason))
            continue
        groups.setdefault(_own_fields(query), []).append(_ReadRequest(request, reading))
    for group in groups.values():
        yield from _answers(group, give, context)


def _own_fields(query: RecordQuery) -> tuple[Any, ...]:
    """What a source's own fields of a query hold; they say which records are wanted."""
    own = (field.name for field in fields(query) if field.name not in _SHARED)
    return tuple(repr(getattr(query, name)) for name in own)


def _answers(
    group: Sequence[_ReadRequest], give: Give[Query], context: SourceContext
) -> Iterator[Observation | Failure]:
    bounds = EngineBounds(seconds=context.seconds)
    readings = {asking.request.kpi.id: asking.reading for asking in group}
    with loaded(give(_wanted(group)), context, bounds) as database:
        requests = [asking.request for asking in group]
        yield from answers(
            requests,
            lambda request: _rows(database, request, readings[request.kpi.id], bounds.max_rows),
            context,
        )


def _wanted(group: Sequence[_ReadRequest]) -> RecordsWanted[Any]:
    """All that a group of KPIs wants: since the earliest day, in whole periods."""
    first = [first_wanted(asking.request, _cadence(asking.request)) for asking in group]
    known = [day for day in first if day is not None]
    return RecordsWanted(
        query=group[0].request.query,
        tables=frozenset(name for asking in group for name in asking.reading.tables),
        since=min(known) if len(known) == len(first) else None,
        until=max(asking.request.until for asking in group),
    )


def _rows(
    database: RecordDatabase, request: Request[Any], reading: RecordStatement, most: int
) -> Iterable[Row]:
    query: RecordQuery = request.query
    if missing := database.missing(reading.tables):
        # Where only new ones were wanted, there may be none.
        if request.since is not None and len(missing) == len(reading.tables):
            return []
        raise AnswerError(f"no record came for the table '{missing[0]}'{database.near(missing[0])}")
    columns, rows = database.ask(reading.statement, reading.tables, days_asked(request))
    if query.query:
        return result_rows(request, columns, rows, most)
    if not query.by:
        return [undated(request, rows[0][0])]
    counts_from = _counts_from(database, request, reading)
    return whole_periods(
        rows, request, _cadence(request), counts_from=counts_from, is_count=query.count
    )


def _counts_from(
    database: RecordDatabase, request: Request[Any], reading: RecordStatement
) -> date | None:
    """The first day of the first period that has 0 where no record is; None where none has."""
    if not database.has_records(reading.tables):
        return None
    first = first_wanted(request, _cadence(request))
    begins = database.begins(reading.tables)
    if first is None or begins is None or begins <= first:
        return first
    period = period_of(begins, _cadence(request), request.year_starts)
    return begins if period.start == begins else period.end + timedelta(days=1)


def _cadence(request: Request[Any]) -> Cadence:
    """The periods that a request is told in: its query's own, or its KPI's."""
    query: RecordQuery = request.query
    return query.every or request.kpi.cadence
