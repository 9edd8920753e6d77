"""`okrsite new team`, `person`, `cycle` and `page`: the company around the goals."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.cycle_names import cycle_after, cycle_text, named_cycle
from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, read_inventory
from okrsite.commands.authoring.people import named_people, unknown_people, with_person
from okrsite.commands.authoring.slug import slug
from okrsite.commands.completion import CYCLE, PERSON, TEAM
from okrsite.commands.errors import CommandError
from okrsite.commands.fix import write_fixes
from okrsite.commands.lookup import MOST_NAMES
from okrsite.commands.options import DAY, choice, title_or_ask
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import ReviewRhythm, Rhythm
from okrsite.model.people import Cycle


class TeamOptions(Struct, frozen=True):
    """What the command line says of a new team beside its title."""

    parent: str | None
    lead: str | None
    colour: str
    rhythm: str | None
    reviews: str | None
    wanted: str | None


@click.command("team")
@click.argument("title", required=False)
@click.option("--parent", type=TEAM, help="The team that it is part of.")
@click.option("--lead", type=PERSON, help="The person who leads it.")
@click.option("--colour", help="Its colour on the site, such as #2f6f4f.", default="")
@click.option("--rhythm", type=choice(Rhythm), help="How often it checks in.")
@click.option("--reviews", type=choice(ReviewRhythm), help="How often it reviews KPIs.")
@click.option("--id", "wanted", help="Its id; made of the title unless given.")
@click.pass_obj
def team(terminal: Terminal, /, title: str | None, **given: Any) -> CommandResult:
    """Write a team called TITLE. One without a parent is the company itself."""
    options = TeamOptions(**given)
    inventory = read_inventory(Path.cwd())
    titled = title_or_ask(title, "What is the team called?", terminal)
    lines = toml_lines(
        {
            "title": titled,
            "parent": inventory.known("team", options.parent),
            "lead": inventory.known_person(options.lead),
            "colour": options.colour,
            "rhythm": options.rhythm,
            "reviews": options.reviews,
        }
    )
    name = inventory.free("team", titled, options.wanted)
    return inventory.write(f"content/teams/{name}.md", document_text(lines))


class PersonOptions(Struct, frozen=True):
    """What the command line says of a new person beside the name."""

    team: str | None
    role: str
    wanted: str | None
    everybody: bool | None


@click.command("person")
@click.argument("name", required=False)
@click.option("--team", type=TEAM, help="The team that this person is in.")
@click.option("--role", help="What this person does.", default="")
@click.option("--id", "wanted", help="The id; made of the name unless given.")
@click.option(
    "--all/--alone",
    "everybody",
    default=None,
    help="Make everybody who is named in the goals a person, too, or only this one.",
)
@click.pass_obj
def person(terminal: Terminal, /, name: str | None, **given: Any) -> CommandResult:
    """Write a person called NAME.

    As soon as there is one person, every owner, author and lead must be one. With --all, a file is
    written for every name in the goals, and its id takes the place of the name. Without --all and
    --alone the first person is written only if nobody else is named, or the terminal can ask.
    """
    options = PersonOptions(**given)
    inventory = read_inventory(Path.cwd())
    called = title_or_ask(name, "What is this person called?", terminal)
    fields = {
        "title": called,
        "team": inventory.known("team", options.team),
        "role": options.role,
    }
    chosen = inventory.free("person", called, options.wanted)
    path, text = f"content/people/{chosen}.md", document_text(toml_lines(fields))
    is_settled = options.everybody is None and inventory.of("person")
    if is_settled or options.everybody is False:
        return inventory.write(path, text)
    after = with_person(inventory, path, text)
    unknown = unknown_people(after)
    if not unknown:
        return inventory.write(path, text)
    if options.everybody is None:
        _agree(unknown, terminal)
    people = named_people(after, unknown)
    result = inventory.write(path, text, *people.texts.items(), note=people.note())
    write_fixes(inventory.workspace.root, people.fixes)
    return replace(result, out="".join(f"{path}\n" for path in (path, *people.texts)))


def _agree(unknown: list[Diagnostic], terminal: Terminal) -> None:
    """Ask whether everybody shall be a person; raise `CommandError` unless the answer is yes."""
    names = sorted({str(finding.facts["name"]) for finding in unknown})
    shown = ", ".join(names[:MOST_NAMES]) + (" and more" if len(names) > MOST_NAMES else "")
    question = f"The goals name {shown}. Make all of them people? (yes or no)"
    if terminal.can_ask and terminal.ask(question, "yes").strip().casefold() in {"y", "yes"}:
        return
    number = sum(len(finding.places) for finding in unknown)
    count = "1 place" if number == 1 else f"{number} places"
    raise CommandError(
        f"with a first person, check would find people without a file in {count}: {shown}",
        "Add --all to make all of them people and their names references, or --alone to write"
        " this one only. Nothing was written.",
    )


@click.command("cycle")
@click.argument("name", required=False)
@click.option("--after", type=CYCLE, help="The cycle that it follows.")
@click.option("--title", help="What readers call it.")
@click.option("--start", type=DAY, help="Its first day.")
@click.option("--end", type=DAY, help="Its last day.")
@click.option("--parent", type=CYCLE, help="The longer cycle that it is part of.")
def cycle(
    name: str | None,
    after: str | None,
    title: str | None,
    start: date | None,
    end: date | None,
    parent: str | None,
) -> CommandResult:
    """Write the cycle NAME, or the one --after another.

    Names such as 2027, 2027-h1 and 2027-q1 know their title and days, and so do fy27, fy27-h1
    and fy27-q1, which are of the company's own year; any other name needs --start and --end.
    """
    inventory = read_inventory(Path.cwd())
    year_starts = inventory.workspace.settings.calendar.year_starts
    known = inventory.known("cycle", after)
    usual = named_cycle(name, year_starts) if name else cycle_after(known or "", year_starts)
    called = name or (usual.id if usual else "")
    first = start or (usual.start if usual else _day_after(inventory, known))
    days = _days(called, first, end or (usual.end if usual else None))
    around = usual.year if usual and usual.year in inventory.of("cycle") else None
    within = inventory.known("cycle", parent) or around
    text = cycle_text(title or (usual.title if usual else called), *days, within)
    chosen = inventory.free("cycle", called, usual.id if usual else None)
    return inventory.write(f"content/cycles/{chosen}.md", text)


def _days(called: str, first: date | None, last: date | None) -> tuple[date, date]:
    """The days of a cycle. Raises `CommandError` where they, or its name, are not known."""
    if not called:
        help_ = "Give a NAME, or --after one with a usual name."
        raise CommandError("what is the cycle called?", help_)
    if first is None or last is None:
        raise CommandError(
            f"the days of {called!r} are not known",
            "Give --start and --end, or a name such as 2027-q1 or fy27-q1.",
        )
    if last < first:
        raise CommandError(f"a cycle cannot end on {last} when it starts on {first}")
    return first, last


def _day_after(inventory: Inventory, cycle: str | None) -> date | None:
    """The day on which what follows a cycle begins."""
    document = inventory.of("cycle").get(cycle or "")
    entity = document.entity if document else None
    return entity.end + timedelta(days=1) if isinstance(entity, Cycle) else None


@click.command("page")
@click.argument("title", required=False)
@click.option("--folder", help="A folder below content/pages.", default="")
@click.option("--body", help="Its text, as Markdown.", default="")
@click.option("--id", "wanted", help="The name of its file; made of the title unless given.")
@click.pass_obj
def page(
    terminal: Terminal, title: str | None, folder: str, body: str, wanted: str | None
) -> CommandResult:
    """Write a free page called TITLE."""
    inventory = read_inventory(Path.cwd())
    titled = title_or_ask(title, "What is the page about?", terminal)
    if folder.startswith("/") or {"..", "~"} & set(folder.replace("\\", "/").split("/")):
        message = f"{folder!r} leads out of content/pages"
        raise CommandError(message, "Name a folder below it: guides.")
    inside = "/".join(filter(None, map(slug, folder.split("/"))))
    named = wanted or slug(titled)
    name = inventory.free("page", titled, f"{inside}/{named}" if inside and named else named)
    text = document_text(toml_lines({"title": titled}), body)
    return inventory.write(f"content/pages/{name}.md", text)
