"""Tables of fields: of files, of the export, and of what sources ask for."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, structs

from okrsite.api import RecordQuery
from okrsite.builtin.sources import SOURCES
from okrsite.effects.fetch.environment import ORDINARY
from okrsite.pipeline import records
from okrsite.pipeline.schema import schemas
from reference.markdown import cell, paragraphs
from reference.shapes import summary

Schema = dict[str, Any]


def fields(kind: str) -> str:
    """The fields of a kind of file, and of the tables inside it."""
    schema = schemas()[kind]
    return "\n".join([_table(schema), *_inner(schema)])


def table(kind: str, inner: str) -> str:
    """The fields of one of the tables inside a kind of file."""
    return _table(schemas()[kind]["$defs"][inner])


def variables() -> str:
    """The variables that a source's process has beside those that its settings name."""
    return f"  {', '.join(f'`{name}`' for name in ORDINARY)}.\n  "


def record_tables() -> str:
    """The shape of the JSON export, record by record."""
    return "\n".join(
        f"**{record.__name__.removesuffix('Record')}**: {_names(record)}\n\n{_said(record)}\n"
        for record in (
            records.ModelRecord,
            records.ObjectiveRecord,
            records.KeyResultRecord,
            records.InitiativeRecord,
            records.KpiRecord,
            records.TeamRecord,
            records.CycleRecord,
            records.PersonRecord,
            records.CheckInRecord,
        )
    )


def source(name: str) -> str:
    """A kind of source: what its settings and its queries hold."""
    kind = {source.name: source for source in SOURCES}[name]
    settings, query = _described(kind.settings), _described(kind.query)
    return f"**`[sources.NAME]`**: {settings}\n**`[source]` of a KPI**: {query}"


def record_query() -> str:
    """What every source of records can be asked."""
    return _described(RecordQuery)


def _described(row: type[Struct]) -> str:
    tables = msgspec.json.schema(row)["$defs"]
    schema = tables.pop(row.__name__)
    parts = [f"{summary(row)}\n", _fields_of(schema, row)]
    for name, inner in tables.items():
        said = paragraphs(inner["description"])
        parts += [f'<a id="{_anchor(name)}"></a>**{_plain(name)}**: {said}\n', _fields_of(inner)]
    return "\n".join(parts)


def _fields_of(schema: Schema, row: type[Struct] = Struct) -> str:
    """The fields of a table, those that every query of records has by one link."""
    needed = set(schema.get("required", ()))
    is_of_records = issubclass(row, RecordQuery) and row is not RecordQuery
    shared = {field.encode_name for field in structs.fields(RecordQuery)} if is_of_records else ()
    last = ["| those of [records](#records) | | |"] if shared else []
    rows = (
        f"| `{name}` | {_type(field).removesuffix(' or null')} "
        f"| {_default(field, is_needed=name in needed)} |"
        for name, field in schema["properties"].items()
        if name not in shared
    )
    return "\n".join(["| field | holds | default |\n|---|---|---|", *rows, *last]) + "\n"


def _inner(schema: Schema) -> Iterator[str]:
    for name, part in schema.get("$defs", {}).items():
        said = paragraphs(part["description"])
        yield f'<a id="{_anchor(name)}"></a>**{_plain(name)}**: {said}\n'
        yield _table(part)


def _table(schema: Schema) -> str:
    needed = set(schema.get("required", ()))
    rows = (
        f"| `{name}` | {_type(field)} | {_default(field, is_needed=name in needed)} "
        f"| {cell(field['description'])} |"
        for name, field in schema["properties"].items()
    )
    return "\n".join(["| field | holds | default | meaning |\n|---|---|---|---|", *rows]) + "\n"


def _default(field: Schema, *, is_needed: bool) -> str:
    if is_needed:
        return "**required**"
    default = field.get("default")
    if not default and default is not False:
        return ""
    return "" if isinstance(default, dict) else f"`{json.dumps(default)}`"


def _type(field: Schema) -> str:
    match field:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return f"[{_plain(name)}](#{_anchor(name)})"
        case {"enum": words}:
            return " ".join(f"`{word}`" for word in words)
        case {"anyOf": several}:
            return " or ".join(dict.fromkeys(map(_type, several)))
        case {"type": "array", "items": items}:
            return f"list of {_type(items)}"
        case {"type": "string", "format": "date"}:
            return "day"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"table of {_type(values)}"
        case {"type": kind}:
            return {"object": "table", "boolean": "true or false", "string": "text"}.get(kind, kind)
        case _:
            return "anything"


def _plain(name: str) -> str:
    words = re.sub(r"(?<!^)([A-Z])", r" \1", re.sub(r"(Row|Settings)$", "", name))
    return words.lower()


def _anchor(name: str) -> str:
    return f"table-{_plain(name).replace(' ', '-')}"


def _names(record: type) -> str:
    return ", ".join(f"`{field.encode_name}`" for field in structs.fields(record))


def _said(record: type) -> str:
    return paragraphs(record.__doc__ or "")
