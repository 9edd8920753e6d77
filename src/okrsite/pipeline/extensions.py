"""Extensions: everything that plugins gave, collected once and frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.extensions import (
    BuildResult,
    MarkdownPlugin,
    Rule,
    Scorer,
    SourceType,
    Translation,
)
from okrsite.pipeline.exporting import Exporter
from okrsite.pipeline.plugin_fields import FieldTypes
from okrsite.pipeline.present.page_kind import PageKind
from okrsite.pipeline.present.panel import Panel
from okrsite.pipeline.present.shortcode import Shortcode


class Extensions(Struct, frozen=True, kw_only=True):
    """All extensions by name, in order of their names.

    Attributes:
        sources: The kinds of sources.
        scorers: The scorers.
        rules: The rules by their codes.
        pages: The kinds of pages.
        panels: The panels of pages that ship.
        markdown: The Markdown plugins.
        shortcodes: What texts may show.
        translations: The words of plugins, by the plugin, a slash and the language.
        exporters: The formats of `export`.
        fields: For each plugin whose hooks are right, the types of its fields in documents, by the
            kind of document.
        observers: What is called after a build, by the plugin's name.
        owners: For `kind:name`, the plugin that gave it.
        versions: The name of each plugin with what identifies its code and settings.
    """

    sources: Mapping[str, SourceType[Any, Any]] = {}
    scorers: Mapping[str, Scorer[Any]] = {}
    rules: Mapping[str, Rule[Any]] = {}
    pages: Mapping[str, PageKind] = {}
    panels: Mapping[str, Panel] = {}
    markdown: Mapping[str, MarkdownPlugin] = {}
    shortcodes: Mapping[str, Shortcode] = {}
    translations: Mapping[str, Translation] = {}
    exporters: Mapping[str, Exporter] = {}
    fields: FieldTypes = {}
    observers: Mapping[str, Callable[[BuildResult], None]] = {}
    owners: Mapping[str, str] = {}
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def page_kinds(self) -> tuple[PageKind, ...]:
        """The kinds of pages; those with a volatile panel are volatile, too."""
        volatile = {panel.kind for panel in self.panels.values() if panel.volatile}
        return tuple(
            replace(kind, volatile=True) if kind.name in volatile else kind
            for kind in self.pages.values()
        )
