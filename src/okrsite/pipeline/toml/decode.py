"""Decode: from a written table to a typed row, with all of the table's mistakes at once."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast

import msgspec
from msgspec import inspect

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Edit
from okrsite.model.position import Span
from okrsite.pipeline.suggest import Guesses, did_you_mean, nearest
from okrsite.pipeline.toml.corrections import Correction, bounded, correction
from okrsite.pipeline.toml.positions import Step
from okrsite.pipeline.toml.table import UNREADABLE, Table
from okrsite.pipeline.toml.type_checks import (
    ListType,
    accepts,
    fitting,
    is_empty_text,
    list_of,
    out_of_bounds,
    placeholder,
)
from okrsite.pipeline.toml.type_descriptions import (
    choices,
    describe_type,
    describe_value,
    example,
    value_like,
)
from okrsite.pipeline.toml.unit_field import unit_edits
from okrsite.pipeline.toml.unknown_keys import siblings, unknown_key

T = TypeVar("T")


class Decoded(NamedTuple, Generic[T]):
    """A row, its table, and what is wrong.

    After mistakes the row holds what could be read: a mistaken optional field counts as left out,
    and the table knows which of its tables are broken, itself perhaps, for want of a required one.
    """

    row: T
    table: Table
    findings: tuple[Diagnostic, ...]


def decode(table: Table, row: type[T]) -> tuple[T | None, tuple[Diagnostic, ...]]:
    """The table as a `row`, and every mistake in it at its place; those of its text are its own."""
    decoded = decode_rows(table, row)
    return None if decoded.table.is_broken else decoded.row, decoded.findings


def decode_rows(table: Table, row: type[T]) -> Decoded[T]:
    """Like `decode`, for those who look further for mistakes even where something is missing."""
    if not table.is_flawed:
        try:
            # Most tables are good, and msgspec finds that out much faster than the walk below.
            return Decoded(msgspec.convert(table.value, row), table, ())
        # It names the first mistake only, and in words of its own; the walk finds all of them.
        except msgspec.ValidationError:
            pass
    type_ = _type_of(cast("Hashable", row))
    decoder = _TableDecoder(table, type_)
    value = decoder.table_of(table.value, type_, ())
    known = msgspec.structs.replace(
        table,
        dropped=frozenset(decoder.dropped),
        broken=frozenset(decoder.broken),
        meant=frozenset(decoder.meant),
    )
    return Decoded(msgspec.convert(value, row), known, tuple(decoder.findings))


def mistakes(value: dict[str, Any], row: type, places: TablePositions) -> tuple[Diagnostic, ...]:
    """Everything that keeps plain data from being a `row`, as far as its types are known here."""
    type_ = _type_of(cast("Hashable", row))
    decoder = _TableDecoder(places, type_)
    decoder.table_of(value, type_, ())
    return tuple(decoder.findings)


@cache
def _type_of(row: Hashable) -> inspect.StructType:
    described = inspect.type_info(row)
    if not isinstance(described, inspect.StructType):
        raise TypeError(row)
    return described


class TablePositions(Protocol):
    """Whatever knows where the values and keys of a table stand."""

    def at(self, *steps: Step) -> Span:
        """The place of a value."""

    def at_key(self, *steps: Step) -> Span:
        """The place of a key."""


class _TableDecoder:
    """Goes through a table beside its type; `None` for a value means that it is of no use."""

    def __init__(self, table: TablePositions, root: inspect.StructType) -> None:
        self.table = table
        self.root = root
        self.findings: list[Diagnostic] = []
        self.dropped: list[tuple[Step, ...]] = []
        self.broken: list[tuple[Step, ...]] = []
        self.meant: list[tuple[tuple[Step, ...], str]] = []
        self.guesses = Guesses()

    def table_of(
        self, value: dict[str, Any], row: inspect.StructType, steps: tuple[Step, ...]
    ) -> dict[str, Any]:
        fields = {field.encode_name: field for field in row.fields}
        meant = {self.report_unknown(key, row, steps) for key in value if key not in fields}
        good = {}
        for name, field in fields.items():
            read = None
            if name in value:
                read = self.value_of(value[name], field.type, (*steps, name))
            elif field.required and name not in meant:
                self.report_missing(name, field, steps)
            if read is not None:
                good[name] = read
            elif field.required:
                good[name] = placeholder(field.type)
                self.broken.append(_nearest_item(steps))
        return good

    def value_of(self, value: Any, kind: inspect.Type, steps: tuple[Step, ...]) -> Any:
        if value is UNREADABLE:
            return None
        if isinstance(kind, inspect.AnyType):
            return _readable(value)
        if isinstance(value, dict) and (row := fitting(kind, inspect.StructType)):
            return self.table_of(value, row, steps)
        if isinstance(value, dict) and (entries := fitting(kind, inspect.DictType)):
            return self.entries_of(value, entries, steps)
        if isinstance(value, list) and (items := list_of(kind)):
            return self.items_of(value, items, steps)
        if accepts(kind, value):
            return value
        self.findings.append(self.type_error(value, kind, steps))
        return None

    def entries_of(
        self, value: dict[str, Any], table: inspect.DictType, steps: tuple[Step, ...]
    ) -> dict[str, Any]:
        read = {k: self.value_of(v, table.value_type, (*steps, k)) for k, v in value.items()}
        return {key: field for key, field in read.items() if field is not None}

    def items_of(self, value: list[Any], items: ListType, steps: tuple[Step, ...]) -> list[Any]:
        kept = []
        for i, item in enumerate(value):
            read = self.value_of(item, items.item_type, (*steps, i))
            if read is None:
                self.dropped.append((*steps, i))
            else:
                kept.append(read)
        return kept

    def report_unknown(
        self, key: str, row: inspect.StructType, steps: tuple[Step, ...]
    ) -> str | None:
        """Note a key that is none of the table's, and tell which one was probably meant."""
        path = (*steps, key)
        text = self.table if isinstance(self.table, Table) else None
        found = unknown_key(path, row, self.root, self.guesses, text)
        if found is None:
            return None
        if found.near:
            self.meant.append((path, found.near))
        span = self.table.at_key(*path)
        self.findings.append(error("OKR010", span, found.message, found.help, found.edits))
        return found.near

    def report_missing(self, name: str, field: inspect.Field, steps: tuple[Step, ...]) -> None:
        help_ = f"Add {example(name, field.type)}"
        self.findings.append(error("OKR012", self.table.at(*steps), f"'{name}' is missing", help_))

    def type_error(self, value: Any, kind: inspect.Type, steps: tuple[Step, ...]) -> Diagnostic:
        name = next((step for step in reversed(steps) if isinstance(step, str)), "")
        span = self.table.at(*steps)
        if limit := out_of_bounds(kind, value):
            message = f"'{name}' is {value}; it must be {limit}"
            return error("OKR014", span, message, bounded(name, kind, value))
        near = nearest(value, choices(kind)) if isinstance(value, str) else None
        text = self.table if isinstance(self.table, Table) else None
        beside = siblings(steps, text) if isinstance(steps[-1], str) else {}
        found = correction(name, kind, value, near, beside)
        what, help_ = f"'{name}'", found.help
        if isinstance(steps[-1], int):
            what, help_ = (
                f"an item of '{name}'",
                f"Write {found.text or value_like(kind)} in the list",
            )
        if is_empty_text(kind, value):
            return error("OKR013", span, f"{what} is empty", help_)
        message = (
            f"{what} must be {describe_type(kind)}, not {describe_value(value)}{did_you_mean(near)}"
        )
        return error("OKR011", span, message, help_, self.edits_of(found, steps))

    def edits_of(self, found: Correction, steps: tuple[Step, ...]) -> tuple[Edit, ...]:
        """What writes the value as it was meant; nothing where that is not sure."""
        if found.text is None or not isinstance(self.table, Table):
            return ()
        edit = self.table.replacement(*steps, text=found.text)
        beside: tuple[Edit, ...] | None = ()
        if edit and found.unit:
            beside = unit_edits(self.table.source, edit.span.line, found.unit)
        return () if edit is None or beside is None else (edit, *beside)


def _nearest_item(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The item of a list that a table belongs to, or the outermost table."""
    while steps and not isinstance(steps[-1], int):
        steps = steps[:-1]
    return steps


def _readable(value: Any) -> Any:
    """A value of any type without the parts that are of no use."""
    match value:
        case dict():
            return {k: _readable(v) for k, v in value.items() if v is not UNREADABLE}
        case list():
            return [_readable(item) for item in value if item is not UNREADABLE]
        case _:
            return value
