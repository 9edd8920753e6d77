"""Dlt: any API that a `rest_api` configuration of dlt describes; its resources are tables."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.api import (
    DeclaredTable,
    RecordsWanted,
    SourceContext,
    SourceRecord,
    TableFailure,
    record_source,
)
from okrsite.builtin.sources.dlt.settings import DltQuery, DltSettings, check_settings, keep


def _records(
    wanted: RecordsWanted[DltQuery], settings: DltSettings, context: SourceContext
) -> Iterable[SourceRecord | DeclaredTable | TableFailure]:
    from okrsite.builtin.sources.dlt.records import records  # noqa: PLC0415 - imports dlt

    with extra("dlt"):
        return records(wanted, settings, context)


SOURCE = record_source(
    name="dlt",
    title="An API by a rest_api configuration of dlt: its resources are tables",
    settings=DltSettings,
    query=DltQuery,
    records=_records,
    keep=keep,
    check_settings=check_settings,
)
