"""The short form of a record query, written out as the statement that it stands for."""

from __future__ import annotations

from msgspec import Struct

from okrsite.answers.records.column_types import quoted
from okrsite.answers.records.query import AGGREGATES, RecordQuery
from okrsite.model.names import Cadence

# Names stand in quotes, and the whole statement is checked before it is asked.
# ruff: noqa: S608

_FUNCTIONS = {"average": "avg"}
_UNITS: dict[Cadence, str] = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
}
# Days come as text, as moments, or as numbers of seconds or milliseconds since 1970. A moment falls
# on its day in the time zone of the connection, which is the company's.
_DAY = """cast(case
  when regexp_full_match({0}, '[0-9]{{9,10}}([.][0-9]*)?') then epoch_ms(cast(1000 * cast({0} as \
double) as bigint)) at time zone 'UTC'
  when regexp_full_match({0}, '[0-9]{{12,13}}([.]0*)?') then epoch_ms(cast(cast({0} as double) as \
bigint)) at time zone 'UTC'
  when regexp_full_match({0}, '[0-9]{{8}}') then cast(strptime({0}, '%Y%m%d') as timestamptz)
  when regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}') then cast(concat({0}, '-01') as timestamptz)
  else cast({0} as timestamptz) end as date)"""


class WrittenForm(Struct, frozen=True):
    """A statement, and where in it the author's own condition begins."""

    text: str
    condition_at: int = 0


def written_out(query: RecordQuery, cadence: Cadence, year_starts: int) -> WrittenForm:
    """The statement of a query in short: the first day of each period and its value, by period.

    Without `by` it is the value alone.
    """
    value = _value(query)
    table = quoted(query.table)
    if not query.by:
        before = f"select {value} as value from {table} where (\n"
        return WrittenForm(f"{before}{query.where or 'true'}\n)", len(before))
    start = _period_start(day_in_sql(query.by), cadence, year_starts)
    before = (
        f"select {start} as date, {value} as value from {table} "
        f"where {_path(query.by)} is not null and (\n"
    )
    return WrittenForm(f"{before}{query.where or 'true'}\n) group by 1 order by 1", len(before))


def day_in_sql(field: str) -> str:
    """The day that a field holds, as text, as a moment or as a number."""
    return _DAY.format(f"cast({_path(field)} as varchar)")


def _value(query: RecordQuery) -> str:
    name = next(name for name in AGGREGATES if getattr(query, name))
    field = getattr(query, name)
    match name:
        case "count":
            return "count(*)"
        case "distinct":
            return f"count(distinct {_path(field)})"
        case _:
            return f"{_FUNCTIONS.get(name, name)}(cast({_path(field)} as double))"


def _period_start(day: str, cadence: Cadence, year_starts: int) -> str:
    """The first day of the period that a day lies in, of the company's year where it has one."""
    if cadence == "daily":
        return day
    unit, shift = _UNITS[cadence], year_starts - 1
    if shift and cadence in {"quarterly", "yearly"}:
        shifted = f"date_trunc('{unit}', {day} - interval '{shift} months')"
        return f"cast({shifted} + interval '{shift} months' as date)"
    return f"cast(date_trunc('{unit}', {day}) as date)"


def _path(field: str) -> str:
    """A field by its name, or by the names that lead to it, each in quotes."""
    return ".".join(map(quoted, field.split(".")))
