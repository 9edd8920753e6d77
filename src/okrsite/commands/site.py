"""The site of a workspace: its theme, and all pages and files made of its goals."""

from __future__ import annotations

from okrsite import __version__
from okrsite.commands.goals import Goals
from okrsite.commands.workspace import Workspace
from okrsite.effects.files import read_files
from okrsite.effects.themes import read_theme
from okrsite.pipeline.build import Outputs, outputs
from okrsite.pipeline.present import Site
from okrsite.pipeline.present.prose import linked_assets
from okrsite.pipeline.theme import Theme, with_templates


def read_site(workspace: Workspace, goals: Goals, theme: Theme) -> tuple[Site, Outputs]:
    """A site and all its pages and files, from goals that were read."""
    site = Site(
        scored=goals.scored,
        theme=theme,
        extensions=workspace.extensions,
        findings=goals.shown,
        missing=goals.missing,
        version=__version__,
    )
    assets = read_files(workspace.root, linked_assets(site), goals.content.tree.links)
    made = outputs(site, assets.files)
    return site, Outputs(made.files, (*assets.findings, *made.findings))


def theme_of(workspace: Workspace) -> Theme:
    """The theme that a workspace asks for, with the templates that plugins bring below its own."""
    settings = workspace.settings
    theme = read_theme(workspace.root, settings.theme, settings.site.language)
    templates = {
        name: text
        for kind in workspace.extensions.pages.values()
        for name, text in kind.templates.items()
    }
    return with_templates(theme, templates)
