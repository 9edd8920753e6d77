"""Run: from the files that are named to the changes of the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.inventory import read_inventory
from okrsite.commands.changes import Changes
from okrsite.commands.errors import CommandError
from okrsite.commands.importing.cells import Context
from okrsite.commands.importing.cycles import cycle_in
from okrsite.commands.importing.document import read_document
from okrsite.commands.importing.facts import CycleFacts, Imported
from okrsite.commands.importing.guess import drafted, guessed
from okrsite.commands.importing.mapping import ColumnMapping, preset, read_mapping
from okrsite.commands.importing.reading import SourceFile, read_sources
from okrsite.commands.importing.rows import read_table
from okrsite.commands.importing.tables import SourceTable
from okrsite.commands.importing.writing import WriteOptions, written
from okrsite.commands.result import CommandResult
from okrsite.model.settings import Settings

# More notes than these are counted, not shown.
_MOST_NOTES = 40


class ImportOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of an import beside its files."""

    mapping: Path | None = None
    from_: str | None = None
    is_guess: bool = False
    into: str = ""
    is_dry: bool = False
    is_forced: bool = False


def guesses(files: tuple[Path, ...]) -> CommandResult:
    """The drafts of mappings for the tables in files; nothing is imported."""
    tables = [table for file in read_sources(files, ColumnMapping()) for table in file.tables]
    if not tables:
        raise CommandError("there is no table in these files", "Markdown needs no mapping.")
    out = "\n".join(drafted(guessed(table), table) for table in tables)
    note = "Nothing was imported. Save it, correct it, and give it with --mapping."
    return CommandResult(out, note)


def imported(start: Path, files: tuple[Path, ...], options: ImportOptions) -> CommandResult:
    """Bring the goals of files into the site; with `is_dry` only show how.

    Raises `CommandError` for files, mappings and folders that cannot be used.
    """
    mapping = _mapping(options)
    inventory = read_inventory(start)
    workspace = inventory.workspace
    sources = read_sources(files, mapping)
    facts = _all(_facts(file, mapping, workspace.settings.calendar.year_starts) for file in sources)
    if not (facts.objectives or facts.kpis):
        raise CommandError(
            "no goal was found in these files",
            "\n".join(facts.notes[:5]) or "`--guess` shows how their columns are understood.",
        )
    facts = replace(facts, notes=(*facts.notes, *_fiscal_notes(facts, workspace.settings)))
    done = written(
        facts, inventory, WriteOptions(mapping.source, _folder(options.into), options.is_forced)
    )
    if not options.is_dry:
        done.changes.write(workspace.root)
    return _told(done.changes, done.notes, options, new=done.new, updated=done.updated)


def _mapping(options: ImportOptions) -> ColumnMapping:
    if options.mapping and options.from_:
        raise CommandError("--mapping and --from say two things", "Give one of them.")
    if options.mapping:
        return read_mapping(options.mapping)
    return preset(options.from_) if options.from_ else ColumnMapping()


def _facts(file: SourceFile, mapping: ColumnMapping, year_starts: int) -> Imported:
    """What a file says; its name, or that of its folder or sheet, may tell the cycle."""
    cycle = _cycle_of([Path(file.name).stem, *reversed(Path(file.name).parts[:-1])], year_starts)
    if file.markdown:
        return read_document(file.name, file.markdown, Context(cycle, year_starts=year_starts))
    return _all(_table_facts(table, mapping, cycle, year_starts) for table in file.tables)


def _table_facts(
    table: SourceTable, mapping: ColumnMapping, cycle: CycleFacts | None, year_starts: int
) -> Imported:
    """What a table says; what stands above its header belongs to none of its goals."""
    sheet = table.name.rpartition(", ")[2]
    around = _cycle_of([*table.above, sheet], year_starts) or cycle
    used = guessed(table) if mapping.is_empty else mapping
    found = read_table(table, used, Context(around, year_starts=year_starts))
    text = "\n\n".join([*table.above, *(left for _, left in found.leftovers)])
    return replace(found, leftovers=((table.name, text),) if text else ())


def _cycle_of(names: Iterable[str], year_starts: int) -> CycleFacts | None:
    return next(filter(None, (cycle_in(name, year_starts) for name in names)), None)


def _all(parts: Iterable[Imported]) -> Imported:
    parts = list(parts)
    return Imported(
        tuple(objective for part in parts for objective in part.objectives),
        tuple(kpi for part in parts for kpi in part.kpis),
        tuple(note for part in parts for note in part.notes),
        tuple(leftover for part in parts for leftover in part.leftovers),
    )


def _fiscal_notes(facts: Imported, settings: Settings) -> list[str]:
    """Which days a company's own year was taken to have, where the settings do not say."""
    if settings.calendar.year_starts != 1:
        return []
    cycles = {goal.cycle for goal in facts.objectives if goal.cycle}
    return [
        f"{cycle.title} is taken as {cycle.start} to {cycle.end}; where the year begins with"
        " another month, [calendar] year_starts in okrsite.toml says so"
        for cycle in sorted(cycles, key=lambda cycle: cycle.id)
        if cycle.id.startswith("fy")
    ]


def _folder(into: str) -> str:
    """A folder below that of the kind, in the words of ids; `content/objectives/` may be named."""
    parts = [part for part in into.replace("\\", "/").split("/") if part]
    if into.startswith("/") or {"..", "~"} & set(parts):
        raise CommandError(f"{into!r} leads out of content", "Name a folder below it: sales.")
    if parts[:1] == ["content"]:
        parts = parts[1:]
    if parts[:1] in (["objectives"], ["kpis"]):
        parts = parts[1:]
    return "/".join(parts)


def _told(
    changes: Changes, notes: tuple[str, ...], options: ImportOptions, *, new: int, updated: int
) -> CommandResult:
    out = (
        changes.diff() if options.is_dry else "".join(f"{path}\n" for path in sorted(changes.after))
    )
    shown = list(dict.fromkeys(notes))
    more = [f"… and {len(shown) - _MOST_NOTES} more."] if len(shown) > _MOST_NOTES else []
    if not changes.after:
        last = "Nothing is new."
    elif options.is_dry:
        last = "Nothing was written: this is a dry run."
    else:
        goals = f"{new} new, {updated} updated"
        last = f"Imported: {goals}. `okrsite check` shows what is still missing."
    return CommandResult(out, "\n".join([*shown[:_MOST_NOTES], *more, last]))
