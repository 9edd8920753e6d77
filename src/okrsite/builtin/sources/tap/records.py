"""Records: a tap or connector run once, for all KPIs that ask its streams."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

from okrsite.answers.observations import OURS, AnswerError
from okrsite.api import (
    DeclaredTable,
    Keeping,
    KeptState,
    RecordsWanted,
    SourceContext,
    SourceError,
    SourceRecord,
)
from okrsite.builtin.sources.dated import with_days
from okrsite.builtin.sources.tap import airbyte, singer
from okrsite.builtin.sources.tap.process import Tap, tap_environment
from okrsite.builtin.sources.tap.settings import TapQuery, TapSettings

_PROTOCOLS = {"singer": singer, "airbyte": airbyte}


def keep(_query: TapQuery, settings: TapSettings, _table: str) -> Keeping | None:
    """The records of streams that go on are kept, with the state of the tap."""
    if not settings.keep:
        return None
    is_whole = b"{since}" not in msgspec.json.encode(settings.config)
    return Keeping((settings.command, settings.protocol, settings.config), is_whole=is_whole)


def records(
    wanted: RecordsWanted[TapQuery], settings: TapSettings, context: SourceContext
) -> Iterator[SourceRecord | DeclaredTable | KeptState]:
    """What the wanted streams have, each as a table. Raises SourceError where nothing is had."""
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(dir=_place(context))))
        ending.callback(context.kill_children)
        tap = _tap(settings, context, folder)
        config = with_days(settings.config, wanted)
        try:
            yield from _read(tap, config, wanted, settings)
        except AnswerError as failure:
            raise SourceError(str(failure), is_transient=failure.is_transient) from None


def _read(
    tap: Tap, config: Any, wanted: RecordsWanted[TapQuery], settings: TapSettings
) -> Iterator[SourceRecord | DeclaredTable | KeptState]:
    protocol = _PROTOCOLS[settings.protocol]
    selected = protocol.streams(tap, config, wanted.tables)
    for stream in selected:
        goes_on = settings.keep and stream.is_incremental
        yield DeclaredTable(stream.name, stream.fields, stream.key, goes_on=goes_on)
    yield from protocol.read(tap, config, selected, wanted.state)


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
