"""`okrsite build` on the command line: its options, and what it says at the end."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import Any

import click

from okrsite.commands.build.run import BuildOptions, build, is_strict
from okrsite.commands.options import DAY, choice
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.source_text import source_text
from okrsite.model.extensions import BuildResult
from okrsite.model.names import Visibility
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.report import painted, plain, text

# Warnings that whoever publishes must read: of the site as a whole, and after the build.
SHOWN_WARNINGS = frozenset({"OKR063", "OKR167", "OKR616"})


@click.command("build", short_help="Build the site.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to publish in.")
@click.option("--audience", type=choice(Visibility), help="For whom the site is made.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
@click.option("--strict/--no-strict", default=None, help="Let warnings keep it back too.")
@click.option("--keep-going", is_flag=True, help="Publish what does not depend on mistakes.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work at once.")
@click.option("--clean", "is_fresh", is_flag=True, help="Make everything anew.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Build the site, offline, and only what changed.

    With errors, nothing is published and the exit code is 1. Readers see the old site until the
    new one is complete, and then the new one.
    """
    # The process ends with the build, so looking for garbage among the goals is time lost.
    gc.disable()
    given["output"] = given["output"] and Path.cwd() / given["output"]
    options = BuildOptions(**given)
    workspace = open_workspace(Path.cwd(), options.today)
    result = build(workspace, options, terminal.progress)
    return _command_result(workspace, options, result, terminal)


def _command_result(
    workspace: Workspace, options: BuildOptions, result: BuildResult, terminal: Terminal
) -> CommandResult:
    strict = is_strict(workspace, options)
    failing = has_failed(result.findings, is_strict=strict)
    out = _findings_text(workspace, result, terminal, with_warnings=strict)
    if not result.pages:
        unusable = has_failed(workspace.findings, is_strict=False)
        note = "Nothing was published; the site is as it was."
        return CommandResult(out, note, Exit.USAGE if unusable else Exit.FINDINGS)
    note = (
        f"Built {result.pages} files for the audience '{result.audience}' in {result.output}, "
        f"{result.written} of them new.{_hidden_sentence(result)}"
    )
    return CommandResult(out, note, Exit.FINDINGS if failing else Exit.GOOD)


def _hidden_sentence(result: BuildResult) -> str:
    if not result.hidden:
        return ""
    what = "1 document is" if result.hidden == 1 else f"{result.hidden} documents are"
    return f" {what} closed to it; `visibility` and [site.default_visibility] say who sees what."


def _findings_text(
    workspace: Workspace, result: BuildResult, terminal: Terminal, *, with_warnings: bool
) -> str:
    """What keeps a site back, in full; of warnings that do not, only how many there are."""
    errors = [finding for finding in result.findings if finding.severity == "error"]
    warnings = [finding for finding in result.findings if finding.severity == "warning"]
    ours = [finding for finding in warnings if finding.code in SHOWN_WARNINGS]
    rest = len(warnings) - len(ours)
    shown = [*errors, *(warnings if with_warnings else ours)]
    paint = painted if terminal.colour else plain
    shown_text = paint(text(shown, partial(source_text, workspace.root))) if shown else ""
    if with_warnings or not rest:
        return shown_text
    plural = "s" * (rest != 1)
    return f"{shown_text}{rest} warning{plural}; `okrsite check` shows all that was found.\n"
