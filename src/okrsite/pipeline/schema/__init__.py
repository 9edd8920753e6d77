"""Schema: what may stand in each kind of file, as JSON Schema for editors and other programs."""

from typing import Any

import msgspec

from okrsite.pipeline.parse.rows import (
    CheckInFileRow,
    CycleRow,
    KpiRow,
    ObjectiveRow,
    PageRow,
    PersonRow,
    TeamRow,
)
from okrsite.pipeline.parse.shape import SHAPES
from okrsite.pipeline.schema.meanings import MEANINGS
from okrsite.pipeline.settings import SettingsRow

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROWS: tuple[tuple[str, str, type], ...] = (
    ("objective", "Front matter of an objective", ObjectiveRow),
    ("kpi", "Front matter of a KPI", KpiRow),
    ("team", "Front matter of a team", TeamRow),
    ("person", "Front matter of a person", PersonRow),
    ("cycle", "Front matter of a cycle", CycleRow),
    ("checkin", "Front matter of a check-in in a file of its own", CheckInFileRow),
    ("page", "Front matter of a free page", PageRow),
    ("settings", "Settings of a site, okrsite.toml", SettingsRow),
)


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of every kind's front matter, and of `settings`, by name.

    They say what can be said of one table alone; references and dates in order are not in them.
    """
    return {name: _schema(title, row) for name, title, row in ROWS}


def _schema(title: str, row: type) -> dict[str, Any]:
    (root,), parts = msgspec.json.schema_components([row], ref_template="#/$defs/{name}")
    _explain(parts)
    own = _without_null(parts.pop(root["$ref"].rpartition("/")[2]))
    if "KeyResultRow" in parts:
        parts["KeyResultRow"]["oneOf"] = [{"required": [shape]} for shape in SHAPES]
    below = {name: _without_null(part) for name, part in sorted(parts.items())}
    return {"$schema": DIALECT, **own, "title": title, **({"$defs": below} if below else {})}


def _explain(parts: dict[str, Any]) -> None:
    """Give every field of every row its meaning, in place."""
    for name, part in parts.items():
        for field, schema in part["properties"].items():
            schema["description"] = MEANINGS[name][field]


def _without_null(schema: Any) -> Any:
    """A schema for TOML, which knows no null: what is not there is left out."""
    match schema:
        case {"anyOf": [only, {"type": "null"}], **rest}:
            own = {key: value for key, value in rest.items() if key != "default"}
            return {**_without_null(only), **own}
        case {"anyOf": [*several, {"type": "null"}], **rest}:
            own = {key: value for key, value in rest.items() if key != "default"}
            return {"anyOf": [_without_null(part) for part in several], **own}
        case dict():
            present = ((key, value) for key, value in schema.items() if value is not None)
            return {key: _without_null(value) for key, value in present}
        case list():
            return [_without_null(part) for part in schema]
        case _:
            return schema
