"""Load plugins: import the modules behind the names in the settings."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from importlib.machinery import SourceFileLoader
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import xxhash

from okrsite.hooks.least_api import api_fault, source_of
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.suggest import did_you_mean, nearest

GROUP = "okrsite.plugins"


def load_plugins(
    named: Mapping[str, PluginSettings], folder: Path
) -> tuple[tuple[Plugin, ...], tuple[Diagnostic, ...]]:
    """The plugins that the settings name, from `<folder>/<name>.py` or an installed package.

    A file of the site wins over a package. Nothing else is imported, and `sys.path` stays as it is.
    """
    plugins, findings = [], []
    unnamed = _unnamed(named, folder)
    points = entry_points(group=GROUP) if named else ()
    installed = {point.name: point for point in points}
    for name, settings in named.items():
        path = folder / f"{name}.py"
        if not path.is_file() and name not in installed:
            near = nearest(name, unnamed)
            findings.append(_missing(name, settings, folder, near))
            unnamed.discard(near or "")
            continue
        if not path.is_file() and len(packages := packages_of(name, points)) > 1:
            findings.append(_doubled(name, settings, packages))
            continue
        try:
            fault = call_plugin(name, _api_fault, path, installed.get(name))
            if fault:
                findings.append(_unfit(name, settings, fault))
                continue
            module, version = call_plugin(name, _load, name, path, installed)
        except PluginError as failure:
            findings.append(_broken(name, settings, failure))
        else:
            plugins.append(Plugin(name, module, version, settings))
    findings += (_not_run(name, folder) for name in sorted(unnamed))
    return tuple(plugins), tuple(findings)


def _unnamed(named: Mapping[str, PluginSettings], folder: Path) -> set[str]:
    """The plugins in a folder that the settings do not name; tests and parts of others are none."""
    files = {path.stem for path in folder.glob("*.py") if path.is_file()}
    return {name for name in files - named.keys() if not name.startswith(("_", "test_", "."))}


def _api_fault(path: Path, point: EntryPoint | None) -> str:
    return api_fault(source_of(path, point))


def _load(name: str, path: Path, installed: Mapping[str, EntryPoint]) -> tuple[ModuleType, str]:
    if path.is_file():
        return load_file(path, name), _digest_of(path)
    point = installed[name]
    return point.load(), point.dist.version if point.dist else "unknown"


def _digest_of(path: Path) -> str:
    """The digest of a plugin's file and of every file in the folder of its name beside it."""
    folder = path.with_suffix("")
    digest = xxhash.xxh3_128(path.read_bytes())
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


class _FromSource(SourceFileLoader):
    """Compiles a plugin every time: Python's own cache misses a second edit of the same second.

    It also keeps `__pycache__` out of the site's folder.
    """

    def path_stats(self, path: str) -> NoReturn:
        """Nothing is known of the file, so nothing compiled earlier is used or written."""
        raise OSError(path)


def load_file(path: Path, name: str) -> ModuleType:
    """The module in a file, read anew, without touching `sys.path`; raises what the module does."""
    # A name of its own keeps a site's plugin from hiding a package of the same name.
    qualified = f"okrsite_site_plugins.{name}"
    loader = _FromSource(qualified, str(path))
    spec = importlib.util.spec_from_file_location(qualified, path, loader=loader)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[qualified] = module
    spec.loader.exec_module(module)
    return module


def _missing(name: str, settings: PluginSettings, folder: Path, near: str | None) -> Diagnostic:
    message = (
        f"plugin {name} is not there: no {folder.name}/{name}.py and no installed package gives it"
    )
    if near:
        help_ = f"Write [plugins.{near}], or rename {folder.name}/{near}.py to {name}.py."
        return error("OKR603", settings.span, f"{message}{did_you_mean(near)}", help_)
    return error(
        "OKR603",
        settings.span,
        message,
        f"Write {folder.name}/{name}.py, install the package that has it, or take the table out.",
    )


def _not_run(name: str, folder: Path) -> Diagnostic:
    path = f"{folder.name}/{name}.py"
    message = f"{path} is not run: the settings do not name it"
    help_ = f"Write [plugins.{name}] in okrsite.toml, or remove the file."
    return Diagnostic("OKR625", "warning", Span(path), message, help_)


def packages_of(name: str, points: Iterable[EntryPoint]) -> list[str]:
    """The installed packages that give an entry point of a name, each once."""
    return sorted({str(point.dist and point.dist.name) for point in points if point.name == name})


def package_folders(named: Iterable[str]) -> list[str]:
    """The folders of the installed packages that give plugins of these names and are loaded."""
    wanted = set(named)
    points = entry_points(group=GROUP) if wanted else ()
    modules = {point.module.partition(".")[0] for point in points if point.name in wanted}
    loaded = [sys.modules[name] for name in sorted(modules & sys.modules.keys())]
    return [folder for module in loaded for folder in getattr(module, "__path__", ())]


def _doubled(name: str, settings: PluginSettings, packages: list[str]) -> Diagnostic:
    return error(
        "OKR624",
        settings.span,
        f"plugin {name} is given by more than one package: {', '.join(packages)}",
        "Remove all but one of them; which of them were used would be left to chance.",
    )


def _unfit(name: str, settings: PluginSettings, fault: str) -> Diagnostic:
    help_ = "Upgrade okrsite, or take a version of the plugin that is made for this one."
    return error("OKR635", settings.span, f"plugin {name} cannot be used: {fault}", help_)


def _broken(name: str, settings: PluginSettings, failure: PluginError) -> Diagnostic:
    return error(
        "OKR604",
        settings.span,
        f"plugin {name} cannot be loaded: {failure.reason}",
        "Mend the plugin, or take its table out of the settings.",
    )
