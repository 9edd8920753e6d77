"""Register plugins: find the hooks of a module, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

from okrsite.hooks import specs
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.suggest import suggestion

HOOKS = tuple(name for name in vars(specs) if name.startswith(f"{specs.PROJECT}_"))
Hooks = Mapping[str, pluggy.HookImpl]

_STARRED = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


def hooks_of(plugin: Plugin) -> tuple[str, ...]:
    """The names of the hooks that a plugin implements; none where one of them is mistaken."""
    hooks, _ = register(new_manager(), plugin)
    return tuple(name for name in HOOKS if name in hooks)


def new_manager() -> pluggy.PluginManager:
    """A manager that knows the hooks, and no plugin yet."""
    manager = pluggy.PluginManager(specs.PROJECT)
    manager.add_hookspecs(specs)
    return manager


def register(manager: pluggy.PluginManager, plugin: Plugin) -> tuple[Hooks, tuple[Diagnostic, ...]]:
    """The hooks of a plugin; none, with findings, where one is mistaken."""
    if mistakes := tuple(_marking_mistakes(plugin)):
        return {}, mistakes
    try:
        # By its module's name: a plugin of the site may be called as one that ships.
        manager.register(plugin.module)
        manager.check_pending()
    except pluggy.PluginValidationError as problem:
        mistakes = tuple(_unknown_hooks(manager, plugin)) or (_last_line(plugin, problem),)
        if manager.is_registered(plugin.module):
            # Else the next plugin's check would fail because of this one.
            manager.unregister(plugin.module)
        return {}, mistakes
    except ValueError:
        return {}, (_registered_before(plugin),)
    callers = manager.get_hookcallers(plugin.module) or []
    return {
        caller.name: hook
        for caller in callers
        for hook in caller.get_hookimpls()
        if hook.plugin is plugin.module
    }, ()


def _marking_mistakes(plugin: Plugin) -> Iterator[Diagnostic]:
    """What pluggy does not say, or not so that its author can mend it."""
    for name, function in _functions(plugin.module):
        if hasattr(function, f"{specs.PROJECT}_impl"):
            yield from _mistakes_of_hook(plugin, name, function)
        elif isfunction(function) and name.startswith(f"{specs.PROJECT}_"):
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name}, but nothing says that it is a hook",
                "Put @hookimpl above it: from okrsite.api import hookimpl.",
            )


def _functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions of a module, and no other callable: a mock has every attribute, marks too."""
    return ((name, held) for name, held in sorted(vars(module).items()) if isroutine(held))


def _mistakes_of_hook(
    plugin: Plugin, name: str, function: Callable[..., Any]
) -> Iterator[Diagnostic]:
    if name not in HOOKS:
        # pluggy finds it when it checks what is pending.
        return
    if iscoroutinefunction(function) or isasyncgenfunction(function):
        yield error(
            "OKR605",
            plugin.span,
            f"plugin {plugin.name} has {name} as `async`, and nobody waits for it",
            "Write `def` without `async`; asyncio.run() waits for what is inside.",
        )
    else:
        yield from _unknown_arguments(plugin, name, function)


def _unknown_arguments(
    plugin: Plugin, name: str, function: Callable[..., Any]
) -> Iterator[Diagnostic]:
    """The arguments that a hook is not called with; one with a default needs no value."""
    known = tuple(signature(getattr(specs, name)).parameters)
    for argument in signature(function).parameters.values():
        is_needed = argument.default is argument.empty and argument.kind not in _STARRED
        if is_needed and argument.name not in known:
            takes = f"It takes {' and '.join(known)}." if known else "It takes none."
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name} with an argument that okrsite does not know: "
                f"'{argument.name}'{suggestion(argument.name, known)}",
                takes,
            )


def _unknown_hooks(manager: pluggy.PluginManager, plugin: Plugin) -> Iterator[Diagnostic]:
    for caller in manager.get_hookcallers(plugin.module) or ():
        if not caller.has_spec():
            yield _no_hook(plugin, f"{caller.name} is none{suggestion(caller.name, HOOKS)}")


def _last_line(plugin: Plugin, problem: pluggy.PluginValidationError) -> Diagnostic:
    """The reason that pluggy gives, after lines that repeat the plugin and the hook."""
    return _no_hook(plugin, str(problem).rpartition("\n")[2])


def _no_hook(plugin: Plugin, reason: str) -> Diagnostic:
    return error(
        "OKR605",
        plugin.span,
        f"plugin {plugin.name} has a hook that okrsite does not know: {reason}",
        f"The hooks are {', '.join(HOOKS)}.",
    )


def _registered_before(plugin: Plugin) -> Diagnostic:
    return error(
        "OKR608",
        plugin.span,
        f"plugin {plugin.name} is the same module as a plugin before it",
        "Load only one of the two.",
    )
