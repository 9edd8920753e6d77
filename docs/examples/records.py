"""A source of records: deployments, a line of JSON each, in files of `content/data/`.

[sources.deployments]
plugin = "deployments"
folder = "deployments"

[source]                  # in the front matter of a KPI
use = "deployments"
count = true
by = "finished"
where = "state = 'failed'"
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from okrsite.api import (
    RecordQuery,
    RecordsWanted,
    SourceContext,
    SourceRecord,
    SourceType,
    TableFailure,
    hookimpl,
    record_source,
)


class Settings(Struct, frozen=True):
    """`[sources.NAME]`: a folder of `content/data/`."""

    folder: str


def records(
    wanted: RecordsWanted[RecordQuery], settings: Settings, context: SourceContext
) -> Iterator[SourceRecord | TableFailure]:
    """Every line of every file; of the table `records`, since none is named."""
    for path in sorted(Path(context.data, settings.folder).glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            try:
                for line in lines:
                    yield SourceRecord(json.loads(line))
            except ValueError as problem:
                yield TableFailure("records", f"{path.name}: {problem}")


@hookimpl
def okrsite_sources() -> Iterable[SourceType[Any, Any]]:
    yield record_source(
        name="deployments",
        title="Deployments",
        settings=Settings,
        query=RecordQuery,
        records=records,
    )
