"""The verb: `okrsite build` as the command line knows it."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from okrsite.commands.answer import Answer, Exit
from okrsite.commands.build.make import build
from okrsite.commands.build.options import BuildOptions
from okrsite.commands.goals import source_in
from okrsite.commands.options import DAY, choice
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.model.extensions import BuildResult
from okrsite.model.names import Visibility
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.report import painted, plain, text


@click.command("build", short_help="Build the site.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to publish in.")
@click.option("--audience", type=choice(Visibility), help="For whom the site is made.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
@click.option("--strict", is_flag=True, help="Publish nothing with warnings either.")
@click.option("--keep-going", is_flag=True, help="Publish what does not depend on mistakes.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work at once.")
@click.option("--clean", is_flag=True, help="Make everything anew, as if for the first time.")
@click.pass_obj
def command(  # noqa: PLR0913 - click gives every option as an argument
    terminal: Terminal,
    *,
    output: Path | None,
    audience: Visibility | None,
    today: date | None,
    strict: bool,
    keep_going: bool,
    jobs: int | None,
    clean: bool,
) -> Answer:
    """Build the site, offline and only what changed.

    With errors, nothing is published and the exit code is 1. Readers see the old site until the
    new one is complete, and then the new one.
    """
    # The process ends with the build, so looking for garbage among the goals is time lost.
    gc.disable()
    workspace = open_workspace(Path.cwd(), today)
    options = BuildOptions(
        output=Path.cwd() / output if output else None,
        audience=audience,
        strict=strict,
        keep_going=keep_going,
        jobs=jobs,
        is_fresh=clean,
    )
    return _answer(workspace, options, build(workspace, options), terminal)


def _answer(
    workspace: Workspace, options: BuildOptions, result: BuildResult, terminal: Terminal
) -> Answer:
    told = [each for each in result.findings if each.severity in {"error", "warning"}]
    paint = painted if terminal.colour else plain
    out = paint(text(told, source_in(workspace))) if told else ""
    if not result.pages:
        usage = has_failed(workspace.findings, is_strict=False)
        note = "Nothing was published; the site is as it was."
        return Answer(out, note, Exit.USAGE if usage else Exit.FINDINGS)
    is_strict = options.strict or workspace.settings.build.strict
    failed = has_failed(result.findings, is_strict=is_strict)
    note = (
        f"Built {result.pages} files for the audience '{result.audience}' in {result.output}, "
        f"{result.written} of them new."
    )
    return Answer(out, note, Exit.FINDINGS if failed else Exit.GOOD)
