"""Plugin theme: what plugins bring to a site's theme, laid below everything of the theme's own."""

from __future__ import annotations

from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.present.panel import panel_template
from okrsite.pipeline.theme import Theme, with_templates


def with_plugins(theme: Theme, extensions: Extensions) -> Theme:
    """The theme with the templates of plugins; its own of the same name wins."""
    of_pages = [kind.templates for kind in extensions.pages.values()]
    of_panels = {panel_template(panel.name): panel.template for panel in extensions.panels.values()}
    return with_templates(
        theme, of_panels | {name: texts[name] for texts in of_pages for name in texts}
    )
