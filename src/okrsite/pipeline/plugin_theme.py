"""Plugin theme: what plugins bring to a site's theme, laid below everything of the theme's own."""

from __future__ import annotations

from msgspec.structs import replace

from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.plugin_words import plugin_texts
from okrsite.pipeline.present.frame import SCRIPT, STYLE
from okrsite.pipeline.present.page_kind import PageKind
from okrsite.pipeline.present.panel import Panel
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.words import Words


def with_plugins(theme: Theme, extensions: Extensions) -> Theme:
    """The theme with templates, static files and words of plugins; its own of a name win."""
    kinds, panels = extensions.pages.values(), extensions.panels.values()
    templates = {panel.template_name: panel.template for panel in panels}
    static: dict[str, bytes] = {}
    for kind in kinds:
        templates |= kind.templates
        static |= _static_files(kind)
    for panel in panels:
        static |= _static_files(panel)
    words = theme.words
    texts = plugin_texts(extensions, words.language) | words.texts
    return replace(
        theme,
        templates={**templates, **theme.templates},
        static={**static, **theme.static},
        words=Words(words.language, texts),
    )


def _static_files(part: PageKind | Panel) -> dict[str, bytes]:
    """The files of a kind of pages or of a panel, in a folder of its own."""
    texts = {STYLE: part.css, SCRIPT: part.js}
    own = {name: text.encode() for name, text in texts.items() if text}
    return {f"{part.folder}/{name}": data for name, data in {**part.static, **own}.items()}
