"""Rehearsal: the whole site made in memory, its pages only when somebody looks at them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from okrsite.commands.build.site import read_site, theme_of
from okrsite.commands.goals import read_goals
from okrsite.commands.serve.audience_filter import apart
from okrsite.commands.workspace import open_workspace
from okrsite.effects.preview.snapshot import Snapshot
from okrsite.model.names import Visibility
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.page_kind import File, Page
from okrsite.pipeline.present import Site, frame
from okrsite.pipeline.render import Render, renderer


def rehearse(
    root: Path, today: date | None, audience: Visibility | None, *, whole: bool
) -> Snapshot:
    """The site of a folder as it stands now.

    With errors and `whole`, there are findings and no files, so that the last good site stays on
    show; without `whole`, what does not depend on the mistakes is shown. Findings about what the
    audience does not see are kept apart.
    """
    with _without_sweeping():
        return _rehearsed(root, today, audience, whole=whole)


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Nothing that a rehearsal makes is garbage, and looking through many goals takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rehearsed(
    root: Path, today: date | None, audience: Visibility | None, *, whole: bool
) -> Snapshot:
    workspace = open_workspace(root, today)
    if has_failed(workspace.findings, is_strict=False):
        return Snapshot(findings=workspace.findings)
    seen_by = audience or workspace.settings.build.audience
    goals = read_goals(workspace, seen_by)
    findings, withheld = apart(goals, seen_by, workspace.settings)
    if has_failed(goals.findings, is_strict=False):
        if whole:
            return Snapshot(findings=findings, withheld=withheld)
        goals = read_goals(workspace, seen_by, without_broken=True)
    site, made = read_site(workspace, goals, theme_of(workspace))
    render = renderer(site.theme)
    files = {each.path: _maker(site, render, each) for each in made.files}
    return Snapshot(files, (*findings, *made.findings), withheld)


def _maker(site: Site, render: Render, output: Page | File) -> Callable[[], bytes]:
    match output:
        case Page():
            return partial(_rendered, site, render, output)
        case File():
            return output.content


def _rendered(site: Site, render: Render, page: Page) -> bytes:
    return render(page.template, frame(site, page), page.view())
