"""Record queries: what a KPI asks of the records of its source, in SQL or in short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from okrsite.model.extensions import QueryMistake

# The fields that each say by themselves what the value of a period is.
AGGREGATES = ("count", "distinct", "sum", "average", "median", "min", "max")
# What only the short form has.
_SHORT = ("table", "by", "where", "every")
RECORDS = "records"


class RecordQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of a source's records, which stand in tables.

    In short: `count = true`, or `distinct`, `sum`, `average`, `median`, `min` or `max` with the
    name of a field, of the records of a `table`, for which `where` holds (a condition in SQL). `by`
    is the field with a record's day; then there is a value for each period of the KPI's cadence
    that is over, or of `every` (`daily`, `weekly` and so on). A period without records counts 0
    where records are counted, and is missing otherwise. Without `by` the value is one, of the last
    day that is asked for. A field within a table of a record is named by its path, `owner.name`.

    In full: `query`, one statement of SQL for DuckDB that only reads, as in a source of `sql`; the
    tables are those of the source.

    Attributes:
        query: A whole statement.
        table: The table that is asked in short.
        count: Whether its records are counted.
        distinct: The field whose different values are counted.
        sum: The field that is added up.
        average: The field whose mean is taken.
        median: The field whose median is taken.
        min: The field whose smallest value is taken.
        max: The field whose largest value is taken.
        by: The field with a record's day.
        where: A condition in SQL that records have to meet.
        every: The periods that have a value, if they are not those of the KPI's cadence.
    """

    query: str = ""
    table: str = RECORDS
    count: bool = False
    distinct: str = ""
    sum: str = ""
    average: str = ""
    median: str = ""
    min: str = ""
    max: str = ""
    by: str = ""
    where: str = ""
    every: Literal["daily", "weekly", "monthly", "quarterly", "yearly"] | None = None

    @property
    def is_of_records(self) -> bool:
        """Whether anything is asked of records; some sources find values in other ways, too."""
        return bool(self.query) or any(getattr(self, name) for name in AGGREGATES)


def form_mistakes(query: RecordQuery) -> Iterator[QueryMistake]:
    """What is wrong with the choice of fields, before anybody reads any SQL."""
    aggregates = [name for name in AGGREGATES if getattr(query, name)]
    beside = [name for name in _SHORT if getattr(query, name) not in {"", None, RECORDS}]
    if query.query and (aggregates or beside):
        field = (*aggregates, *beside)[0]
        message = f"`query` says all that is asked, and `{field}` would say more"
        yield QueryMistake(message, "Keep one of the two.", field)
    elif not query.query and not aggregates:
        help_ = 'Write count = true, or sum = "FIELD", or a whole statement as `query`.'
        yield QueryMistake("nothing says what the value is", help_)
    elif len(aggregates) > 1:
        message = f"`{aggregates[0]}` and `{aggregates[1]}` are two values, and a KPI has one"
        yield QueryMistake(message, "Keep one of the two.", aggregates[1])
    elif query.every and not query.by:
        message = "`every` needs the field with a record's day"
        yield QueryMistake(message, 'Name it: by = "created_at".', "every")
