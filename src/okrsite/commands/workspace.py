"""The workspace: a site's folder with its settings, its plugins and the day to work on."""

from __future__ import annotations

import importlib
from datetime import date
from functools import partial
from pathlib import Path

import click
from msgspec import Struct

from okrsite import __version__
from okrsite.builtin import SHIPPED
from okrsite.commands.root import SETTINGS, find_root
from okrsite.effects.clock import today_in
from okrsite.effects.source_text import source_text
from okrsite.effects.themes import languages_of, theme_findings
from okrsite.hooks.host import collect
from okrsite.hooks.loading import load_plugins
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings, Settings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.naming import CONTENT
from okrsite.pipeline.plugin_words import untranslated
from okrsite.pipeline.settings import read_settings


class Workspace(Struct, frozen=True):
    """An open site; `findings` are about its settings and its plugins.

    `base` is where settings, plugins, themes and the cache are: the root itself, unless the content
    is of people who are not trusted with these.
    """

    root: Path
    base: Path
    settings: Settings
    extensions: Extensions
    today: date
    findings: tuple[Diagnostic, ...] = ()

    @property
    def is_untrusted(self) -> bool:
        """Whether somebody who is not trusted may have written what lies in the root."""
        return self.base != self.root

    def text_of(self, path: str) -> str | None:
        """The text of a file that a finding is about, or None where there is none to show."""
        is_content = path.startswith(CONTENT) or not self.is_untrusted
        return source_text(self.root if is_content else self.base, path)


def open_workspace(start: Path, today: date | None = None) -> Workspace:
    """Open the site that a folder belongs to.

    `today` is the day given on the command line; it wins over the settings, they over the clock.
    Raises `click.UsageError` where no site is found.
    """
    root = find_root(start)
    return workspace_at(root, root, today)


def workspace_at(root: Path, base: Path, today: date | None = None) -> Workspace:
    """A site whose settings, plugins and themes are in the folder `base`, perhaps none of them."""
    written = base / SETTINGS
    text = written.read_bytes() if written.is_file() else b""
    settings, findings = read_settings(text, partial(languages_of, base))
    extensions, problems = _extensions(settings, base)
    day = today or settings.build.today or today_in(settings.site.timezone)
    of_theme = theme_findings(base, settings)
    return Workspace(root, base, settings, extensions, day, (*findings, *of_theme, *problems))


def known_extensions(start: Path) -> Extensions:
    """The extensions of the site that a folder belongs to; outside of any site, what ships."""
    try:
        return open_workspace(start).extensions
    except click.UsageError:
        return collect(shipped_plugins())[0]


def shipped_plugins() -> tuple[Plugin, ...]:
    """What ships, as plugins."""
    return tuple(map(shipped_plugin, SHIPPED))


def shipped_plugin(name: str) -> Plugin:
    """One of the plugins that ship."""
    module = importlib.import_module(SHIPPED[name])
    return Plugin(name, module, __version__, PluginSettings(span=Span(SETTINGS)))


def _extensions(settings: Settings, base: Path) -> tuple[Extensions, tuple[Diagnostic, ...]]:
    plugins, missing = load_plugins(settings.plugins, base / "plugins")
    extensions, problems = collect((*shipped_plugins(), *plugins))
    return extensions, (*missing, *problems, *untranslated(extensions, settings))
