"""Record sources: a kind of source made of a function that gives records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from okrsite.answers.optional_import import extra
from okrsite.answers.records.query import RecordQuery
from okrsite.answers.records.sharing import Sharing
from okrsite.model.extensions import (
    Failure,
    GivenRecords,
    Keeping,
    Observation,
    QueryMistake,
    RecordsWanted,
    Request,
    SettingsMistake,
    SourceContext,
    SourceType,
)

# What reads SQL and holds the tables takes long to import, and most commands need neither.
# ruff: noqa: PLC0415

Settings = TypeVar("Settings", bound=Struct)
Query = TypeVar("Query", bound=RecordQuery)
Give = Callable[[RecordsWanted[Query]], Iterable[GivenRecords]]
Records = Callable[[RecordsWanted[Query], Settings, SourceContext], Iterable[GivenRecords]]


def record_source(  # noqa: PLR0913 - named, each with a meaning of its own
    *,
    name: str,
    title: str,
    settings: type[Settings],
    query: type[Query],
    records: Records[Query, Settings],
    check: Callable[[Query, Settings], Iterable[QueryMistake]] | None = None,
    check_settings: Callable[[Settings], Iterable[SettingsMistake]] | None = None,
    keep: Callable[[Query, Settings, str], Keeping | None] | None = None,
) -> SourceType[Settings, Query]:
    """A kind of source whose `records` gives records; they become tables that KPIs ask in SQL.

    `records` is called once for all KPIs that want the same records, and may give them lazily, in
    any order and any number: they wait on the disk. It raises SourceError where nothing can be had,
    and gives a TableFailure where one table cannot. `query` may have fields of its own beside those
    of RecordQuery: KPIs that differ in them want different records. `check` says what is wrong with
    these fields; what the others say is checked in any case. `check_settings` is as that of a
    SourceType. `keep` says whether the records of a table are kept between runs, and how.
    """

    def fetch(
        requests: tuple[Request[Query], ...], given: Settings, context: SourceContext
    ) -> Iterator[Observation | Failure]:
        sharing: Sharing[Query] = Sharing()
        if keep:
            sharing = Sharing(keep=lambda query, table: keep(query, given, table))

        def give(wanted: RecordsWanted[Query]) -> Iterable[GivenRecords]:
            return records(wanted, given, context)

        return fetch_records(requests, give, context, sharing)

    def check_query(written: Query, given: Settings) -> Iterator[QueryMistake]:
        yield from record_mistakes(written)
        if check:
            yield from check(written, given)

    return SourceType(
        name=name,
        title=title,
        settings=settings,
        query=query,
        fetch=fetch,
        check=check_query,
        check_settings=check_settings,
    )


def fetch_records(
    requests: Sequence[Request[Query]],
    give: Give[Query],
    context: SourceContext,
    sharing: Sharing[Query] | None = None,
) -> Iterator[Observation | Failure]:
    """The answers of KPIs that ask records; `give` gives those that are wanted.

    Raises SourceError where what holds the tables is not installed.
    """
    with extra("sql"):
        from okrsite.answers.records.fetch import fetch

    return fetch(requests, give, context, sharing or Sharing())


def record_mistakes(query: RecordQuery) -> Iterable[QueryMistake]:
    """What keeps a query from being asked, as far as that can be told without its records."""
    try:
        from okrsite.answers.records.statements import mistakes
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is not installed, so nobody looked whether its queries only read"
        return [QueryMistake(message, "pip install 'okrsite[sql]'", is_refusal=False)]
    return mistakes(query)
