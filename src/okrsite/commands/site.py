"""The site of a workspace: its theme, and all pages and files made of its goals."""

from __future__ import annotations

from msgspec.structs import replace

from okrsite import __version__
from okrsite.commands.goals import Goals
from okrsite.commands.workspace import Workspace
from okrsite.effects.code_digest import code_digest
from okrsite.effects.files import read_files
from okrsite.effects.linked_files import LinkedFiles
from okrsite.effects.themes import read_theme
from okrsite.model.history import History
from okrsite.pipeline.build import Outputs, outputs
from okrsite.pipeline.cells import Cells, Memory, digest_of
from okrsite.pipeline.plugin_theme import with_plugins
from okrsite.pipeline.present import navigation_of
from okrsite.pipeline.present.prose import linked_assets
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.theme import Theme


def read_site(
    workspace: Workspace,
    goals: Goals,
    theme: Theme,
    cells: Cells | None = None,
    history: History | None = None,
) -> Outputs:
    """All pages and files of a site, from goals that were read and computed in `cells`.

    Without a `history` the pages know no past.
    """
    site = site_of(workspace, goals, theme, history)
    links = goals.content.tree.links
    linked = LinkedFiles(workspace.root, links, workspace.settings.build.asset_megabytes)
    assets = linked.heads(linked_assets(site.forest))

    def read_file(path: str) -> bytes | None:
        return read_files(workspace.root, (path,), links).files.get(path)

    made = outputs(site, workspace.extensions, assets.files, read_file, cells)
    findings = (*assets.findings, *made.findings)
    return replace(made, findings=findings, chunks=linked.chunks)


def site_of(
    workspace: Workspace, goals: Goals, theme: Theme, history: History | None = None
) -> Site:
    """What pages are made from, and what else is told in the words of a site."""
    return Site(
        scored=goals.scored,
        theme=theme,
        history=history or History(),
        navigation=navigation_of(workspace.extensions.pages.values()),
        findings=goals.shown,
        missing=goals.missing,
        scorers=workspace.extensions.scorers,
        version=__version__,
    )


def site_stamp(workspace: Workspace) -> bytes:
    """What everything that is remembered of a site rests on: the code and the plugins."""
    return code_digest() + digest_of(workspace.extensions.versions)


def cells_of(workspace: Workspace, memory: Memory | None) -> Cells:
    """The cells of a build, which rest on the settings and the day as well."""
    return Cells(memory, digest_of((workspace.settings, workspace.today)))


def theme_of(workspace: Workspace) -> Theme:
    """The theme that a workspace asks for, with the templates that plugins bring below its own."""
    settings = workspace.settings
    theme = read_theme(workspace.base, settings.theme, settings.site.language)
    return with_plugins(theme, workspace.extensions)
