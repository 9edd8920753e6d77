"""Table SQL: the statements that make a table of the lines of its records, kept ones among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from okrsite.answers.embedded.memory import bytes_of
from okrsite.answers.records.column_types import ColumnType, in_sql, quoted
from okrsite.answers.records.short_form import day_in_sql

# Names and texts stand in quotes.
# ruff: noqa: S608

# DuckDB takes twice the largest record for each thread that reads lines of one file.
_LARGEST, _SHARE = 64 * 2**20, 16
_ORDER = '"okrsite_order"'


class RecordLines(Struct, frozen=True):
    """A file with a record in JSON a line, the types of their fields, and memory to read it in."""

    file: Path
    types: Mapping[str, ColumnType]
    memory: str


def attached(file: Path, name: str, *, read_only: bool = False) -> str:
    """Take a file of tables into a database, under a name."""
    return f"attach {_text(str(file))} as {name}{' (read_only)' if read_only else ''}"


def made(name: str, lines: RecordLines, key: Sequence[str]) -> str:
    """Make a table of its lines; of those that are equal in the key, the last counts."""
    rows = _rows(lines)
    if not key:
        return f"create table {quoted(name)} as {rows}"
    fields = ", ".join(map(quoted, key))
    return (
        f"create table {quoted(name)} as select * exclude ({_ORDER}) "
        f"from (select *, row_number() over () as {_ORDER} from ({rows})) "
        f"qualify row_number() over (partition by {fields} order by {_ORDER} desc) = 1"
    )


def went_on(name: str, lines: RecordLines, key: Sequence[str], gone: str) -> str:
    """Add kept lines to a table of newer records, which replace those of the same key.

    `gone` is a condition for kept records that are not to be added, if there are any.
    """
    same = " and ".join(
        f"newer.{quoted(field)} is not distinct from kept.{quoted(field)}" for field in key
    )
    is_replaced = f"exists (select 1 from {quoted(name)} as newer where {same})" if key else "false"
    return (
        f"insert into {quoted(name)} select * from ({_rows(lines)}) as kept "
        f"where not {is_replaced} and not coalesce({gone or 'false'}, false)"
    )


def lies_within(field: str, since: date, until: date) -> str:
    """Whether a record's day lies after a first one, and not after a last one.

    On the first day itself it may be another day where its system is.
    """
    day = f"try({day_in_sql(field)})"
    return f"{day} > date '{since}' and {day} <= date '{until}'"


def newest_day(name: str, field: str) -> str:
    """The newest day of a field."""
    return f"select max(try({day_in_sql(field)})) from {quoted(name)}"


def counted(name: str) -> str:
    """Count the records of a table."""
    return f"select count(*) from {quoted(name)}"


def written(name: str, file: Path) -> str:
    """Write a table as packed lines."""
    return f"copy {quoted(name)} to {_text(str(file))} (format json, compression zstd)"


def _rows(lines: RecordLines) -> str:
    columns = ", ".join(
        f"{_text(name)}: {_text(in_sql(kind))}" for name, kind in lines.types.items()
    )
    packing = "zstd" if lines.file.suffix == ".zst" else "uncompressed"
    largest = min(_LARGEST, bytes_of(lines.memory) // _SHARE)
    options = (
        f"format = 'newline_delimited', maximum_object_size = {largest}, compression = '{packing}'"
    )
    return f"select * from read_json({_text(str(lines.file))}, columns = {{{columns}}}, {options})"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
