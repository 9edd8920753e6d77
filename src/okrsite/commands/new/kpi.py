"""`okrsite new kpi`: a KPI of the company's own, or one of the catalogue."""

from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from okrsite.commands.authoring.front_matter import document_text, toml_lines, toml_value
from okrsite.commands.authoring.inventory import read_inventory
from okrsite.commands.completion import PERSON, REASON, TEAM
from okrsite.commands.errors import CommandError
from okrsite.commands.new.kpi_catalogue import CatalogueKpi, kpi_catalogue
from okrsite.commands.new.relation import related
from okrsite.commands.options import choice, title_or_ask
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.model.names import Aggregate, Cadence, Indicator, Perspective
from okrsite.pipeline.suggest import nearest
from okrsite.pipeline.toml.exact_numbers import as_written


class KpiOptions(Struct, frozen=True):
    """What the command line says of a new KPI beside its title.

    Raises `CommandError` where its range is empty.
    """

    pattern: str | None = None
    team: str | None = None
    owner: str | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    cadence: str | None = None
    aggregate: str | None = None
    indicator: str | None = None
    perspective: str | None = None
    critical: bool = False
    value: float | None = None
    wanted: str | None = None
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise CommandError(
                f"--min {as_written(self.low)} lies above --max {as_written(self.high)}"
            )

    @property
    def has_range(self) -> bool:
        """Whether the command line says what is acceptable."""
        return self.low is not None or self.high is not None


@click.command("kpi", short_help="Write a KPI, of your own or of the catalogue.")
@click.argument("title", required=False)
@click.option("--from", "pattern", metavar="NAME", help="Start from this entry of the catalogue.")
@click.option("--list", "wants_list", is_flag=True, help="Show the catalogue instead.")
@click.option("--team", type=TEAM, help="The team that watches it.")
@click.option("--owner", type=PERSON, help="The person who answers for it.")
@click.option(
    "--for",
    "reasons",
    type=REASON,
    multiple=True,
    metavar="KIND:ID",
    help="Whom it is for: team:ID, person:ID; repeatable.",
)
@click.option("--unit", help="%, h, days; a currency by its three letters.")
@click.option("--min", "low", type=float, help="Below it somebody needs to act.")
@click.option("--max", "high", type=float, help="Above it somebody needs to act.")
@click.option("--cadence", type=choice(Cadence), help="How often there is a new value.")
@click.option("--aggregate", type=choice(Aggregate), help="How points make a period.")
@click.option("--indicator", type=choice(Indicator), help="Does it lead or lag?")
@click.option("--perspective", type=choice(Perspective), help="Of the Balanced Scorecard.")
@click.option("--critical", is_flag=True, help="One that we cannot afford to ignore.")
@click.option("--value", type=float, help="Its value today, as the first observation.")
@click.option("--id", "wanted", help="Its id; made of the title, or the catalogue's name.")
@click.pass_obj
def kpi(terminal: Terminal, /, title: str | None, wants_list: bool, **given: Any) -> CommandResult:
    """Write a KPI called TITLE, or one of the catalogue, and the CSV file for its observations."""
    if wants_list:
        return CommandResult("".join(map(_catalogue_line, kpi_catalogue().items())))
    return written_kpi(Path.cwd(), title, KpiOptions(**given), terminal)


def written_kpi(
    start: Path, title: str | None, options: KpiOptions, terminal: Terminal
) -> CommandResult:
    """Write a KPI and its CSV file. Raises `CommandError` where something named is not there."""
    known = _catalogue_entry(options.pattern) if options.pattern else None
    inventory = read_inventory(start)
    titled = title or (known.title if known else title_or_ask(title, "What is watched?", terminal))
    reasons = related(inventory, options.reasons, "team", "person")
    owners = {
        "team": inventory.known("team", options.team) or next(iter(reasons["team"]), None),
        "owner": inventory.known_person(options.owner) or next(iter(reasons["person"]), None),
    }
    name = inventory.free("kpi", titled, options.wanted or (None if title else options.pattern))
    first = (
        f"{inventory.workspace.today},{toml_value(options.value)}\n"
        if options.value is not None
        else ""
    )
    return inventory.write(
        f"content/kpis/{name}.md",
        document_text(_front(titled, owners, options, known), _body(known)),
        (f"content/kpis/{name}.csv", f"date,value\n{first}"),
        note=f"Its observations go into content/kpis/{name}.csv."
        + ("" if options.has_range else " Say in `range` what is acceptable."),
    )


def _front(
    title: str, owners: dict[str, str | None], options: KpiOptions, known: CatalogueKpi | None
) -> list[str]:
    return [
        *toml_lines(
            {"title": title, **owners, "unit": options.unit or (known.unit if known else "")}
        ),
        _range(options, known),
        *toml_lines(
            {
                "cadence": options.cadence or (known.cadence if known else "monthly"),
                "aggregate": options.aggregate or (known.aggregate if known else None),
                "indicator": options.indicator or (known.indicator if known else None),
                "perspective": options.perspective or (known.perspective if known else None),
                "critical": options.critical,
            }
        ),
    ]


def _body(known: CatalogueKpi | None) -> str:
    return f"{known.definition}\n\n{known.why}" if known else ""


def _catalogue_line(entry: tuple[str, CatalogueKpi]) -> str:
    name, known = entry
    return f"{name:<26} {known.unit:<7} {known.better:<7} {known.cadence:<10} {known.title}\n"


def _catalogue_entry(name: str) -> CatalogueKpi:
    known = kpi_catalogue()
    if name in known:
        return known[name]
    near = nearest(name, known)
    hint = f"Did you mean {near!r}?" if near else "`okrsite new kpi --list` shows it."
    raise CommandError(f"the catalogue has no KPI {name!r}", hint)


def _range(options: KpiOptions, known: CatalogueKpi | None) -> str:
    if options.has_range:
        bounds = {"min": options.low, "max": options.high}
        given = {side: bound for side, bound in bounds.items() if bound is not None}
        return f"range = {toml_value(given)}"
    side = "min" if known and known.better == "higher" else "max"
    return f"# range = {{ {side} = ... }}   # {'below' if side == 'min' else 'beyond'} it: act"
