"""Unknown keys: which one was meant, or in which table the key belongs."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from msgspec import inspect

from okrsite.model.edit import Edit, Replacement, delete_line, insert_line
from okrsite.model.position import Span
from okrsite.pipeline.suggest import Guesses, did_you_mean
from okrsite.pipeline.toml.foreign_keys import field_meant, is_told_with_another, place_of
from okrsite.pipeline.toml.mends import SETTING, is_toml
from okrsite.pipeline.toml.positions import Step, TomlText
from okrsite.pipeline.toml.structure_mend import LISTS, plain_lines
from okrsite.pipeline.toml.table import UNREADABLE, Table
from okrsite.pipeline.toml.type_checks import fitting, list_of
from okrsite.pipeline.toml.type_descriptions import as_list

# What other programs call our fields.
_SYNONYMS = {
    "name": "title",
    "deadline": "due",
    "due_date": "due",
    "goal": "target",
    "baseline": "start",
    "from": "start",
    "assignee": "owner",
    "responsible": "owner",
    "status": "state",
    "frequency": "cadence",
    "label": "tags",
    "labels": "tags",
    "supports_goal": "supports",
}


class UnknownKey(NamedTuple):
    """What is said of an unknown key: `near` is the key that was meant, if any was."""

    message: str
    help: str
    near: str | None = None
    edits: tuple[Edit, ...] = ()


def unknown_key(
    steps: tuple[Step, ...],
    row: inspect.StructType,
    root: inspect.StructType,
    guesses: Guesses,
    table: Table | None,
) -> UnknownKey | None:
    """What to say of the key at the end of the steps, which is none of the row's, if anything.

    `root` is the type of the whole table; `table` is the text that it stands in, if there is one.
    """
    key = str(steps[-1])
    known = [field.encode_name for field in row.fields]
    near = guesses.nearest(key, lambda: known)
    beside = siblings(steps, table)
    if is_told_with_another(key, beside, row.cls.__name__):
        return None
    if place := place_of(key, beside, row.cls.__name__):
        return UnknownKey(f"unknown key '{key}'", place, field_meant(key, row.cls.__name__))
    is_same = near is not None and _is_same(near, key)
    if not is_same and (home := _home_of(key, steps, root)):
        return _misplaced(key, steps, home, _noun(root), table)
    if near is None and _SYNONYMS.get(key) in known:
        near = _SYNONYMS[key]
    message = f"unknown key '{key}'{did_you_mean(near)}"
    edits = _renamed(key, near, steps, table) if near and is_same and table else ()
    help_ = f"Write {near}" if edits else f"Here stand {as_list(known, 'and')}."
    return UnknownKey(message, help_, near, edits)


def siblings(steps: tuple[Step, ...], table: Table | None) -> dict[str, Any]:
    """What was written in the table that a key stands in."""
    value: Any = table.value if table else {}
    for step in steps[:-1] if table else ():
        value = value[step]
    return {key: told for key, told in value.items() if told is not UNREADABLE}


def _misplaced(
    key: str, steps: tuple[Step, ...], home: str, noun: str, table: Table | None
) -> UnknownKey:
    message = f"'{key}' belongs to {home}, not here"
    if home != f"the {noun} itself":
        return UnknownKey(message, f"Put it below {home.removeprefix('a ')}.")
    edits = _moved_up(key, steps, table) if table else ()
    return UnknownKey(message, "Move the line up, above the first [[...]]", None, edits)


def _is_same(one: str, other: str) -> bool:
    """Whether two keys differ only in case, in what parts their words, and in the plural."""
    return _folded(one) == _folded(other)


def _folded(key: str) -> str:
    return re.sub(r"[-_ ]", "", key.casefold()).removesuffix("s")


def _home_of(key: str, steps: tuple[Step, ...], root: inspect.StructType) -> str | None:
    """The table that has such a key: the document's own, or a list or table in it."""
    fields = {field.encode_name: field for field in root.fields}
    if len(steps) > 1 and key in fields:
        return f"the {_noun(root)} itself"
    for name, field in fields.items():
        items = list_of(field.type)
        row = fitting(items.item_type if items else field.type, inspect.StructType)
        if row and name not in steps and any(key == inner.encode_name for inner in row.fields):
            if items and name in LISTS and len(steps) == 1:
                return f"a [[{name}]]"
            if not items and len(steps) == 2 and root.cls.__name__ == "SettingsRow":
                return f"[{name}]"
    return None


def _noun(root: inspect.StructType) -> str:
    name = root.cls.__name__.removesuffix("Row").removesuffix("File")
    return "KPI" if name == "Kpi" else "settings" if name == "Settings" else name.lower()


def _moved_up(key: str, steps: tuple[Step, ...], table: Table) -> tuple[Edit, ...]:
    """The edits that put a setting of one line above the first header of the text."""
    source = table.source
    place = table.at_key(*steps)
    line = source.line(place.line)
    setting = SETTING.match(line)
    if key in table.value or not setting or setting["key"].strip() != key or not is_toml(line):
        return ()
    plain = plain_lines(source.text)
    first = next((n for n in plain if source.lines[n - 1].lstrip().startswith("[")), None)
    if first is None:
        return ()
    while first > 1 and not source.lines[first - 2].strip():
        first -= 1
    above = first + source.first_line - 1
    return (insert_line(source.path, above, line.strip()), delete_line(source.path, place.line))


def _are_one_list(key: str, near: str, value: dict[str, Any], source: TomlText) -> bool:
    """Whether two keys are lists of tables, each below a header of its own, that can be one."""
    headers = {re.sub(r"\s", "", source.lines[n - 1]) for n in plain_lines(source.text)}
    written = {f"[[{key}]]", f"[[{near}]]"} <= headers
    return written and isinstance(value[key], list) and isinstance(value[near], list)


def _renamed(key: str, near: str, steps: tuple[Step, ...], table: Table) -> tuple[Edit, ...]:
    """The edits that write a key as it is called, wherever it stands as one."""
    value = table.value
    for step in steps[:-1]:
        value = value[step]
    source = table.source
    if near in value and not _are_one_list(key, near, value, source):
        return ()
    header = re.compile(rf"([ \t]*\[\[?[ \t]*){re.escape(key)}(?=[ \t]*\])")
    below = source.first_line - 1
    headers = [
        Replacement(
            Span(source.path, n + below, found.end(1) + 1), (n + below, found.end() + 1), near
        )
        for n in plain_lines(source.text)
        if len(steps) == 1 and (found := header.match(source.lines[n - 1]))
    ]
    if headers:
        return tuple(headers)
    place = table.at_key(*steps)
    line = source.line(place.line)
    if not line[place.column - 1 :].startswith(key):
        return ()
    return (Replacement(place, (place.line, place.column + len(key)), near),)
