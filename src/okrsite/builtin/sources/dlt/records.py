"""Records: the resources of an API, as dlt extracts them; nothing is loaded by it anywhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import Any

from okrsite.api import (
    DeclaredTable,
    RecordsWanted,
    SourceContext,
    SourceError,
    SourceRecord,
    TableFailure,
)
from okrsite.builtin.sources.dated import with_days
from okrsite.builtin.sources.dlt.settings import DltQuery, DltSettings

_LONGEST_REASON = 300
_TRANSIENT = {"ConnectionError", "ConnectTimeout", "ReadTimeout", "Timeout"}


def records(
    wanted: RecordsWanted[DltQuery], settings: DltSettings, context: SourceContext
) -> Iterator[SourceRecord | DeclaredTable | TableFailure]:
    """What the wanted resources have, each as a table. Raises ModuleNotFoundError without dlt.

    Raises SourceError where the configuration is not one of dlt's.
    """
    folder = tempfile.mkdtemp(dir=context.scratch_dir or None)
    # dlt looks for its settings, and sends that it ran, unless it is told otherwise before.
    os.environ |= {
        "RUNTIME__DLTHUB_TELEMETRY": "false",
        "RUNTIME__LOG_LEVEL": "CRITICAL",
        "DLT_DATA_DIR": folder,
        "DLT_PROJECT_DIR": folder,
    }
    from dlt.sources.rest_api import rest_api_resources  # noqa: PLC0415 - after its settings

    written: dict[str, Any] = {"client": settings.client, "resources": list(settings.resources)}
    if settings.resource_defaults:
        written["resource_defaults"] = settings.resource_defaults
    try:
        resources = rest_api_resources(with_days(written, wanted))
    except Exception as wrong:  # noqa: BLE001 - as many kinds as there are mistakes
        raise SourceError(f"dlt refuses its configuration: {_reason(wrong)}") from None
    return _read(resources, wanted)


def _read(
    resources: list[Any], wanted: RecordsWanted[DltQuery]
) -> Iterator[SourceRecord | DeclaredTable | TableFailure]:
    names = {name.casefold() for name in wanted.tables}
    for resource in resources:
        if resource.name.casefold() not in names:
            continue
        columns = resource.compute_table_schema().get("columns", {})
        key = tuple(name for name, column in columns.items() if column.get("primary_key"))
        yield DeclaredTable(resource.name, tuple(columns), key)
        try:
            for fields in resource:
                yield SourceRecord(fields, resource.name)
        except Exception as wrong:  # noqa: BLE001 - dlt runs code of many libraries
            cause = _cause(wrong)
            is_transient = type(cause).__name__ in _TRANSIENT
            yield TableFailure(resource.name, _reason(cause), is_transient)


def _cause(wrong: BaseException) -> BaseException:
    """What went wrong within all that dlt says around it."""
    while wrong.__cause__ is not None:
        wrong = wrong.__cause__
    return wrong


def _reason(wrong: BaseException) -> str:
    return " ".join(str(wrong).split())[:_LONGEST_REASON] or type(wrong).__name__
