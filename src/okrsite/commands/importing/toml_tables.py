"""TOML tables: values put into what tomlkit read, and the text of it as it was spaced."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import tomlkit
from tomlkit.items import AoT

from okrsite.commands.authoring.front_matter import toml_value


def as_spaced(before: list[str], after: list[str]) -> str:
    """The lines after an edit; those that differ in spaces alone stay, headers stand apart.

    tomlkit loses the space behind a date in an inline table, and puts a new table right before
    what follows.
    """
    kept = {"".join(line.split()): line for line in before}
    there = set(pairwise(before))
    lines: list[str] = []
    for last, line in pairwise(["", *after]):
        if line.startswith("[") and last.strip() and (last, line) not in there:
            lines.append("")
        lines.append(kept.get("".join(line.split()), line))
    return "\n".join(lines)


def append_table(fields: Any, name: str, values: Mapping[str, Any]) -> None:
    """Add a table to an array of tables, behind the last of them or of the whole front matter."""
    table = tomlkit.table()
    for key, value in values.items():
        table[key] = item_of(value)
    array = fields.get(name)
    if isinstance(array, AoT):
        array.append(table)
    elif array is None:
        new = tomlkit.aot()
        new.append(table)
        fields[name] = new
    else:
        array.append(item_of(dict(values)))


def item_of(value: Any) -> Any:
    """A value as tomlkit has it, in one line."""
    return tomlkit.parse(f"x = {toml_value(value)}")["x"]


def unwrapped(value: Any) -> Any:
    """A value of tomlkit as plain Python has it."""
    return value.unwrap() if hasattr(value, "unwrap") else value
