"""`okrsite new objective`: a goal within a cycle, with its key results."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, read_inventory
from okrsite.commands.completion import CYCLE, KPI, OBJECTIVE, PERSON, REASON, TEAM
from okrsite.commands.errors import CommandError
from okrsite.commands.new.key_result import key_result_fields
from okrsite.commands.new.relation import kpi_results, related
from okrsite.commands.options import choice, title_or_ask
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.model.goals import Objective
from okrsite.model.names import ObjectiveType, Perspective
from okrsite.model.people import Cycle

EXAMPLE = """\
# Two to five key results tell how we will know. For example:
#
# [[key_results]]
# id = "response"
# title = "Support answers faster"
# start = 24
# target = 4
# unit = "h\""""


class ObjectiveOptions(Struct, frozen=True):
    """What the command line says of a new objective beside its title."""

    cycle: str | None = None
    team: str | None = None
    owner: str | None = None
    type_: str | None = None
    supports: tuple[str, ...] = ()
    with_teams: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    perspective: str | None = None
    tags: tuple[str, ...] = ()
    key_results: tuple[str, ...] = ()
    body: str = ""
    wanted: str | None = None
    reasons: tuple[str, ...] = ()


@click.command("objective")
@click.argument("title", required=False)
@click.option("--cycle", type=CYCLE, help="Its cycle; the current one unless given.")
@click.option("--team", type=TEAM, help="The team that owns it.")
@click.option("--owner", type=PERSON, help="The person who answers for it.")
@click.option("--type", "type_", type=choice(ObjectiveType), help="How firmly it is meant.")
@click.option(
    "--supports",
    type=OBJECTIVE,
    multiple=True,
    help="OBJECTIVE or OBJECTIVE#KEY_RESULT; repeatable.",
)
@click.option(
    "--with-team", "with_teams", type=TEAM, multiple=True, help="A team working along; repeatable."
)
@click.option("--watch", type=KPI, multiple=True, help="A KPI to keep an eye on; repeatable.")
@click.option(
    "--for",
    "reasons",
    type=REASON,
    multiple=True,
    metavar="KIND:ID",
    help="kpi:ID for a key result on it, or to watch it; goal:ID, team:ID, person:ID; repeatable.",
)
@click.option("--perspective", type=choice(Perspective), help="Of the Balanced Scorecard.")
@click.option("--tag", "tags", multiple=True, help="A word to find it by; repeatable.")
@click.option(
    "--kr",
    "key_results",
    multiple=True,
    metavar="TEXT",
    help="A key result, repeatable: 'Support answers faster: 24 -> 4 h', 'Leads grow: 400 +25%', "
    "'Releases stay free of defects: >= 95 %', 'Churn falls: customer-churn -> 4'.",
)
@click.option("--body", help="Why it matters, as Markdown.", default="")
@click.option("--id", "wanted", help="Its id; made of the title unless given.")
@click.pass_obj
def objective(terminal: Terminal, /, title: str | None, **given: Any) -> CommandResult:
    """Write an objective called TITLE. It asks for the title when there is a terminal to ask."""
    return written_objective(Path.cwd(), title, ObjectiveOptions(**given), terminal)


def written_objective(
    start: Path, title: str | None, options: ObjectiveOptions, terminal: Terminal
) -> CommandResult:
    """Write an objective. Raises `CommandError` where something that it names is not there."""
    inventory = read_inventory(start)
    titled = title_or_ask(title, "What do we want to achieve?", terminal)
    within = inventory.known("cycle", options.cycle) or current_cycle(inventory)
    reasons = related(inventory, options.reasons, "kpi", "goal", "team", "person")
    results, watched = kpi_results(inventory, reasons["kpi"]) if reasons["kpi"] else ([], [])
    options = _with_reasons(options, reasons, watched)
    lines = [
        *toml_lines({"title": titled, "cycle": within, **_relations(inventory, options)}),
        "",
        *_key_result_lines(inventory, options.key_results, results),
    ]
    name = inventory.free("objective", titled, options.wanted, cycle=within)
    first = "Say" if options.key_results or results else "Add key results, say"
    return inventory.write(
        f"content/objectives/{within}/{name}.md",
        document_text(lines, options.body),
        note=f"{first} below the second +++ why it matters, then run okrsite check.",
    )


def current_cycle(inventory: Inventory) -> str:
    """The shortest cycle that contains today, else the next to begin, else the last.

    Raises `CommandError` where the site has no cycle.
    """
    today = inventory.workspace.today
    cycles = [document.entity for document in inventory.of("cycle").values()]
    known = [cycle for cycle in cycles if isinstance(cycle, Cycle) and not cycle.closed]
    if not known:
        raise CommandError("the site has no open cycle", "`okrsite new cycle 2026-q4` makes one.")
    return min(
        known, key=lambda cycle: (_distance(cycle, today), cycle.end - cycle.start, cycle.id)
    ).id


def _relations(inventory: Inventory, options: ObjectiveOptions) -> dict[str, Any]:
    return {
        "team": inventory.known("team", options.team),
        "owner": inventory.known_person(options.owner),
        "type": options.type_,
        "supports": [_known_goal(inventory, goal) for goal in options.supports],
        "tags": options.tags,
        "perspective": options.perspective,
        "with_teams": [inventory.known("team", team) for team in options.with_teams],
        "watch": [inventory.known("kpi", kpi) for kpi in options.watch],
    }


def _distance(cycle: Cycle, today: date) -> tuple[int, int]:
    """How far a cycle is from today: those that contain it first, then future ones, then past."""
    if cycle.start <= today <= cycle.end:
        return (0, 0)
    if today < cycle.start:
        return (1, (cycle.start - today).days)
    return (2, (today - cycle.end).days)


def _known_goal(inventory: Inventory, written: str) -> str:
    name, mark, key_result = written.partition("#")
    inventory.known("objective", name)
    entity = inventory.of("objective").get(name)
    goal = entity.entity if entity else None
    if mark and isinstance(goal, Objective) and not goal.key_result(key_result):
        known = ", ".join(result.id for result in goal.key_results) or "none"
        raise CommandError(f"{name} has no key result {key_result!r}", f"It has {known}.")
    return written


def _with_reasons(
    options: ObjectiveOptions, reasons: Mapping[str, list[str]], watched: Iterable[str]
) -> ObjectiveOptions:
    """The options with what `--for` names; what another option says stays."""
    return replace(
        options,
        supports=(*options.supports, *reasons["goal"]),
        watch=(*options.watch, *watched),
        team=options.team or next(iter(reasons["team"]), None),
        owner=options.owner or next(iter(reasons["person"]), None),
    )


def _key_result_lines(
    inventory: Inventory, written: tuple[str, ...], of_kpis: Iterable[Mapping[str, Any]]
) -> list[str]:
    results = list(of_kpis)
    taken = {str(result["id"]) for result in results}
    results += [key_result_fields(text, taken, inventory) for text in written]
    if not results:
        return EXAMPLE.splitlines()
    lines = [line for fields in results for line in ("[[key_results]]", *toml_lines(fields), "")]
    return lines[:-1]
