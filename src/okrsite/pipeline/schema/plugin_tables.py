"""Plugin tables: what plugins ask for in documents, within the schema of a kind of document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.model.goals import GoalRef

_GOAL = {
    "type": "string",
    "minLength": 1,
    "description": "An objective's id, or objective#key_result.",
}
# What a reference is made of in memory, and nobody writes.
_INSIDE_OF_GOAL = ("GoalKey", "Span")


def with_plugin_tables(schema: dict[str, Any], rows: Mapping[str, type[Struct]]) -> dict[str, Any]:
    """The schema of a kind of document that knows the tables of plugins, and no others."""
    tables: dict[str, Any] = {}
    parts = dict(schema.get("$defs", {}))
    for plugin, row in rows.items():
        tables[plugin], below = _table(plugin, row)
        parts |= below
    plugins = {
        **schema["properties"]["plugins"],
        "properties": tables,
        "additionalProperties": False,
    }
    made = {**schema, "properties": {**schema["properties"], "plugins": plugins}}
    return {**made, "$defs": parts} if parts else made


def _table(plugin: str, row: type[Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a plugin's own table, and of what stands inside of it by names of its own."""
    prefix = f"plugins.{plugin}"
    template = f"#/$defs/{prefix}.{{name}}"
    (root,), parts = msgspec.json.schema_components([row], ref_template=template)
    if GoalRef.__name__ in parts:
        parts[GoalRef.__name__] = _GOAL
        parts = {name: part for name, part in parts.items() if name not in _INSIDE_OF_GOAL}
    own = parts[root["$ref"].removeprefix(f"#/$defs/{prefix}.")]
    # Unknown keys of the table itself are mistakes, whether or not the type forbids them.
    own["additionalProperties"] = False
    return {"$ref": root["$ref"]}, {
        f"{prefix}.{name}": without_null(part) for name, part in sorted(parts.items())
    }


def without_null(schema: Any) -> Any:
    """A schema for TOML, which knows no null: what is not there is left out."""
    match schema:
        case {"anyOf": [only, {"type": "null"}], **rest}:
            own = {key: value for key, value in rest.items() if key != "default"}
            return {**without_null(only), **own}
        case {"anyOf": [*several, {"type": "null"}], **rest}:
            own = {key: value for key, value in rest.items() if key != "default"}
            return {"anyOf": [without_null(part) for part in several], **own}
        case dict():
            present = ((key, value) for key, value in schema.items() if value is not None)
            return {key: without_null(value) for key, value in present}
        case list():
            return [without_null(part) for part in schema]
        case _:
            return schema
