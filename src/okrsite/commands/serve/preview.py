"""The preview: the whole site made in memory, its pages only when a browser asks for them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from okrsite.commands.goals import read_goals
from okrsite.commands.past import past_of
from okrsite.commands.serve.outcome import Tell, page_teller
from okrsite.commands.serve.withheld import split_by_audience
from okrsite.commands.site import cells_of, read_site, site_stamp, theme_of
from okrsite.commands.workspace import open_workspace
from okrsite.effects.pages import recall_cells, remember_cells
from okrsite.effects.preview.live_state import Snapshot
from okrsite.effects.preview.overlay import with_failures
from okrsite.effects.templates import with_code
from okrsite.effects.themes import ThemeError
from okrsite.model.names import Visibility
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.make import PageMaker, made, page_maker
from okrsite.pipeline.present import Output


def build_snapshot(
    root: Path,
    today: date | None,
    audience: Visibility | None,
    *,
    whole: bool,
    is_quiet: bool = False,
) -> Snapshot:
    """The site of a folder as it stands now.

    With errors and `whole`, there are findings and no files, so that the last good site stays on
    show; without `whole`, what does not depend on the mistakes is shown. Findings about what the
    audience does not see are withheld from its pages. What is wrong with a page is known when it is
    made, and told on standard error then, unless `is_quiet`.
    """
    with _without_garbage_collection():
        return _snapshot(root, today, audience, page_teller(is_quiet=is_quiet), whole=whole)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Nothing that a snapshot is made of is garbage, and looking through many goals takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _snapshot(
    root: Path, today: date | None, audience: Visibility | None, tell: Tell, *, whole: bool
) -> Snapshot:
    workspace = open_workspace(root, today)
    if has_failed(workspace.findings, is_strict=False):
        return Snapshot(findings=workspace.findings)
    seen_by = audience or workspace.settings.build.audience
    # Only what a save changed is worked out again.
    stamp, name = site_stamp(workspace), f"preview-{seen_by}"
    memory = recall_cells(workspace.base, name, stamp)
    cells = cells_of(workspace, memory)
    goals = read_goals(workspace, seen_by, tables=cells)
    findings, withheld = split_by_audience(workspace, goals, seen_by)
    if has_failed(goals.findings, is_strict=False):
        # Without any document there is nothing that does not depend on the mistake.
        if whole or not goals.content.documents:
            return Snapshot(findings=findings, withheld=withheld)
        cells = cells_of(workspace, memory)
        goals = read_goals(workspace, seen_by, without_broken=True, tables=cells)
    try:
        theme = with_code(theme_of(workspace), workspace.base)
    except ThemeError as problem:
        return Snapshot(failure=f"The site cannot be made: {problem}")
    history = past_of(workspace, goals)
    outputs = read_site(workspace, goals, theme, cells, history)
    maker = page_maker(outputs.ledger, workspace.extensions)
    files = {output.path: partial(_content, maker, tell, output) for output in outputs.files}
    if cells.is_another:
        remember_cells(workspace.base, name, stamp, cells.memory())
    return Snapshot(files, (*findings, *outputs.findings), withheld)


def _content(maker: PageMaker, tell: Tell, output: Output) -> bytes:
    page = made(maker, output)
    tell(page.findings)
    is_html = output.path.endswith(".html")
    return with_failures(page.content, page.findings) if is_html else page.content
