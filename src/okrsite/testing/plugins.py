"""Plugins, loaded for a test as a site would load them."""

from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from okrsite.commands.workspace import SETTINGS
from okrsite.hooks.loading import load_file
from okrsite.hooks.plugin import Plugin
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings


def load_plugin(module: str | Path | ModuleType, **settings: Any) -> Plugin:
    """A plugin from its file or its module, with its `[plugins.NAME]` as keyword arguments."""
    written = PluginSettings(span=Span(SETTINGS), settings=msgspec.json.encode(settings))
    if isinstance(module, ModuleType):
        return Plugin(module.__name__.rpartition(".")[2], module, "tested", written)
    path = Path(module)
    return Plugin(path.stem, load_file(path, path.stem), "tested", written)
