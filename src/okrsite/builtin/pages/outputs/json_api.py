"""JSON API: the goals for other programs, under `api/v1`, in the shape of `export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from okrsite.api import records
from okrsite.api.pages import File, PageContext, PageKind

FOLDER = "api/v1"
SCHEMA = "schema.json"


def names(ctx: PageContext) -> Iterator[File]:
    """Every list in parts of a bounded size, and the schema of them all."""
    yield File(SCHEMA, f"{FOLDER}/{SCHEMA}")
    for path in ctx.once(_parts):
        yield File(path, f"{FOLDER}/{path}")


def content(ctx: PageContext, path: str) -> bytes:
    """A part of a list, or the schema."""
    if path == SCHEMA:
        return records.schema_document()
    return ctx.once(_parts)[path]()


def _parts(ctx: PageContext) -> Mapping[str, Callable[[], bytes]]:
    return dict(records.parts(ctx.scored))


KIND = PageKind(name="api", title="API", names=names, content=content, order=1000)
