"""Settings: what a site sets for a plugin, as the type that the plugin asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.toml.written import decode_written

SETTINGS = "okrsite_settings"
# A plugin without that hook; None is a hook that forgot to return.
UNASKED = object()


def settings_of(plugin: Plugin, wanted: object) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The plugin's settings as an instance of the type that its hook gave, `wanted`.

    None with findings where they are mistaken; None alone where `wanted` is UNASKED, because the
    plugin takes none.
    """
    if wanted is UNASKED:
        return None, tuple(_unwanted(plugin))
    if not (isinstance(wanted, type) and issubclass(wanted, Struct)):
        return None, (_no_type(plugin, wanted),)
    value, mistakes = decode_written(plugin.written, plugin.written.settings, wanted)
    return value, tuple(_named(plugin, mistake) for mistake in mistakes)


def _unwanted(plugin: Plugin) -> Iterable[Diagnostic]:
    for key in msgspec.json.decode(plugin.written.settings):
        yield error(
            "OKR610",
            plugin.written.at(key),
            f"plugin {plugin.name} takes no settings, and '{key}' is one",
            f"Take the line out; a plugin that wants settings gives their type in {SETTINGS}.",
        )


def _named(plugin: Plugin, mistake: Diagnostic) -> Diagnostic:
    return replace(
        mistake, code="OKR609", message=f"settings of the plugin {plugin.name}: {mistake.message}"
    )


def _no_type(plugin: Plugin, given: object) -> Diagnostic:
    what = given.__name__ if isinstance(given, type) else type(given).__name__
    why = "nothing; did it forget to return?" if given is None else f"{what}, no Struct of msgspec"
    return error(
        "OKR607",
        plugin.span,
        f"plugin {plugin.name} gives in {SETTINGS} {why}",
        "Return the class itself: class Settings(msgspec.Struct, frozen=True).",
    )
