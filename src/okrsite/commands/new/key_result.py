"""A key result from one line, such as `Support answers faster: 24 -> 4 h`."""

import re
from typing import Any

from okrsite.commands.authoring.inventory import Inventory
from okrsite.commands.authoring.numbers import NUMBER, number, refuse_foreign_numbers
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError

SHAPES = (
    re.compile(rf"(?P<start>{NUMBER})?\s*->\s*(?P<target>{NUMBER})(?P<unit>.*)"),
    re.compile(rf"(?P<kpi>\S+)\s*->\s*(?P<target>{NUMBER})(?P<unit>.*)"),
    re.compile(rf"(?P<start>{NUMBER})\s+(?P<change>[-+]\d+(?:\.\d+)?%)(?P<unit>.*)"),
    re.compile(rf">=\s*(?P<min>{NUMBER})(?P<unit>.*)"),
    re.compile(rf"<=\s*(?P<max>{NUMBER})(?P<unit>.*)"),
)
EXAMPLES = "Write 'Support answers faster: 24 -> 4 h', 'Leads grow: 400 +25%' or 'Uptime: >= 99 %'."


def key_result_fields(text: str, taken: set[str], inventory: Inventory) -> dict[str, Any]:
    """The fields of a key result, with an id that joins those taken.

    Raises `CommandError` where the line has no shape, or names a KPI that is not there.
    """
    title, _, measure = text.rpartition(":")
    refuse_foreign_numbers(measure)
    for shape in SHAPES:
        found = shape.fullmatch(measure.strip())
        if title.strip() and found:
            name = _free_id(slug(title), taken)
            return {"id": name, "title": title.strip(), **_measure_fields(found, inventory)}
    raise CommandError(f"the key result {text!r} cannot be understood", EXAMPLES)


def _measure_fields(found: re.Match[str], inventory: Inventory) -> dict[str, Any]:
    parts = {name: part for name, part in found.groupdict().items() if part}
    values: dict[str, Any] = {}
    if "kpi" in parts:
        values["kpi"] = inventory.known("kpi", parts["kpi"])
    for name in ("start", "target"):
        if name in parts:
            values[name] = number(parts[name])
    if "change" in parts:
        values["change"] = parts["change"]
    bounds = {name: number(parts[name]) for name in ("min", "max") if name in parts}
    return values | {"keep": bounds, "unit": parts.get("unit", "").strip()}


def _free_id(name: str, taken: set[str]) -> str:
    base = name or "key-result"
    choices = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    choice = next(choice for choice in choices if choice not in taken)
    taken.add(choice)
    return choice
