"""Fields of plugins: each `[plugins.NAME]` of a document as the type that its plugin gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error, sorted_findings
from okrsite.model.document import Document, Entity
from okrsite.model.goals import CheckIn, GoalRef, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.plugin_fields import PluginFields
from okrsite.pipeline.goal_refs import GONE, map_goal_refs, with_goal_refs
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.replacing import changed
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.toml.written import decode_written

# By the plugin's name, the type of its fields in each kind of document; none for most.
FieldTypes = Mapping[str, Mapping[Kind, type[Struct]]]
Decoded = tuple[PluginFields | None, tuple[Diagnostic, ...]]
# Gets a reference and the plugin in whose table it stands.
Change = Callable[[GoalRef, str], GoalRef | None]
Extended = Objective | Kpi | Team | Person | Cycle | FreePage | CheckIn

_E = TypeVar("_E", bound=Extended)
_KINDS: Mapping[Kind, str] = {
    "objective": "objectives",
    "kpi": "KPIs",
    "team": "teams",
    "person": "people",
    "cycle": "cycles",
    "checkin": "check-ins",
    "page": "pages",
}


def with_plugin_fields(
    documents: Iterable[Document], types: FieldTypes, named: Collection[str]
) -> tuple[Document, ...]:
    """The documents with the tables of plugins decoded, each mistake among their findings.

    A table with mistakes is left out. `types` has every plugin that is loaded, `named` are those
    that the settings ask for: one that could not be loaded has a finding there. What is decoded
    already stays as it is.
    """
    return tuple(_with_fields(document, types, named) for document in documents)


def mapped_goal_refs(entity: _E, change: Change) -> _E:
    """A document with the references in its plugins' tables as `change` gives them.

    A table that cannot be without one that is gone, or refuses to be, goes with it.
    """
    if not entity.plugins:
        return entity
    fields = (_mapped(table, change) for table in entity.plugins)
    return changed(entity, plugins=tuple(table for table in fields if table is not None))


def _with_fields(document: Document, types: FieldTypes, named: Collection[str]) -> Document:
    entity = document.entity
    tables = _tables(entity)
    if not any(table.written for table in tables):
        return document
    found = [_decoded(table, document.kind, types, named) for table in tables]
    kept = tuple(table for table, _ in found if table is not None)
    mistakes = [mistake for _, wrong in found for mistake in wrong]
    return replace(
        document,
        entity=changed(entity, plugins=kept) if entity is not None else None,
        findings=tuple(sorted_findings([*document.findings, *mistakes])),
    )


def _tables(entity: Entity | None) -> tuple[PluginFields, ...]:
    return entity.plugins if isinstance(entity, Extended) else ()


def _decoded(table: PluginFields, kind: Kind, types: FieldTypes, named: Collection[str]) -> Decoded:
    if not table.written:
        return table, ()
    if table.plugin not in types:
        return None, () if table.plugin in named else (_unknown(table, types),)
    row = types[table.plugin].get(kind)
    if row is None:
        return None, (_unasked(table, kind, types[table.plugin]),)
    try:
        value, mistakes = call_plugin(table.plugin, _value, table, row)
    except PluginError as failure:
        message = f"plugin {table.plugin} failed at its fields: {failure.reason}"
        return None, (error("OKR630", table.span, message, "Ask the author of the plugin."),)
    if value is None or mistakes:
        return None, mistakes
    return replace(table, value=value, written=b""), ()


def _value(table: PluginFields, row: type[Struct]) -> tuple[Any, tuple[Diagnostic, ...]]:
    plain, wrong = with_goal_refs(table, msgspec.json.decode(table.written), row)
    value, mistakes = decode_written(table, msgspec.json.encode(plain), row)
    return value, (*wrong, *mistakes)


def _mapped(table: PluginFields, change: Change) -> PluginFields | None:
    def seen(goal: GoalRef) -> GoalRef | None:
        return change(goal, table.plugin)

    try:
        value = call_plugin(table.plugin, map_goal_refs, table.value, seen)
    # A type may check itself whenever it is made, and refuse to be without a reference.
    except PluginError:
        return None
    return None if value is GONE else changed(table, value=value)


def _unknown(table: PluginFields, types: FieldTypes) -> Diagnostic:
    asking = [name for name, rows in types.items() if rows]
    hint = suggestion(table.plugin, asking)
    message = f"no plugin '{table.plugin}' is loaded, so nobody reads this table{hint}"
    help_ = f"Write [plugins.{table.plugin}] in okrsite.toml, too; free keys stand in [extra]."
    return error("OKR629", table.span, message, help_)


def _unasked(table: PluginFields, kind: Kind, rows: Mapping[Kind, type[Struct]]) -> Diagnostic:
    message = f"the plugin '{table.plugin}' has no fields in {_KINDS[kind]}"
    where = ", ".join(_KINDS[known] for known in rows)
    help_ = f"It has some in {where}." if where else "Free keys stand in [extra]."
    return error("OKR629", table.span, message, help_)
