"""Bind plugins: give each hook the settings of its plugin, where it names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import pluggy
from msgspec import Struct

from okrsite.hooks.plugin import Plugin
from okrsite.hooks.registration import Hooks, new_manager, register
from okrsite.hooks.settings import SETTINGS, UNASKED, settings_of
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.plugin_errors import PluginError, call_plugin


class BoundPlugin(Struct, frozen=True):
    """A plugin with its hooks by name, each a function of the arguments that are not settings."""

    plugin: Plugin
    hooks: Mapping[str, Callable[..., Any]]


def bind(
    plugins: Iterable[Plugin],
) -> tuple[tuple[BoundPlugin, ...], tuple[Diagnostic, ...]]:
    """The plugins whose hooks and settings are right, and what is wrong with the others."""
    manager = new_manager()
    bound: list[BoundPlugin] = []
    findings: list[Diagnostic] = []
    for plugin in plugins:
        hooks, mistakes = register(manager, plugin)
        if not mistakes:
            settings, mistakes = _settings(plugin, hooks)
        if mistakes:
            findings.extend(mistakes)
        else:
            bound.append(_with_settings(plugin, hooks, settings))
    return tuple(bound), tuple(findings)


def hook_failed(plugin: Plugin, hook: str, failure: PluginError) -> Diagnostic:
    """The finding for a hook that raised an exception."""
    return error(
        "OKR606",
        plugin.span,
        f"plugin {plugin.name} failed in {hook}: {failure.reason}",
        "Mend the plugin, or take its table out of the settings.",
    )


def _settings(plugin: Plugin, hooks: Hooks) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The plugin's settings, as the type that its hook returns, or what is wrong with them."""
    try:
        return call_plugin(plugin.name, _decoded_settings, plugin, hooks)
    except PluginError as failure:
        return None, (hook_failed(plugin, SETTINGS, failure),)


def _decoded_settings(plugin: Plugin, hooks: Hooks) -> tuple[Any, tuple[Diagnostic, ...]]:
    return settings_of(plugin, hooks[SETTINGS].function() if SETTINGS in hooks else UNASKED)


def _with_settings(plugin: Plugin, hooks: Hooks, settings: Any) -> BoundPlugin:
    bound = {name: _bound(hook, settings) for name, hook in hooks.items() if name != SETTINGS}
    return BoundPlugin(plugin, bound)


def _bound(hook: pluggy.HookImpl, settings: Any) -> Callable[..., Any]:
    """The function with the settings given, where it names them, and nothing it does not name."""
    known = {"settings": settings} if "settings" in hook.argnames else {}
    rest = tuple(name for name in hook.argnames if name != "settings")
    return partial(_call, hook.function, rest, known)


def _call(
    function: Callable[..., Any], names: tuple[str, ...], known: dict[str, Any], **given: Any
) -> Any:
    return function(**{name: given[name] for name in names}, **known)
