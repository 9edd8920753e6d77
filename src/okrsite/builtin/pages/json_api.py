"""Interface: the goals as JSON for other programs, under `api/v1`, in the shape of `export`."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api import records
from okrsite.api.pages import File, PageKind, Site

FOLDER = "api/v1"


def pages(site: Site) -> Iterator[File]:
    """Every list in parts of a bounded size, and the schema of them all."""
    yield File(f"{FOLDER}/schema.json", records.schema_document)
    for path, content in records.parts(site.scored):
        yield File(f"{FOLDER}/{path}", content)


KIND = PageKind(name="api", title="API", pages=pages, order=1000)
