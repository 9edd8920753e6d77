"""Sharing: which KPIs read the same records, and which of these are kept between runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from okrsite.answers.records.query import RecordQuery
from okrsite.model.extensions import Keeping

Query = TypeVar("Query", bound=RecordQuery)
_OF_ALL = frozenset(field.name for field in fields(RecordQuery))


def own_fields(query: RecordQuery) -> tuple[Any, ...]:
    """What a source's own fields of a query hold; they say which records are wanted."""
    own = (field.name for field in fields(query) if field.name not in _OF_ALL)
    return tuple(repr(getattr(query, name)) for name in own)


def _kept_by_nobody(_query: RecordQuery, _table: str) -> None:
    """Where nothing is kept."""


class Sharing(Struct, Generic[Query], frozen=True):
    """What a source says of the records of a table, by a query that reads it.

    `part` is what of the query decides which records there are: tables for which it is the same
    are had at once. `keep` says how they are kept.
    """

    part: Callable[[Query, str], tuple[Any, ...]] = lambda query, _: own_fields(query)
    keep: Callable[[Query, str], Keeping | None] = _kept_by_nobody

    def load_name(self, query: Query, table: str) -> tuple[Any, ...]:
        """The name of the records that are had at once; each table with a watermark has its own."""
        part = self.part(query, table)
        keeping = self.keep(query, table)
        return (*part, table.lower()) if keeping and keeping.watermark else part
