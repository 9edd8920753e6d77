"""Ready: a plugin's hooks, known to be hooks, with the plugin's settings in their hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from inspect import (
    Parameter,
    isasyncgenfunction,
    iscoroutinefunction,
    isfunction,
    isroutine,
    signature,
)
from types import ModuleType
from typing import Any

import pluggy
from msgspec import Struct

from okrsite.hooks import specs
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.settings import SETTINGS, UNASKED, settings_of
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.suggest import suggestion

HOOKS = tuple(name for name in vars(specs) if name.startswith(f"{specs.PROJECT}_"))

_STARRED = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


class Ready(Struct, frozen=True):
    """A plugin that can be asked: its hooks by name, each a function of what is left to give."""

    plugin: Plugin
    hooks: Mapping[str, Callable[..., Any]]


def ready(plugin: Plugin) -> tuple[Ready | None, tuple[Diagnostic, ...]]:
    """The plugin with its hooks; None, with findings, where its hooks or settings are mistaken."""
    hooks, wrong = _hooks_of(plugin)
    if wrong:
        return None, wrong
    try:
        settings, wrong = call_plugin(plugin.name, _settings, plugin, hooks)
    except PluginError as failure:
        return None, (failed(plugin, SETTINGS, failure),)
    if wrong:
        return None, wrong
    asked = {name: _bound(hook, settings) for name, hook in hooks.items() if name != SETTINGS}
    return Ready(plugin, asked), ()


def _settings(
    plugin: Plugin, hooks: Mapping[str, pluggy.HookImpl]
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The plugin's settings, as the type that its hook gives, or what is wrong with them."""
    return settings_of(plugin, hooks[SETTINGS].function() if SETTINGS in hooks else UNASKED)


def hooks_of(plugin: Plugin) -> tuple[str, ...]:
    """The names of the hooks that a plugin implements; none where one of them is mistaken."""
    hooks, _ = _hooks_of(plugin)
    return tuple(name for name in HOOKS if name in hooks)


def failed(plugin: Plugin, hook: str, failure: PluginError) -> Diagnostic:
    """A hook that raised instead of answering."""
    return error(
        "OKR606",
        plugin.span,
        f"plugin {plugin.name} failed in {hook}: {failure.reason}",
        "Mend the plugin, or take its table out of the settings.",
    )


def _hooks_of(plugin: Plugin) -> tuple[dict[str, pluggy.HookImpl], tuple[Diagnostic, ...]]:
    manager = pluggy.PluginManager(specs.PROJECT)
    manager.add_hookspecs(specs)
    wrong = tuple(_misspelt(plugin))
    if wrong:
        return {}, wrong
    try:
        manager.register(plugin.module, plugin.name)
    except pluggy.PluginValidationError as problem:
        return {}, (_no_hook(plugin, str(problem).rpartition("\n")[2]),)
    callers = manager.get_hookcallers(plugin.module) or []
    return {each.name: each.get_hookimpls()[0] for each in callers}, ()


def _misspelt(plugin: Plugin) -> Iterator[Diagnostic]:
    """Functions that were meant as hooks and would never be called."""
    for name, function in _candidates(plugin.module):
        is_marked = hasattr(function, f"{specs.PROJECT}_impl")
        if is_marked and name not in HOOKS:
            yield _no_hook(plugin, f"{name} is none{suggestion(name, HOOKS)}")
        elif is_marked and (iscoroutinefunction(function) or isasyncgenfunction(function)):
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name} as `async`, and nobody waits for it",
                "Write `def` without `async`; asyncio.run() waits for what is inside.",
            )
        elif is_marked:
            yield from _unknown_arguments(plugin, name, function)
        elif isfunction(function) and name.startswith(f"{specs.PROJECT}_"):
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name}, but nothing says that it is a hook",
                "Put @hookimpl above it: from okrsite.api import hookimpl.",
            )


def _unknown_arguments(
    plugin: Plugin, name: str, function: Callable[..., Any]
) -> Iterator[Diagnostic]:
    """The arguments of a hook that nobody can give it; those with a default it has already."""
    known = tuple(signature(getattr(specs, name)).parameters)
    for each, argument in signature(function).parameters.items():
        is_asked = argument.default is argument.empty and argument.kind not in _STARRED
        if is_asked and each not in known:
            takes = f"It takes {' and '.join(known)}." if known else "It takes none."
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name} with an argument that okrsite does not know: "
                f"'{each}'{suggestion(each, known)}",
                takes,
            )


def _candidates(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions of a module; other things that can be called may say yes to any question."""
    return ((name, each) for name, each in sorted(vars(module).items()) if isroutine(each))


def _no_hook(plugin: Plugin, reason: str) -> Diagnostic:
    return error(
        "OKR605",
        plugin.span,
        f"plugin {plugin.name} has a hook that okrsite does not know: {reason}",
        f"The hooks are {', '.join(HOOKS)}.",
    )


def _bound(hook: pluggy.HookImpl, settings: Any) -> Callable[..., Any]:
    """The function with the settings given, where it names them, and nothing it does not name."""
    known = {"settings": settings} if "settings" in hook.argnames else {}
    rest = tuple(name for name in hook.argnames if name != "settings")
    return partial(_call, hook.function, rest, known)


def _call(
    function: Callable[..., Any], names: tuple[str, ...], known: dict[str, Any], **given: Any
) -> Any:
    return function(**{name: given[name] for name in names}, **known)
