"""Fetch: a batch of KPIs from programs, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic

from okrsite.answers.cells import BEGINNING, number_of
from okrsite.answers.observations import AnswerError, Row, answers, scrubbed, undated
from okrsite.answers.tables import csv_rows, text_of
from okrsite.api import Failure, Observation, Request, SourceContext
from okrsite.builtin.sources.command.program import Program, output_of
from okrsite.builtin.sources.command.settings import CommandQuery, CommandSettings, check

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

    def rows(request: Request[CommandQuery]) -> Iterable[Row]:
        program = Program(
            command=_command(request, settings, site),
            environment=environment,
            folder=str(site),
            seconds=min(settings.seconds, end - monotonic()),
            most=int(settings.max_megabytes * 1e6),
        )
        try:
            return _rows(request, output_of(program))
        finally:
            context.kill_children()

    return scrubbed(settings.env.values(), answers(requests, rows, context))


def _command(
    request: Request[CommandQuery], settings: CommandSettings, site: Path
) -> tuple[str, ...]:
    if mistake := next(check(request.query, settings), None):
        raise AnswerError(mistake.message)
    name, *fixed = settings.command
    found = str(site / name) if "/" in name else shutil.which(name, path=_PATH)
    if found is None:
        raise AnswerError(f"there is no program '{name}'")
    since, until = (request.since or BEGINNING).isoformat(), request.until.isoformat()
    arguments = (*fixed, *request.query.arguments)
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
