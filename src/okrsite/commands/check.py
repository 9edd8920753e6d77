"""`okrsite check`: every finding of every file, in the form that a person or a tool reads."""

import os
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

import click
from msgspec import Struct

from okrsite import __version__
from okrsite.commands.fix import Fixes, fixes, write_fixes
from okrsite.commands.goals import read_goals
from okrsite.commands.options import DAY, UNTRUSTED
from okrsite.commands.renames import KnownRenames
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.site import read_site, theme_of
from okrsite.commands.terminal import Terminal
from okrsite.commands.untrusted import opened
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.repository_view import repository_view
from okrsite.effects.themes import ThemeError, theme_finding
from okrsite.effects.write import write_over
from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.report import Format, painted, report, text


class CheckOptions(Struct, frozen=True):
    """What the command line says of a check."""

    paths: tuple[Path, ...]
    form: Format
    strict: bool | None
    output: Path | None
    today: date | None
    fix: bool
    dry_run: bool
    untrusted: str | None


@click.command("check", short_help="Show every finding, and publish nothing.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="For people, for other programs, or for a forge.",
)
@click.option("--strict/--no-strict", default=None, help="Let warnings fail too.")
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file instead.")
@click.option("--today", type=DAY, help="The day to judge on.")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, then check.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes, and write nothing.")
@UNTRUSTED
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Show every mistake in the files, what could be better, and the signals of the business.

    With PATHS, only findings in these files and folders. It sees confidential goals too. Only
    errors fail, and warnings under --strict; a signal never does. --fix mends what has one right
    answer: decimal commas, dates, quotes, CSV files of a spreadsheet, check-ins that a merge ran
    together, names after a renaming. All else in a file stays as it is.

    --untrusted is for a stranger's pull request: nothing of it is run, and no link is followed.
    """
    options = CheckOptions(**given)
    if options.dry_run and not options.fix:
        raise click.UsageError(
            "--dry-run shows what --fix would change: write check --fix --dry-run"
        )
    if options.fix and options.untrusted:
        raise click.UsageError("--fix mends files of one's own: leave out --untrusted")
    if options.fix:
        return _fix_and_check(options, terminal)
    with opened(_site_of(options.paths), options.today, options.untrusted) as workspace:
        return _check(workspace, options, terminal)


def _fix_and_check(options: CheckOptions, terminal: Terminal) -> CommandResult:
    workspace = open_workspace(_site_of(options.paths), options.today)
    found = fixes(workspace, partial(_is_within, root=workspace.root, paths=options.paths))
    if options.dry_run:
        return _dry_run(found, workspace, options)
    write_fixes(workspace.root, found)
    # The settings may be among what was mended.
    workspace = open_workspace(workspace.root, options.today)
    return _check(workspace, options, terminal, found.sentence())


def _check(
    workspace: Workspace, options: CheckOptions, terminal: Terminal, fixed: str = ""
) -> CommandResult:
    terminal.progress("Reading the goals…")
    findings = _all_findings(workspace)
    shown = tuple(
        finding for finding in findings if _is_within(finding, workspace.root, options.paths)
    )
    written = _written(shown, workspace, options, terminal)
    ending = _exit(shown, workspace, options)
    if options.output is None:
        return CommandResult(written, note=fixed, exit=ending)
    write_over(options.output, written.encode())
    note = f"{fixed} Wrote {len(shown)} findings to {options.output}.".strip()
    return CommandResult(note=note, exit=ending)


def _dry_run(found: Fixes, workspace: Workspace, options: CheckOptions) -> CommandResult:
    """The changes instead of the findings; it fails where a check without --fix would."""
    findings = _all_findings(workspace)
    shown = tuple(
        finding for finding in findings if _is_within(finding, workspace.root, options.paths)
    )
    ending = _exit(shown, workspace, options)
    note = "" if found.before else "There is nothing to mend by itself."
    return CommandResult(found.diff(), note=note, exit=ending)


def _all_findings(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """All findings about the goals and, where they are sound, about the pages made of them."""
    goals = read_goals(workspace, "confidential")
    # Goals with errors would give pages with holes, and findings that only follow from others.
    if has_failed(goals.findings, is_strict=False):
        return KnownRenames(workspace.root).told(goals.findings, goals.content.documents)
    try:
        made = read_site(workspace, goals, theme_of(workspace)).findings
    except ThemeError as problem:
        made = (theme_finding(workspace.settings, problem),)
    return tuple(sorted_findings([*goals.findings, *made]))


def _site_of(paths: Sequence[Path]) -> Path:
    """Where to look for the site: the first path that was named, or the current folder."""
    if not paths:
        return Path.cwd()
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _is_within(finding: Diagnostic, root: Path, paths: Sequence[Path]) -> bool:
    if not paths:
        return True
    # `Path.resolve` raises where a link leads to itself.
    files = [Path(os.path.realpath(root / place.path)) for place in finding.places]
    wanted = [os.path.realpath(path) for path in paths]
    return any(file.is_relative_to(path) for file in files for path in wanted)


def _written(
    findings: tuple[Diagnostic, ...],
    workspace: Workspace,
    options: CheckOptions,
    terminal: Terminal,
) -> str:
    source = workspace.text_of
    if options.form == "text" and terminal.colour and options.output is None:
        return painted(text(findings, source))
    rules, seen = workspace.extensions.rules, repository_view(workspace.root)
    return report(options.form, findings, source, rules, __version__, seen)


def _exit(findings: tuple[Diagnostic, ...], workspace: Workspace, options: CheckOptions) -> Exit:
    is_strict = workspace.settings.build.strict if options.strict is None else options.strict
    if any(finding.severity == "error" for finding in workspace.findings):
        return Exit.USAGE
    return Exit.FINDINGS if has_failed(findings, is_strict=is_strict) else Exit.GOOD
