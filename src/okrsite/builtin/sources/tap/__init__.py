"""Tap: the records of a Singer tap or an Airbyte connector, which runs as a process of its own."""

from collections.abc import Iterable

from okrsite.api import (
    DeclaredTable,
    Keeping,
    KeptState,
    RecordsWanted,
    SourceContext,
    SourceRecord,
    record_source,
)
from okrsite.builtin.sources.tap.settings import TapQuery, TapSettings


def _records(
    wanted: RecordsWanted[TapQuery], settings: TapSettings, context: SourceContext
) -> Iterable[SourceRecord | DeclaredTable | KeptState]:
    from okrsite.builtin.sources.tap.records import records  # noqa: PLC0415 - rarely needed

    return records(wanted, settings, context)


def _keep(query: TapQuery, settings: TapSettings, table: str) -> Keeping | None:
    from okrsite.builtin.sources.tap.records import keep  # noqa: PLC0415 - rarely needed

    return keep(query, settings, table)


SOURCE = record_source(
    name="tap",
    title="A Singer tap or an Airbyte connector: its streams are tables",
    settings=TapSettings,
    query=TapQuery,
    records=_records,
    keep=_keep,
)
