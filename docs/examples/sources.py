"""A source: the number of files in a folder of `content/data/`.

[sources.archive]
plugin = "folder"

[source]                  # in the front matter of a KPI
use = "archive"
folder = "contracts"
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType, hookimpl


class Settings(Struct, frozen=True):
    """`[sources.NAME]`: nothing beside `plugin`."""


class Query(Struct, frozen=True):
    """`[source]` of a KPI."""

    folder: str


def fetch(
    requests: tuple[Request[Query], ...], settings: Settings, context: SourceContext
) -> Iterator[Observation | Failure]:
    data = Path(context.data).resolve()
    for request in requests:
        folder = (data / request.query.folder).resolve()
        if folder.is_relative_to(data) and folder.is_dir():
            yield Observation(request.kpi.id, request.until, float(len(list(folder.iterdir()))))
        else:
            yield Failure(request.kpi.id, f"content/data/{request.query.folder} is no folder")


@hookimpl
def okrsite_sources() -> Iterable[SourceType[Settings, Query]]:
    yield SourceType(
        name="folder", title="Files in a folder", settings=Settings, query=Query, fetch=fetch
    )
