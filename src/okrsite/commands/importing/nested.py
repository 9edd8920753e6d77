"""Nested: JSON and YAML as tables of rows, those within a row being its children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.commands.errors import CommandError
from okrsite.commands.importing.tables import SourceRow, SourceTable
from okrsite.commands.importing.vocabulary import kind_of

_NAMES = ("name", "title", "displayName", "fullName", "full_name", "email")
_DEEPEST = 20


class _Inherited(Struct, frozen=True):
    """What a record has from those around it: the cells of one without a name, and its parent."""

    cells: dict[str, Any] = {}
    parent: str = ""


def json_tables(content: bytes, name: str) -> tuple[SourceTable, ...]:
    """The table of all records of a JSON text; raises `CommandError` where it is none."""
    try:
        data = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError) as problem:
        raise CommandError(f"{name} is not JSON: {problem}") from None
    return _tables(data, name)


def yaml_tables(content: bytes, name: str) -> tuple[SourceTable, ...]:
    """As `json_tables`, of a YAML text of plain values; anchors are refused.

    A short text of them may stand for more than any memory holds.
    """
    try:
        import yaml  # noqa: PLC0415 - not always there
    except ModuleNotFoundError:
        raise CommandError(
            f"{name}: PyYAML is not installed", "pip install 'okrsite[yaml]'"
        ) from None
    try:
        loader = yaml.SafeLoader(content)
        events = iter(loader.get_event, None)
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise CommandError(f"{name} uses anchors", "Write out what they stand for.")
        data = yaml.safe_load(content)
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        reason = " ".join(str(problem).split())
        raise CommandError(f"{name} is not YAML: {reason}") from None
    return _tables(data, name)


def _tables(data: Any, name: str) -> tuple[SourceTable, ...]:
    rows = list(_rows(data, name, "", 0))
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    return (SourceTable(name, columns, tuple(rows)),) if rows else ()


def _rows(data: Any, place: str, kind: str, depth: int) -> Iterator[SourceRow]:
    """The records in a value, and those within them, each after the one that holds it."""
    if depth > _DEEPEST:
        return
    match data:
        case list():
            records = [_as_record(item) for item in data if isinstance(item, Mapping | str)]
            for number, record in enumerate(records, 1):
                where = f"{place}, {kind or 'record'} {number}"
                yield from _record(record, where, kind, depth, _Inherited())
        case Mapping():
            # Beside lists of goals, one of anything else is none: teams, people, settings.
            other = "skip" if any(kind_of(str(key)) for key in data) else ""
            for key, value in data.items():
                inner = kind_of(str(key)) or kind or other
                if isinstance(value, list) and _has_records(value):
                    yield from _rows(value, place, inner, depth + 1)
                elif isinstance(value, Mapping) and _is_named(value):
                    named = [_with_id(str(name), inside) for name, inside in value.items()]
                    yield from _rows(named, place, inner, depth + 1)
                elif isinstance(value, Mapping):
                    yield from _rows(value, place, inner, depth + 1)
        case _:
            return


def _record(
    record: Mapping[str, Any], place: str, kind: str, depth: int, around: _Inherited
) -> Iterator[SourceRow]:
    """A record as a row, and those within it; one without a name is told of each of those."""
    children = {
        str(key): value
        for key, value in record.items()
        if isinstance(value, list) and _has_records(value) and kind_of(str(key))
    }
    own = dict(_cells({key: value for key, value in record.items() if key not in children}))
    cells = {**around.cells, **own}
    has_name = any(own.get(name) for name in _NAMES)
    if has_name or not children:
        yield SourceRow(place, cells, kind, around.parent)
    inside = _Inherited(parent=place) if has_name else _Inherited(cells, around.parent)
    for key, value in children.items() if depth < _DEEPEST else ():
        inner = kind_of(key) or ""
        for number, item in enumerate(value, 1):
            yield from _record(
                _as_record(item), f"{place}, {inner} {number}", inner, depth + 1, inside
            )


def _cells(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The plain values of a record; those of a record inside it by both names."""
    for key, value in record.items():
        name = f"{prefix}{key}"
        match value:
            case Mapping():
                called = next((value[key] for key in _NAMES if value.get(key)), None)
                if called is not None:
                    yield name, called
                else:
                    yield from _cells(value, f"{name}.")
            case list():
                yield name, [_called(item) for item in value]
            case _:
                yield name, value


def _called(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    return next((item[key] for key in _NAMES if item.get(key)), None) or dict(item)


def _has_records(value: list[Any]) -> bool:
    return any(isinstance(item, Mapping) for item in value)


def _is_named(value: Mapping[str, Any]) -> bool:
    """Whether each key is the name of a record, as in a list of KPIs by their ids."""
    return bool(value) and all(isinstance(inside, Mapping) for inside in value.values())


def _as_record(item: Any) -> Mapping[str, Any]:
    """A record, or one that has a name and nothing else."""
    return item if isinstance(item, Mapping) else {"title": item}


def _with_id(key: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record that stands under a key, which is its id and, failing another, its name."""
    has_name = any(record.get(name) for name in _NAMES)
    return {"id": key, **({} if has_name else {"title": key}), **record}
