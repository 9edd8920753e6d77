"""Ready: a plugin's hooks, known to be hooks, with the plugin's settings in their hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from inspect import isfunction, isroutine
from types import ModuleType
from typing import Any

import pluggy
from msgspec import Struct

from okrsite.hooks import specs
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.settings import SETTINGS, settings_of
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.suggest import suggestion

HOOKS = tuple(name for name in vars(specs) if name.startswith(f"{specs.PROJECT}_"))


class Ready(Struct, frozen=True):
    """A plugin that can be asked: its hooks by name, each a function of what is left to give."""

    plugin: Plugin
    hooks: Mapping[str, Callable[..., Any]]


def ready(plugin: Plugin) -> tuple[Ready | None, tuple[Diagnostic, ...]]:
    """The plugin with its hooks; None, with findings, where its hooks or settings are mistaken."""
    hooks, wrong = _hooks_of(plugin)
    if wrong:
        return None, wrong
    wanted = None
    if SETTINGS in hooks:
        try:
            wanted = hooks[SETTINGS].function()
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - a stranger's code
            return None, (failed(plugin, SETTINGS, problem),)
    settings, wrong = settings_of(plugin, wanted)
    if wrong:
        return None, wrong
    asked = {name: _bound(hook, settings) for name, hook in hooks.items() if name != SETTINGS}
    return Ready(plugin, asked), ()


def hooks_of(plugin: Plugin) -> tuple[str, ...]:
    """The names of the hooks that a plugin implements; none where one of them is mistaken."""
    hooks, _ = _hooks_of(plugin)
    return tuple(name for name in HOOKS if name in hooks)


def failed(plugin: Plugin, hook: str, problem: BaseException) -> Diagnostic:
    """A hook that raised instead of answering."""
    return error(
        "OKR606",
        plugin.span,
        f"plugin {plugin.name} failed in {hook}: {type(problem).__name__}: {problem}",
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
        elif not is_marked and isfunction(function) and name.startswith(f"{specs.PROJECT}_"):
            yield error(
                "OKR605",
                plugin.span,
                f"plugin {plugin.name} has {name}, but nothing says that it is a hook",
                "Put @hookimpl above it: from okrsite.api import hookimpl.",
            )


def _candidates(module: ModuleType) -> Iterator[tuple[str, object]]:
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
