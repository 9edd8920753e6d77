"""Fetch: a batch of KPIs from records, which are had and loaded once for all that want the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from msgspec import Struct

from okrsite.answers.embedded.connection import EngineBounds
from okrsite.answers.observations import AnswerError, Row, answers, undated
from okrsite.answers.records.database import RecordDatabase, opened
from okrsite.answers.records.filling import LoadedFile
from okrsite.answers.records.loading import Give, Loader, RecordLoad
from okrsite.answers.records.periods import first_wanted, whole_periods
from okrsite.answers.records.query import RecordQuery
from okrsite.answers.records.sharing import Sharing
from okrsite.answers.records.statements import RecordStatement, statement_of
from okrsite.answers.result import days_asked, result_rows
from okrsite.model.extensions import Failure, Observation, RecordsWanted, Request, SourceContext
from okrsite.model.names import Cadence
from okrsite.model.period import period_of

Query = TypeVar("Query", bound=RecordQuery)
# What tells records apart that are had at once.
_Name = tuple[Any, ...]


class _ReadRequest(Struct, frozen=True):
    """A request, the statement that answers it, and the names of the loads that it reads."""

    request: Request[Any]
    reading: RecordStatement
    loads: tuple[_Name, ...]


def fetch(
    requests: Sequence[Request[Query]], give: Give, context: SourceContext, sharing: Sharing[Query]
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch; `give` gives the records that are wanted."""
    groups: dict[tuple[_Name, ...], list[_ReadRequest]] = {}
    tables: dict[_Name, list[tuple[Request[Query], str]]] = {}
    for request in requests:
        try:
            reading = statement_of(request.query, request.kpi.cadence, request.year_starts)
        except AnswerError as reason:
            yield Failure(request.kpi.id, str(reason))
            continue
        names = {name: sharing.load_name(request.query, name) for name in sorted(reading.tables)}
        for table, load in names.items():
            tables.setdefault(load, []).append((request, table))
        # A statement may read no table at all.
        loads = tuple(dict.fromkeys(names.values()))
        groups.setdefault(loads, []).append(_ReadRequest(request, reading, loads))
    loads_by_name = {name: _load(name, asking, sharing) for name, asking in tables.items()}
    yield from _answers([*groups.values()], loads_by_name, give, context)


def _load(
    name: _Name, asking: Sequence[tuple[Request[Query], str]], sharing: Sharing[Query]
) -> RecordLoad:
    """All that is wanted of some tables: since the earliest day, in whole periods."""
    requests = [request for request, _ in asking]
    first = [first_wanted(request, _cadence(request)) for request in requests]
    known = [day for day in first if day is not None]
    query, table = requests[0].query, asking[0][1]
    wanted = RecordsWanted(
        query=query,
        tables=frozenset(table for _, table in asking),
        since=min(known) if len(known) == len(first) else None,
        until=max(request.until for request in requests),
    )
    return RecordLoad(name, wanted, sharing.keep(query, table))


def _answers(
    groups: Sequence[Sequence[_ReadRequest]],
    loads: Mapping[_Name, RecordLoad],
    give: Give,
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    """The answers of KPIs that read the same; records are dropped when nobody reads them more."""
    bounds = EngineBounds(seconds=context.seconds, memory=context.memory)
    with ExitStack() as ending:
        folder = TemporaryDirectory(dir=context.scratch_dir or None, prefix="okrsite-")
        scratch = Path(ending.enter_context(folder))
        loader = ending.enter_context(closing(Loader(scratch, context, bounds)))
        files: dict[_Name, LoadedFile] = {}
        for number, group in enumerate(groups):
            for name in group[0].loads:
                if name not in files:
                    path = scratch / f"{len(files)}.duckdb"
                    files[name] = loader.loaded(loads[name], give, path)
            read = [files[name] for name in group[0].loads]
            with opened(read, context, bounds, scratch) as database:
                yield from _group_answers(group, database, context, bounds.max_rows)
            later = {name for following in groups[number + 1 :] for name in following[0].loads}
            for name in set(group[0].loads) - later:
                files[name].path.unlink(missing_ok=True)


def _group_answers(
    group: Sequence[_ReadRequest], database: RecordDatabase, context: SourceContext, most: int
) -> Iterator[Observation | Failure]:
    readings = {asking.request.kpi.id: asking.reading for asking in group}
    return answers(
        [asking.request for asking in group],
        lambda request: _rows(database, request, readings[request.kpi.id], most),
        context,
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
