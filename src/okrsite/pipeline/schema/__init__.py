"""Schema: what may stand in each kind of file, as JSON Schema for editors and other programs."""

from typing import Any, get_args

import msgspec

from okrsite.model.names import Kind
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
from okrsite.pipeline.plugin_fields import FieldTypes
from okrsite.pipeline.schema.meanings import MEANINGS
from okrsite.pipeline.schema.plugin_tables import with_plugin_tables, without_null
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


def schemas(types: FieldTypes | None = None) -> dict[str, dict[str, Any]]:
    """The schema of every kind's front matter, and of `settings`, by name.

    They say what can be said of one table alone; references and dates in order are not in them.
    `types` are those of plugins' own fields; without them, plugins may have any.
    """
    found = {name: _schema(title, row) for name, title, row in ROWS}
    if types is not None:
        for kind in get_args(Kind):
            rows = {plugin: known[kind] for plugin, known in types.items() if kind in known}
            found[kind] = with_plugin_tables(found[kind], rows)
    return found


def _schema(title: str, row: type) -> dict[str, Any]:
    (root,), parts = msgspec.json.schema_components([row], ref_template="#/$defs/{name}")
    _explain(parts)
    own = without_null(parts.pop(root["$ref"].rpartition("/")[2]))
    if "KeyResultRow" in parts:
        parts["KeyResultRow"]["oneOf"] = [{"required": [shape]} for shape in SHAPES]
    below = {name: without_null(part) for name, part in sorted(parts.items())}
    return {"$schema": DIALECT, **own, "title": title, **({"$defs": below} if below else {})}


def _explain(parts: dict[str, Any]) -> None:
    """Give every field of every row its meaning, in place."""
    for name, part in parts.items():
        for field, schema in part["properties"].items():
            schema["description"] = MEANINGS[name][field]
