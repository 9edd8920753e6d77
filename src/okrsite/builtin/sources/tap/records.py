"""Records: a tap or connector run once, for all KPIs that ask its streams."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

from okrsite.answers.observations import OURS, AnswerError
from okrsite.api import (
    DeclaredTable,
    RecordsWanted,
    SourceContext,
    SourceError,
    SourceRecord,
    TableFailure,
)
from okrsite.builtin.sources.dated import with_days
from okrsite.builtin.sources.tap import airbyte, singer
from okrsite.builtin.sources.tap.kept import KeptRecords
from okrsite.builtin.sources.tap.process import Tap, tap_environment
from okrsite.builtin.sources.tap.settings import TapQuery, TapSettings
from okrsite.builtin.sources.tap.stream import KeptState, Stream, StreamRecord

_PROTOCOLS = {"singer": singer, "airbyte": airbyte}


def records(
    wanted: RecordsWanted[TapQuery], settings: TapSettings, context: SourceContext
) -> Iterator[SourceRecord | DeclaredTable | TableFailure]:
    """What the wanted streams have, each as a table. Raises SourceError where nothing is had."""
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(dir=_place(context))))
        ending.callback(context.kill_children)
        tap = _tap(settings, context, folder)
        config = with_days(settings.config, wanted)
        try:
            yield from _read(tap, config, wanted, settings, context)
        except AnswerError as failure:
            raise SourceError(str(failure), is_transient=failure.is_transient) from None


def _read(
    tap: Tap,
    config: Any,
    wanted: RecordsWanted[TapQuery],
    settings: TapSettings,
    context: SourceContext,
) -> Iterator[SourceRecord | DeclaredTable]:
    protocol = _PROTOCOLS[settings.protocol]
    selected = protocol.streams(tap, config, wanted.tables)
    for stream in selected:
        yield DeclaredTable(stream.name, stream.fields, stream.key)
    is_dated = b"{since}" in msgspec.json.encode(settings.config)
    kept = _kept(settings, context, selected, wanted.since if is_dated else None)
    state = kept.state()
    for record in _earlier(kept, selected) if state is not None else ():
        kept.keep(record)
        yield SourceRecord(record.fields, record.stream)
    for message in protocol.read(tap, config, selected, state):
        if isinstance(message, KeptState):
            state = message.value
        else:
            kept.keep(message)
            yield SourceRecord(message.fields, message.stream)
    kept.commit(state)


def _earlier(kept: KeptRecords, selected: Sequence[Stream]) -> Iterator[StreamRecord]:
    """The records of earlier runs that this one does not send again."""
    incremental = {stream.name for stream in selected if stream.is_incremental}
    return (record for record in kept.records() if record.stream in incremental)


def _kept(
    settings: TapSettings, context: SourceContext, selected: Sequence[Stream], since: date | None
) -> KeptRecords:
    folder = context.cache_dir if settings.keep else ""
    names = sorted(stream.name for stream in selected)
    asked = msgspec.json.encode([settings.command, settings.config, names], order="sorted")
    return KeptRecords(folder, context.cache_key, asked, since)


def _tap(settings: TapSettings, context: SourceContext, folder: Path) -> Tap:
    seconds = min(settings.seconds, context.seconds * OURS)
    return Tap(
        command=settings.command,
        environment=tap_environment(context.timezone, folder, settings.env),
        # content/data/ is two folders below the site's own.
        site=str(Path(context.data).parent.parent),
        folder=folder,
        until=monotonic() + seconds,
        most=int(settings.max_megabytes * 1e6),
    )


def _place(context: SourceContext) -> str | None:
    """The folder for this run alone, if there is one."""
    return context.scratch_dir or None
