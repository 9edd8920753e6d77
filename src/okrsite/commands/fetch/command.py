"""The command: `okrsite fetch` as the command line knows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from okrsite.builtin import SHIPPED
from okrsite.commands.completion import KPI
from okrsite.commands.fetch.summary import NOT_ISOLATED, exit_code, summary
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.terminal import Terminal, silent
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects import fetch as effects_fetch
from okrsite.effects.fetch import Fetched, FetchOptions, FetchSite, UnknownNameError
from okrsite.effects.source_text import source_text
from okrsite.pipeline.report import painted, plain, text


@click.command("fetch", short_help="Get the KPIs' values from where they live.")
@click.option(
    "--only",
    multiple=True,
    type=KPI,
    metavar="KPI|SOURCE",
    help="Fetch only this; may be given again.",
)
@click.option("--since", type=DAY, help="The first day that is wanted.")
@click.option("--backfill", is_flag=True, help="Ask for all there is.")
@click.option("--revise", is_flag=True, help="Take corrected values of the past, too.")
@click.option(
    "--strict", is_flag=True, help="Exit with 1 where a source says otherwise about the past."
)
@click.option("--dry-run", is_flag=True, help="Ask, and write nothing.")
@click.option("--today", type=DAY, help="The last day that is wanted.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Ask all sources at once, and write what is new into the CSV file beside each KPI.

    Each KPI is asked for from the period before its newest value on, so that a correction of the
    last figure is noticed. A value that stands in a file stays, and is reported where the source
    says another: a past one changes only with --revise, which asks for all days that are known to
    differ. With --strict such a difference ends with 1. A source that fails keeps what it had and
    stops nobody else; then the exit code is 3, unless the KPIs say on_failure = "warn".
    """
    is_strict = given.pop("strict")
    options = FetchOptions(**given)
    if options.since and options.backfill:
        raise click.UsageError("--since and --backfill exclude each other")
    workspace = open_workspace(Path.cwd(), options.today)
    fetched = fetch(workspace, options, terminal.progress)
    mistakes = _mistakes(workspace, fetched, terminal)
    has_asked = bool(fetched.results or fetched.unasked)
    out = summary(fetched, options) if has_asked else ""
    note = "" if has_asked else "No KPI has a [source], so there is nothing to fetch."
    ended = _exit(workspace, fetched, is_strict=is_strict)
    return CommandResult(mistakes + out, note or _note(fetched, terminal), ended)


def fetch(
    workspace: Workspace, options: FetchOptions, progress: Callable[[str], None] = silent
) -> Fetched:
    """Fetch for a workspace. Raises `click.UsageError` for a name in `only` that nothing has."""
    site = FetchSite(
        workspace.root, workspace.settings, workspace.extensions, workspace.today, SHIPPED
    )
    try:
        return effects_fetch.fetch(site, options, progress)
    except UnknownNameError as unknown:
        raise click.UsageError(str(unknown)) from None


def _exit(workspace: Workspace, fetched: Fetched, *, is_strict: bool) -> Exit:
    """How it ended; settings that are wrong count more than the sources they kept from asking."""
    ended = exit_code(fetched, is_strict=is_strict)
    is_unusable = any(finding.severity == "error" for finding in workspace.findings)
    has_asked = any(result.attempts for result in fetched.results)
    return Exit.USAGE if is_unusable and not (has_asked and ended) else ended


def _mistakes(workspace: Workspace, fetched: Fetched, terminal: Terminal) -> str:
    """What is wrong with the settings, and with the KPIs that could not be read."""
    wrong = [finding for finding in workspace.findings if finding.severity == "error"]
    shown = [*wrong, *fetched.broken]
    if not shown:
        return ""
    paint = painted if terminal.colour else plain
    return paint(text(shown, partial(source_text, workspace.root))) + "\n"


def _note(fetched: Fetched, terminal: Terminal) -> str:
    """What this system could not keep from a source; under -v, what failing sources printed."""
    lines = [NOT_ISOLATED] * any(not result.is_isolated for result in fetched.results)
    if terminal.loudness > 0:
        lines += [
            f"{result.source} printed: {line}"
            for result in fetched.results
            for line in result.output
        ]
    return "\n".join(lines)
