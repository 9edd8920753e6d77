"""The host: asks every plugin once, and freezes what they gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from okrsite.hooks.binding import BoundPlugin, bind, hook_failed
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.validation import field_errors, type_errors
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import (
    BuildResult,
    MarkdownPlugin,
    Rule,
    Scorer,
    SourceType,
    Translation,
)
from okrsite.model.names import Kind
from okrsite.pipeline.exporting import Exporter
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.present.page_kind import PageKind
from okrsite.pipeline.present.panel import Panel
from okrsite.pipeline.present.shortcode import Shortcode


class HookTable(Struct, frozen=True):
    """Where the values of a hook are kept.

    Attributes:
        name: The field of `Extensions` that holds them.
        kind: Their type.
        key: The field of a value that is its key there.
        is_own: Whether the name of the plugin is part of the key, so that two plugins may give the
            same.
    """

    name: str
    kind: type[Struct]
    key: str = "name"
    is_own: bool = False

    def key_of(self, plugin: Plugin, value: Any) -> str:
        """The key of what a plugin gave."""
        key: str = getattr(value, self.key)
        return f"{plugin.name}/{key}" if self.is_own else key


TABLES: Mapping[str, HookTable] = {
    "okrsite_sources": HookTable("sources", SourceType),
    "okrsite_scorers": HookTable("scorers", Scorer),
    "okrsite_rules": HookTable("rules", Rule, key="code"),
    "okrsite_pages": HookTable("pages", PageKind),
    "okrsite_panels": HookTable("panels", Panel),
    "okrsite_markdown": HookTable("markdown", MarkdownPlugin),
    "okrsite_shortcodes": HookTable("shortcodes", Shortcode),
    "okrsite_words": HookTable("translations", Translation, key="language", is_own=True),
    "okrsite_exporters": HookTable("exporters", Exporter),
}
FIELDS = "okrsite_fields"
OBSERVES = "okrsite_after_build"


def collect(plugins: Iterable[Plugin]) -> tuple[Extensions, tuple[Diagnostic, ...]]:
    """Everything the plugins give, in order of its names, and what is wrong with any of them.

    A plugin that fails costs its own part only; of two that give the same name the first one's
    stands, and both are named.
    """
    loaded = tuple(plugins)
    bound, mistakes = bind(loaded)
    findings = list(mistakes)
    tables: dict[str, dict[str, Any]] = {table.name: {} for table in TABLES.values()}
    owners: dict[str, str] = {}
    for plugin, hook, value in _hook_values(bound, findings):
        if errors := _type_errors(hook, value):
            findings.extend(_wrong_type(plugin, hook, reason) for reason in errors)
            continue
        table, key = TABLES[hook].name, TABLES[hook].key_of(plugin, value)
        if owner := owners.get(f"{table}:{key}"):
            findings.append(_two_owners(plugin, table, key, owner))
            continue
        owners[f"{table}:{key}"] = plugin.name
        tables[table][key] = value
    extensions = Extensions(
        **{table: dict(sorted(values.items())) for table, values in tables.items()},
        fields={one.plugin.name: _field_types(one, findings) for one in bound},
        observers={one.plugin.name: _observer(one) for one in bound if OBSERVES in one.hooks},
        owners=dict(sorted(owners.items())),
        versions=tuple((plugin.name, plugin.identity) for plugin in loaded),
    )
    return extensions, tuple(findings)


def _hook_values(
    plugins: Iterable[BoundPlugin], findings: list[Diagnostic]
) -> Iterator[tuple[Plugin, str, Any]]:
    """Each value with its plugin and hook, in the order of the settings; failures are findings."""
    for bound in plugins:
        for hook in TABLES:
            if hook not in bound.hooks:
                continue
            try:
                values = call_plugin(bound.plugin.name, _returned, bound, hook)
            except PluginError as failure:
                findings.append(hook_failed(bound.plugin, hook, failure))
                continue
            yield from ((bound.plugin, hook, value) for value in values)


def _returned(plugin: BoundPlugin, hook: str) -> tuple[Any, ...]:
    """All that a hook returns; a hook that yields has run to its end."""
    return tuple(as_iterable(plugin.hooks[hook](), TABLES[hook].kind))


def _field_types(plugin: BoundPlugin, findings: list[Diagnostic]) -> dict[Kind, type[Struct]]:
    """The types of a plugin's fields that can be used, by kind; failures are findings."""
    if FIELDS not in plugin.hooks:
        return {}
    try:
        given = call_plugin(plugin.plugin.name, plugin.hooks[FIELDS])
    except PluginError as failure:
        findings.append(hook_failed(plugin.plugin, FIELDS, failure))
        return {}
    if errors := tuple(field_errors(given)):
        help_ = 'Return {"objective": Risk}, Risk being a class of msgspec.'
        name, span = plugin.plugin.name, plugin.plugin.span
        findings += (
            error("OKR607", span, f"plugin {name} gives in {FIELDS} {reason}", help_)
            for reason in errors
        )
        return {}
    return dict(given)


def _observer(plugin: BoundPlugin) -> Callable[[BuildResult], None]:
    def observe(result: BuildResult) -> None:
        plugin.hooks[OBSERVES](result=result)

    return observe


def _type_errors(hook: str, value: Any) -> tuple[str, ...]:
    """What keeps a value from being used, said of the hook that gave it; nothing for a good one."""
    kind = TABLES[hook].kind
    wanted = _with_article(kind.__name__)
    if not isinstance(value, kind):
        return (f"{_with_article(type(value).__name__)} in {hook}, not {wanted}",)
    return tuple(f"{wanted} in {hook} {reason}" for reason in type_errors(value))


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOUaeiou" else f"a {noun}"


def _wrong_type(plugin: Plugin, hook: str, reason: str) -> Diagnostic:
    kind = TABLES[hook].kind
    room = "okrsite.api.pages" if kind in {PageKind, Panel, Shortcode} else "okrsite.api"
    return error(
        "OKR607",
        plugin.span,
        f"plugin {plugin.name} gives {reason}",
        f"Return {room}.{kind.__name__} values as docs/plugins.md has them.",
    )


def _two_owners(plugin: Plugin, table: str, name: str, owner: str) -> Diagnostic:
    return error(
        "OKR608",
        plugin.span,
        f"plugins {owner} and {plugin.name} both give {table} {name!r}",
        "Rename one of the two, or load only one of the plugins.",
    )
