"""`okrsite export`: the whole model as files for other programs."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec import Struct, structs

from okrsite.commands.errors import CommandError
from okrsite.commands.goals import Goals, read_goals
from okrsite.commands.lookup import known_id
from okrsite.commands.narrowing import narrowed
from okrsite.commands.options import DAY, choice
from okrsite.commands.past import past_of
from okrsite.commands.result import CommandResult
from okrsite.commands.root import SETTINGS
from okrsite.commands.site import site_of, theme_of
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.write import write_over
from okrsite.model.extensions import SourceError
from okrsite.model.names import Visibility
from okrsite.pipeline.exporting import ExportRequest
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.file_names import collisions, path_fault
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import NOTHING
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.numbers import Numbers

Export = Callable[[], Mapping[str, bytes]]


class ExportOptions(Struct, frozen=True):
    """What the command line says of an export."""

    form: str
    kind: str | None
    output: Path | None
    cycle: str | None
    team: str | None
    audience: Visibility | None
    today: date | None


@click.command("export", short_help="Give the goals as JSON, CSV, XLSX, Markdown or a digest.")
@click.option(
    "--format",
    "form",
    default="json",
    show_default=True,
    help="json, csv, xlsx, markdown, digest or a plugin's.",
)
@click.option("--kind", help="Only one of several files, such as kpis.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, or several files into this folder.",
)
@click.option("--cycle", help="Only the goals of this cycle.")
@click.option("--team", help="Only the goals of this team and its sub-teams.")
@click.option("--audience", type=choice(Visibility), help="For whom; as a build unless given.")
@click.option("--today", type=DAY, help="The day to compute for.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Give objectives, KPIs, teams, cycles, people and check-ins with their computed values.

    Numbers are unrounded and unknown ones are null; only the Markdown is a report to be read. The
    digest is the site's brief, of the company or of --team: as Markdown on standard output, with
    --output FOLDER as Markdown and as HTML for a mail. One file goes to standard output unless
    --output names a place for it. A file with a mistake is left out; then the exit code is 1.
    """
    options = ExportOptions(**given)
    workspace = open_workspace(Path.cwd(), options.today)
    _refuse_broken_settings(workspace)
    exporters = workspace.extensions.exporters
    if options.form not in exporters:
        raise CommandError(
            f"there is no format {options.form!r}", f"There are {', '.join(exporters)}."
        )
    terminal.progress("Reading the goals…")
    # What a document with a mistake says may be less than it means, also of who may see it.
    audience = options.audience or workspace.settings.build.audience
    goals = read_goals(workspace, audience, without_broken=True)
    exporter = exporters[options.form]
    call = _telling if exporter.tell else _exporting
    files = _exported_files(workspace.extensions, options.form, call(workspace, goals, options))
    chosen = _of_kind(files, options.kind)
    if exporter.main in chosen and options.output is None:
        chosen = {exporter.main: chosen[exporter.main]}
    result = _deliver(chosen, options.output, terminal)
    note = f"{result.note}\n{goals.mistakes_sentence()}".strip()
    return structs.replace(result, note=note, exit=goals.exit)


def _exporting(workspace: Workspace, goals: Goals, options: ExportOptions) -> Export:
    """How a format gets the goals that are asked for, as values."""
    export = workspace.extensions.exporters[options.form].export
    words = theme_of(workspace).words
    request = ExportRequest(
        scored=narrowed(goals.scored, options.cycle, options.team),
        findings=goals.shown,
        words=words,
        numbers=Numbers(words),
    )
    return lambda: export(request) if export else {}


def _telling(workspace: Workspace, goals: Goals, options: ExportOptions) -> Export:
    """How a format that people read gets what a page asks, and the team that is meant."""
    tell, forest = workspace.extensions.exporters[options.form].tell, goals.scored.forest
    if options.cycle:
        raise CommandError(
            f"the format {options.form!r} tells of the current cycle", "Leave --cycle out."
        )
    team = known_id("team", options.team, forest.teams, forest) if options.team else ""
    site = site_of(workspace, goals, theme_of(workspace), past_of(workspace, goals))
    return lambda: Ledger(site).ask("", tell, team).value if tell else {}


def _exported_files(extensions: Extensions, form: str, export: Export) -> Mapping[str, bytes]:
    """The files of a format; a plugin that fails to make them is named."""
    owner = _owner(extensions, form)
    try:
        files = call_plugin(owner, _call_exporter, export)
    except PluginError as failure:
        if isinstance(failure.cause, SourceError):
            raise CommandError(str(failure.cause)) from None
        raise _format_error(extensions, form, f"failed: {failure.reason}") from failure.cause
    if not files:
        raise _format_error(extensions, form, "made no file")
    for name in files:
        if why := path_fault(name):
            raise _format_error(
                extensions, form, f"made a file {name!r}, whose name {why} (OKR043)"
            )
    for first, second in collisions(files):
        raise _format_error(
            extensions, form, f"made {first!r} and {second!r}, one file to some (OKR042)"
        )
    return files


def _call_exporter(export: Export) -> Mapping[str, bytes]:
    """What an exporter gives, once it is files by their names; else TypeError."""
    files: object = export()
    if files is None:
        raise TypeError(NOTHING)
    if not isinstance(files, Mapping):
        what = type(files).__name__
        message = f"it gave {what!r} where a dictionary of bytes by file name belongs"
        raise TypeError(message)
    for name, content in files.items():
        if not isinstance(name, str):
            message = f"it gave {name!r} as the name of a file"
            raise TypeError(message)
        if isinstance(content, str):
            message = f"it gave text for {name!r} where bytes belong; text.encode() makes them"
            raise TypeError(message)
    return {name: memoryview(content).tobytes() for name, content in files.items()}


def _owner(extensions: Extensions, form: str) -> str:
    return extensions.owners.get(f"exporters:{form}", "unknown")


def _format_error(extensions: Extensions, form: str, how: str) -> CommandError:
    message = f"the format {form!r} of the plugin {_owner(extensions, form)} {how}"
    return CommandError(message, "Ask the author of the plugin.")


def _refuse_broken_settings(workspace: Workspace) -> None:
    """Settings say who may see what, so nothing is exported without them."""
    if any(finding.severity == "error" for finding in workspace.findings):
        raise CommandError(f"{SETTINGS} has mistakes", "`okrsite check` shows them.")


def _of_kind(files: Mapping[str, bytes], kind: str | None) -> Mapping[str, bytes]:
    if kind is None:
        return files
    chosen = {name: content for name, content in files.items() if Path(name).stem == kind}
    if not chosen:
        if len(files) == 1:
            raise CommandError(
                "this format makes one file with everything in it",
                "Leave --kind out, or ask for --format csv.",
            )
        kinds = ", ".join(Path(name).stem for name in files)
        raise CommandError(f"there is no kind {kind!r} in this format", f"There are {kinds}.")
    return chosen


def _deliver(files: Mapping[str, bytes], output: Path | None, terminal: Terminal) -> CommandResult:
    if len(files) == 1:
        ((name, content),) = files.items()
        if output is None and terminal.is_terminal and b"\0" in content:
            raise CommandError("this format is no text to be read", f"Add --output {name}.")
        if output is None:
            return CommandResult(content)
        write_over(output, content)
        return CommandResult(note=f"Wrote {output}.")
    if output is None:
        raise CommandError(
            "this format makes several files",
            "Name a folder with --output, or one of the files with --kind.",
        )
    for name, content in files.items():
        write_over(output / name, content)
    return CommandResult(note=f"Wrote {', '.join(files)} to {output}.")
