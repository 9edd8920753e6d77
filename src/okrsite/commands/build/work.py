"""Work: a build that has something to do, from the command line's options to its receipt."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.commands.build.outcome import BuildOptions, BuildOutcome
from okrsite.commands.build.report import command_result
from okrsite.commands.build.run import build
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.commands.untrusted import untrusted_workspace
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.receipt import FinishedBuild, remember_build
from okrsite.effects.themes import theme_folders
from okrsite.hooks.loading import package_folders


def work(root: Path, given: dict[str, Any], terminal: Terminal, question: bytes) -> CommandResult:
    """Build the site, and keep a receipt where the next build may have nothing to do."""
    begun = time.time_ns()
    options = BuildOptions(**given)
    workspace = open_workspace(root, options.today)
    outcome = build(workspace, options, terminal.progress)
    if outcome.pages and _depends_on_files_alone(workspace):
        again = command_result(workspace, options, replace(outcome, written=0), terminal)
        answer = msgspec.json.encode((again.out, again.note, again.exit))
        finished = _finished(workspace, options, outcome, answer)
        remember_build(root, question, finished, begun)
    return command_result(workspace, options, outcome, terminal)


def work_untrusted(base: str, given: dict[str, Any], terminal: Terminal) -> CommandResult:
    """Build the site of a stranger's change with what a base has; nothing is kept of it."""
    options = BuildOptions(**given)
    with untrusted_workspace(Path.cwd(), base, options.today) as workspace:
        outcome = build(workspace, options, terminal.progress)
        return command_result(workspace, options, outcome, terminal)


def _depends_on_files_alone(workspace: Workspace) -> bool:
    """Whether nothing else must be asked or told: no volatile page, nobody to tell of a build."""
    extensions = workspace.extensions
    return not extensions.observers and not any(kind.volatile for kind in extensions.page_kinds)


def _finished(
    workspace: Workspace, options: BuildOptions, outcome: BuildOutcome, answer: bytes
) -> FinishedBuild:
    settings = workspace.settings
    is_told = options.today or settings.build.today
    folders = (
        *theme_folders(workspace.root, settings.theme.name),
        *package_folders(settings.plugins),
    )
    return FinishedBuild(
        day=workspace.today,
        timezone="" if is_told else settings.site.timezone,
        folders=tuple(map(str, folders)),
        output=str(workspace.root / outcome.output),
        answer=answer,
    )
