"""The host: asks every plugin once, and freezes what they gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pluggy

from okrsite.hooks import specs
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import (
    Exporter,
    Extensions,
    MarkdownPlugin,
    PageKind,
    Rule,
    Scorer,
    SourceType,
)

# For each hook that gives values: the table of `Extensions`, the type of a value, and its key.
GIVES: Mapping[str, tuple[str, type[Any], Callable[[Any], str]]] = {
    "okrsite_sources": ("sources", SourceType, lambda value: value.name),
    "okrsite_scorers": ("scorers", Scorer, lambda value: value.name),
    "okrsite_rules": ("rules", Rule, lambda value: value.code),
    "okrsite_pages": ("pages", PageKind, lambda value: value.name),
    "okrsite_markdown": ("markdown", MarkdownPlugin, lambda value: value.name),
    "okrsite_exporters": ("exporters", Exporter, lambda value: value.name),
}
OBSERVES = "okrsite_after_build"


def collect(plugins: Iterable[Plugin]) -> tuple[Extensions, tuple[Diagnostic, ...]]:
    """Everything the plugins give, in order of its names, and what is wrong with any of them.

    A plugin that fails costs its own part only; of two that give the same name the first one's
    stands, and both are named.
    """
    asked = tuple(plugins)
    manager = pluggy.PluginManager(specs.PROJECT)
    manager.add_hookspecs(specs)
    findings = [finding for plugin in asked for finding in _register(manager, plugin)]
    tables: dict[str, dict[str, Any]] = {table: {} for table, _, _ in GIVES.values()}
    owners: dict[str, str] = {}
    for plugin, hook, value in _given(manager, asked, findings):
        table, kind, key_of = GIVES[hook]
        if not isinstance(value, kind):
            findings.append(_wrong_type(plugin, hook, kind, value))
            continue
        key = f"{table}:{key_of(value)}"
        if key in owners:
            findings.append(_two_owners(plugin, table, key_of(value), owners[key]))
            continue
        owners[key] = plugin.name
        tables[table][key_of(value)] = value
    observers = {p.name: getattr(p.module, OBSERVES) for p in asked if hasattr(p.module, OBSERVES)}
    return Extensions(
        **{table: dict(sorted(values.items())) for table, values in tables.items()},
        observers=observers,
        owners=dict(sorted(owners.items())),
        versions=tuple((plugin.name, plugin.version) for plugin in asked),
    ), tuple(findings)


def hooks_of(plugin: Plugin) -> tuple[str, ...]:
    """The names of the hooks that a plugin implements."""
    return tuple(name for name in (*GIVES, OBSERVES) if hasattr(plugin.module, name))


def _register(manager: pluggy.PluginManager, plugin: Plugin) -> Iterator[Diagnostic]:
    try:
        manager.register(plugin.module, plugin.name)
        manager.check_pending()
    except pluggy.PluginValidationError as problem:
        manager.unregister(name=plugin.name)
        yield error(
            "OKR605",
            plugin.span,
            f"plugin {plugin.name} has a hook that okrsite does not know: {problem}",
            f"The hooks are {', '.join((*GIVES, OBSERVES))}.",
        )


def _given(
    manager: pluggy.PluginManager, plugins: tuple[Plugin, ...], findings: list[Diagnostic]
) -> Iterator[tuple[Plugin, str, Any]]:
    by_name = {plugin.name: plugin for plugin in plugins}
    order = list(by_name)
    for hook in GIVES:
        # pluggy keeps the last registered first; a reader expects the order of the settings.
        calls = getattr(manager.hook, hook).get_hookimpls()
        for call in sorted(calls, key=lambda call: order.index(call.plugin_name)):
            plugin = by_name[call.plugin_name]
            try:
                values = tuple(call.function())
            except (Exception, SystemExit) as problem:  # noqa: BLE001 - a stranger's code
                findings.append(_failed(plugin, hook, problem))
                continue
            yield from ((plugin, hook, value) for value in values)


def _failed(plugin: Plugin, hook: str, problem: Exception | SystemExit) -> Diagnostic:
    return error(
        "OKR606",
        plugin.span,
        f"plugin {plugin.name} failed in {hook}: {type(problem).__name__}: {problem}",
        "Mend the plugin, or take its table out of the settings.",
    )


def _wrong_type(plugin: Plugin, hook: str, kind: type[Any], value: object) -> Diagnostic:
    return error(
        "OKR607",
        plugin.span,
        f"plugin {plugin.name} gives a {type(value).__name__} in {hook}, not a {kind.__name__}",
        f"Return okrsite.api.{kind.__name__} values.",
    )


def _two_owners(plugin: Plugin, table: str, name: str, owner: str) -> Diagnostic:
    return error(
        "OKR608",
        plugin.span,
        f"plugins {owner} and {plugin.name} both give {table} {name!r}",
        "Rename one of the two, or load only one of the plugins.",
    )
