"""The host: asks every plugin once, and freezes what they gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from okrsite.hooks.binding import BoundPlugin, bind, failed
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.validation import type_errors
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import BuildResult, Exporter, MarkdownPlugin, Rule, Scorer, SourceType
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.page_kind import PageKind
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable

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
    bound, mistakes = bind(asked)
    findings = list(mistakes)
    tables: dict[str, dict[str, Any]] = {table: {} for table, _, _ in GIVES.values()}
    owners: dict[str, str] = {}
    for plugin, hook, value in _given(bound, findings):
        table, _, key_of = GIVES[hook]
        if wrong := _type_errors(hook, value):
            findings.extend(_wrong_type(plugin, hook, reason) for reason in wrong)
            continue
        key = f"{table}:{key_of(value)}"
        if key in owners:
            findings.append(_two_owners(plugin, table, key_of(value), owners[key]))
            continue
        owners[key] = plugin.name
        tables[table][key_of(value)] = value
    return Extensions(
        **{table: dict(sorted(values.items())) for table, values in tables.items()},
        observers={one.plugin.name: _observer(one) for one in bound if OBSERVES in one.hooks},
        owners=dict(sorted(owners.items())),
        versions=tuple((plugin.name, plugin.identity) for plugin in asked),
    ), tuple(findings)


def _given(
    plugins: Iterable[BoundPlugin], findings: list[Diagnostic]
) -> Iterator[tuple[Plugin, str, Any]]:
    """What each plugin gives, in the order of the settings."""
    for bound in plugins:
        for hook in GIVES:
            if hook not in bound.hooks:
                continue
            try:
                values = call_plugin(bound.plugin.name, _values, bound, hook)
            except PluginError as failure:
                findings.append(failed(bound.plugin, hook, failure))
                continue
            yield from ((bound.plugin, hook, value) for value in values)


def _values(plugin: BoundPlugin, hook: str) -> tuple[Any, ...]:
    return tuple(as_iterable(plugin.hooks[hook](), GIVES[hook][1]))


def _observer(plugin: BoundPlugin) -> Callable[[BuildResult], None]:
    def observe(result: BuildResult) -> None:
        plugin.hooks[OBSERVES](result=result)

    return observe


def _type_errors(hook: str, value: Any) -> tuple[str, ...]:
    """What keeps a value from being used, said of the hook that gave it; nothing for a good one."""
    kind = GIVES[hook][1]
    if not isinstance(value, kind):
        return (f"{_a(type(value).__name__)} in {hook}, not {_a(kind.__name__)}",)
    return tuple(f"{_a(kind.__name__)} in {hook} {reason}" for reason in type_errors(value))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOUaeiou" else f"a {noun}"


def _wrong_type(plugin: Plugin, hook: str, reason: str) -> Diagnostic:
    kind = GIVES[hook][1]
    room = "okrsite.api.pages" if kind is PageKind else "okrsite.api"
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
