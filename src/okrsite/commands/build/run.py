"""Build: from a workspace to its published site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from okrsite.commands.build.emptiness import emptiness
from okrsite.commands.build.observers import standings_before, told_observers
from okrsite.commands.build.outcome import (
    BuildOptions,
    BuildOutcome,
    blocks_publishing,
    with_findings,
)
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import read_goals
from okrsite.commands.past import past_of
from okrsite.commands.site import cells_of, read_site, site_stamp, theme_of
from okrsite.commands.terminal import silent
from okrsite.commands.workspace import Workspace
from okrsite.effects.code_digest import code_digest
from okrsite.effects.pages import make_pages, recall_cells, remember_cells
from okrsite.effects.parallel import processors
from okrsite.effects.publish import PublishError, generation, record_files, refuse_committed
from okrsite.effects.templates import with_code
from okrsite.effects.themes import ThemeError
from okrsite.pipeline.build import Outputs, has_failed
from okrsite.pipeline.published import Standings


def build(
    workspace: Workspace, options: BuildOptions, progress: Callable[[str], None] = silent
) -> BuildOutcome:
    """Build a workspace's site and publish it, unless findings forbid that.

    Then `pages` is 0 and the folder is as it was. Raises `CommandError` where theme or output
    folder cannot be used.
    """
    try:
        return _build(workspace, options, progress)
    except PublishError as problem:
        raise CommandError(str(problem), problem.help) from problem
    except ThemeError as problem:
        raise CommandError(str(problem)) from problem


def _build(
    workspace: Workspace, options: BuildOptions, progress: Callable[[str], None]
) -> BuildOutcome:
    settings = workspace.settings.build
    audience = options.audience or settings.audience
    outcome = BuildOutcome(
        output=str(options.output or settings.output),
        audience=audience,
        findings=workspace.findings,
    )
    if workspace.is_untrusted:
        refuse_committed(Path(outcome.output), workspace.root)
    progress("Reading the goals…")
    stamp = site_stamp(workspace)
    memory = None if options.is_fresh else recall_cells(workspace.base, audience, stamp)
    cells = cells_of(workspace, memory)
    goals = read_goals(
        workspace, audience, jobs=options.jobs, is_fresh=options.is_fresh, tables=cells
    )
    outcome = replace(outcome, findings=goals.findings, hidden=goals.hidden)
    if blocks_publishing(outcome, workspace, options):
        return outcome
    theme = with_code(theme_of(workspace), workspace.base, is_fresh=options.is_fresh)
    if has_failed(goals.findings, is_strict=False):
        cells = cells_of(workspace, memory)
        goals = read_goals(
            workspace, audience, jobs=options.jobs, without_broken=True, tables=cells
        )
    if empty := emptiness(workspace, goals, outcome):
        outcome = with_findings(outcome, (empty,))
        if blocks_publishing(outcome, workspace, options):
            return outcome
    history = past_of(workspace, goals, is_fresh=options.is_fresh)
    made = read_site(workspace, goals, theme, cells, history)
    outcome = with_findings(outcome, made.findings)
    if blocks_publishing(outcome, workspace, options):
        return outcome
    progress(f"Making {len(made.files)} pages and files…")
    before = standings_before(workspace, options, outcome.output)
    outcome = _publish(workspace, options, made, stamp, outcome)
    return _told(workspace, outcome, made, before)


def _told(
    workspace: Workspace, outcome: BuildOutcome, made: Outputs, before: Standings | None
) -> BuildOutcome:
    """What came of a build after all observers were told, if it was published."""
    if not outcome.pages:
        return outcome
    failed = told_observers(workspace, outcome, made.ledger.site.scored, before)
    return with_findings(outcome, tuple(failed))


def _publish(
    workspace: Workspace,
    options: BuildOptions,
    made: Outputs,
    stamp: bytes,
    outcome: BuildOutcome,
) -> BuildOutcome:
    root, base, code = workspace.root, workspace.base, code_digest()
    theme = made.ledger.site.theme
    with generation(
        Path(outcome.output), root, code, cache_root=base, is_fresh=options.is_fresh
    ) as new:
        pages = make_pages(made, workspace.extensions, new, options.jobs or processors())
        outcome = with_findings(outcome, pages.findings)
        if blocks_publishing(outcome, workspace, options):
            return outcome
        shown = new.publish(pages.placed, frozenset(theme.assets.values()))
        record_files(new.output, base, code, shown)
        if made.ledger.cells.is_another:
            remember_cells(base, outcome.audience, stamp, made.ledger.cells.memory())
    return replace(
        outcome, pages=len(pages.placed), written=sum(file.is_new for file in pages.placed)
    )
