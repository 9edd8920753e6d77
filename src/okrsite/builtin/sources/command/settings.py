"""Settings of the command source: which programs may be run, and what a KPI runs."""

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from okrsite.answers.records.source import record_mistakes
from okrsite.api import QueryMistake, RecordQuery, SettingsMistake
from okrsite.builtin.sources.kept import keep_mistakes

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class CommandSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which program is run.

    `command` is the program and its first arguments; `{since}` and `{until}` in these become days.
    The program is a name (found in /usr/local/bin, /usr/bin and /bin) or a path; one that does not
    begin with `/` begins at the site's folder. A KPI adds values and no options: one that begins
    with `-` is refused, unless `command` ends with `--`. `env` holds the variables that the program
    is given, secrets as `${VAR}`; it sees no others but PATH, LANG and TZ. A run may take `seconds`
    and print `max_megabytes`.

    With `keep = true` the records that it prints are kept in this site's cache, and the next run
    asks for newer ones alone: `{since}` is then the newest day of their field `watermark`, less the
    `lookback` of the source and less one day at least. A record that comes again replaces the one
    of the same `key`; one that lies within these days and does not come any more is gone.
    """

    command: Annotated[tuple[str, ...], Meta(min_length=1)]
    env: dict[str, str] = {}
    seconds: Annotated[float, Meta(gt=0)] = 30
    max_megabytes: Annotated[float, Meta(gt=0)] = 5
    keep: bool = False
    key: tuple[str, ...] = ()
    watermark: str = ""


class CommandQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the program is asked for: `arguments` follow those of the settings.

    `{since}` and `{until}` in them become days. The program prints one number, which is of the last
    day that is asked for, or CSV with a header; `date` and `value` are then the names of its
    columns. No shell is involved. A value such as `@file` is one to okrsite and may be a file to
    the program: name no program that opens what a value names.

    Or the value is asked of what it prints as records, by `count`, `sum` and the like or a `query`,
    as the table `records`: a list in JSON, an object in JSON a line, or CSV with a header.
    """

    arguments: tuple[str, ...] = ()
    date: str = "date"
    value: str = "value"


def check(query: CommandQuery, settings: CommandSettings) -> Iterator[QueryMistake]:
    """Arguments that a program may take for something else than values, and mistakes in SQL."""
    if query.is_of_records:
        yield from record_mistakes(query)
        words = (*settings.command, *query.arguments)
        if settings.keep and not any("{since}" in word for word in words):
            message = "its source keeps records, and nothing says {since} to the program"
            yield QueryMistake(message, "Write it into `command` or `arguments`.", "arguments")
    yield from argument_mistakes(query, settings)


def check_settings(settings: CommandSettings) -> Iterator[SettingsMistake]:
    """What is missing of what tells which records are newer, and which of them are the same."""
    yield from keep_mistakes(settings.keep, settings.key, settings.watermark)


def argument_mistakes(query: CommandQuery, settings: CommandSettings) -> Iterator[QueryMistake]:
    """Arguments that a program may take for something else than values."""
    for index, argument in enumerate(query.arguments):
        field = f"arguments.{index}"
        if _CONTROLS.search(argument):
            message = "an argument holds a line break or another control character"
            yield QueryMistake(message, field=field)
        elif argument.startswith("-") and settings.command[-1] != "--":
            message = f"the argument '{argument}' may be taken for an option"
            help_ = 'Options stand in the settings; where `command` ends with "--", values may too.'
            yield QueryMistake(message, help_, field)
