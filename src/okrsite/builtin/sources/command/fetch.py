"""Fetch: a batch of KPIs from programs, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from okrsite.answers.cells import BEGINNING, number_of
from okrsite.answers.observations import AnswerError, Row, answers, scrubbed, undated
from okrsite.answers.optional_import import extra
from okrsite.answers.records.one_table import one_table
from okrsite.answers.records.query import RECORDS
from okrsite.answers.records.sharing import Sharing
from okrsite.answers.records.source import fetch_records
from okrsite.answers.tables import csv_rows, text_of
from okrsite.api import (
    DeclaredTable,
    Failure,
    GivenRecords,
    Keeping,
    Observation,
    RecordsWanted,
    Request,
    SourceContext,
)
from okrsite.builtin.sources.command.program import Program, chunks_of
from okrsite.builtin.sources.command.settings import (
    CommandQuery,
    CommandSettings,
    argument_mistakes,
)

_PATH = "/usr/local/bin:/usr/bin:/bin"
# The share of the batch's time in which all programs have to be done, so that none outlives it.
_OURS = 0.9


def fetch(
    requests: tuple[Request[CommandQuery], ...], settings: CommandSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch."""
    end = monotonic() + context.seconds * _OURS
    # content/data/ is two folders below the site's own.
    site = Path(context.data).parent.parent
    environment = {"PATH": _PATH, "LANG": "C.UTF-8", "TZ": context.timezone, **settings.env}

    def printed(query: CommandQuery, since: date | None, until: date) -> Iterator[bytes]:
        program = Program(
            command=_command(query, settings, site, (since or BEGINNING, until)),
            environment=environment,
            folder=str(site),
            seconds=min(settings.seconds, end - monotonic()),
            most=int(settings.max_megabytes * 1e6),
        )
        try:
            yield from chunks_of(program)
        finally:
            context.kill_children()

    def rows(request: Request[CommandQuery]) -> Iterable[Row]:
        return _rows(request, b"".join(printed(request.query, request.since, request.until)))

    def give(wanted: RecordsWanted[CommandQuery]) -> Iterator[GivenRecords]:
        yield DeclaredTable(RECORDS, key=settings.key)
        yield from one_table(_records(printed(wanted.query, wanted.since, wanted.until)))

    def keep(query: CommandQuery, _: str) -> Keeping | None:
        asked = (settings.command, query.arguments)
        return Keeping(asked, settings.watermark) if settings.keep else None

    sharing = Sharing(part=lambda query, _: query.arguments, keep=keep)
    yield from scrubbed(settings.env.values(), _answers(requests, rows, give, context, sharing))


def _answers(
    requests: Sequence[Request[CommandQuery]],
    rows: Callable[[Request[CommandQuery]], Iterable[Row]],
    give: Callable[[RecordsWanted[CommandQuery]], Iterable[GivenRecords]],
    context: SourceContext,
    sharing: Sharing[CommandQuery],
) -> Iterator[Observation | Failure]:
    plain = [request for request in requests if not request.query.is_of_records]
    yield from answers(plain, rows, context)
    if asking := [request for request in requests if request.query.is_of_records]:
        yield from fetch_records(asking, give, context, sharing)


def _command(
    query: CommandQuery, settings: CommandSettings, site: Path, days: tuple[date, date]
) -> tuple[str, ...]:
    if mistake := next(argument_mistakes(query, settings), None):
        raise AnswerError(mistake.message)
    name, *fixed = settings.command
    found = str(site / name) if "/" in name else shutil.which(name, path=_PATH)
    if found is None:
        raise AnswerError(f"there is no program '{name}'")
    since, until = (day.isoformat() for day in days)
    arguments = (*fixed, *query.arguments)
    return found, *(word.replace("{since}", since).replace("{until}", until) for word in arguments)


def _rows(request: Request[CommandQuery], output: bytes) -> Iterable[Row]:
    text = text_of(output).strip()
    if not text:
        raise AnswerError("the program printed nothing")
    try:
        return [undated(request, number_of(text))]
    except ValueError:
        query = request.query
        if "\n" not in text:
            raise AnswerError("the program printed neither a number nor a table in CSV") from None
        return csv_rows(output, query.date, query.value)


def _records(chunks: Iterator[bytes]) -> Iterator[Mapping[str, Any]]:
    with extra("sql"):
        # What holds them is not always installed, and few programs print any.
        from okrsite.builtin.sources.command.records import printed_records  # noqa: PLC0415
    return printed_records(chunks)
