"""`okrsite init`: a working site in one go, from two questions or two flags."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.errors import CommandError
from okrsite.commands.init.ci import AddedPipelines, add_pipelines, readers_or_ask
from okrsite.commands.init.pipelines import Forge, Readers
from okrsite.commands.init.starter import TEAM_OBJECTIVE, NewCompany, starter_files
from okrsite.commands.options import choice
from okrsite.commands.result import CommandResult
from okrsite.commands.root import SETTINGS
from okrsite.commands.terminal import Terminal
from okrsite.effects.clock import today_in
from okrsite.effects.themes import languages_of
from okrsite.effects.write import write_new
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.settings.faults import fault_of_language, fault_of_timezone, language_tag

# What a folder holds before anybody has written a file into it.
UNIMPORTANT = {
    ".git",
    ".gitattributes",
    ".gitignore",
    ".github",
    ".gitlab-ci.yml",
    ".editorconfig",
    ".DS_Store",
    ".venv",
    "README.md",
    "LICENSE",
    "LICENSE.md",
}
NAME = "Our company"
TEAM = "Customer success"


class InitOptions(Struct, frozen=True):
    """What the command line says of a new site."""

    folder: Path
    title: str | None
    team: str | None
    language: str
    timezone: str
    merge: bool
    ci: Forge | None
    readers: Readers | None


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--title", help="The name of the company.")
@click.option("--team", help="The name of the first team.")
@click.option("--language", help="The language of the site.", default="en", show_default=True)
@click.option("--timezone", help="Where its day begins.", default="UTC", show_default=True)
@click.option("--merge", is_flag=True, help="Add what is missing to a folder that is not empty.")
@click.option("--ci", type=choice(Forge), help="Write the pipelines of this forge, too.")
@click.option("--readers", type=choice(Readers), help="With --ci: who may read the site.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Start a site in FOLDER, the current one unless given.

    It asks for the name of the company and of a first team, unless they are given or nobody is
    there to answer. Nothing that stands in the folder is ever overwritten.

    --ci writes what checks, previews, compares and publishes the site; in the folder of a site that
    is there already, it writes nothing else.
    """
    options = InitOptions(**given)
    folder = options.folder
    if options.readers and not options.ci:
        raise click.UsageError("--readers is for pipelines: write it beside --ci")
    readers = readers_or_ask(options.readers, terminal) if options.ci else "company"
    is_there = bool(options.ci) and not options.merge and (folder / SETTINGS).is_file()
    result = CommandResult() if is_there else _new_site(options, readers, terminal)
    if options.ci is None:
        return result
    return _with_pipelines(result, add_pipelines(folder, options.ci, readers), terminal)


def _with_pipelines(
    result: CommandResult, added: AddedPipelines, terminal: Terminal
) -> CommandResult:
    written = "" if terminal.loudness < 0 else "".join(f"{path}\n" for path in added.written)
    kept = "".join(f"{path} stands there already and was left alone.\n" for path in added.kept)
    note = "\n\n".join(filter(None, [result.note, f"{kept}{added.next_steps}"]))
    return replace(result, out=f"{result.out!s}{written}", note=note)


def _new_site(options: InitOptions, readers: Readers, terminal: Terminal) -> CommandResult:
    folder, timezone = options.folder, options.timezone
    language = language_tag(options.language)
    _refuse_unknown(folder, language, timezone)
    _refuse_others_work(folder, merge=options.merge)
    _refuse_linked_content(folder)
    company = NewCompany(
        options.title or terminal.ask("What is your company called?", NAME),
        options.team or terminal.ask("Which team begins?", TEAM),
        language,
        timezone,
        is_public=readers == "everyone",
    )
    texts = starter_files(company, today_in(timezone))
    if any((folder / "content/objectives").rglob("*.md")):
        texts = {path: text for path, text in texts.items() if not _is_example(path)}
    missing = {path: text for path, text in texts.items() if not (folder / path).exists()}
    write_new(folder, missing)
    written = "".join(f"{folder / path}\n" for path in missing)
    return CommandResult("" if terminal.loudness < 0 else written, note=_next_steps(folder, texts))


def _refuse_unknown(folder: Path, language: str, timezone: str) -> None:
    words = languages_of(folder, ThemeSettings().name)
    fault = fault_of_language(language, words) or fault_of_timezone(timezone)
    if fault:
        _, message, help_ = fault
        raise CommandError(message, help_)


def _refuse_others_work(folder: Path, *, merge: bool) -> None:
    if not folder.exists() or merge:
        return
    found = sorted({path.name for path in folder.iterdir()} - UNIMPORTANT)
    if not found:
        return
    more = " and more" if len(found) > 3 else ""
    raise CommandError(
        f"{folder} is not empty: it holds {', '.join(found[:3])}{more}",
        "Choose a new folder, or add what is missing with --merge; nothing is overwritten.",
    )


def _refuse_linked_content(folder: Path) -> None:
    """A build follows a content that is a link; what it leads to is another folder's to write."""
    content = folder / "content"
    if content.is_symlink():
        message = f"{content} is a link to {content.readlink()}, outside of what init writes"
        raise CommandError(message, "Write there what is missing, or put a folder in its place.")


def _is_example(path: str) -> bool:
    """Whether a file only shows how something is written."""
    return path.startswith("content/") and path.count("/") > 1


def _next_steps(folder: Path, texts: dict[str, str]) -> str:
    goal = next((path for path in texts if path.endswith(f"{TEAM_OBJECTIVE}.md")), "")
    if not goal:
        return "Goals are here already: nothing but what they lacked was added."
    enter = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    return f"""
Your site is ready. Next:
  1. {enter}okrsite serve       shows it in the browser, and every change at once
  2. change {goal}, the example objective
  3. {_keep(folder)}       keeps its history"""


def _keep(folder: Path) -> str:
    """How to put the site under version control, as far as it is not yet."""
    is_in_repository = any((above / ".git").exists() for above in _and_above(folder))
    begin = "" if is_in_repository else "git init && "
    return f'{begin}git add . && git commit -m "Our goals"'


def _and_above(folder: Path) -> tuple[Path, ...]:
    here = folder.resolve()
    return (here, *here.parents)
