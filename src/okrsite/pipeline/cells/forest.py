"""Forest: the tables of a forest, as what later stages look at."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from okrsite.model.forest import Forest
from okrsite.pipeline.cells.tables import CellTables

# By the fields of a forest, the names of its tables. What may be dated is written first, and known
# later as of a day.
FOREST_TABLES: Mapping[str, str] = {
    "objectives": "written objective",
    "kpis": "written kpi",
    "teams": "team",
    "people": "person",
    "cycles": "written cycle",
    "pages": "page",
    "series": "written series",
    "provenance": "provenance",
    "checkins": "written checkins",
    "supported_by": "supporters",
    "aliases": "aliases",
    "unread": "unread",
}


def watched(forest: Forest, tables: CellTables) -> Forest:
    """The forest with tables that note what is asked of them."""
    return replace(
        forest,
        **{
            field: tables.given(name, getattr(forest, field))
            for field, name in FOREST_TABLES.items()
        },
    )
