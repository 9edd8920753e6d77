"""Zones: three steps of ambition, in words or in numbers."""

from itertools import pairwise

from okrsite.model.measure import NumberZones, Zones
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.rows import ZonesRow
from okrsite.pipeline.toml.table import Table

FORMS = (
    'Write zones = { commit = "...", target = "...", stretch = "..." },'
    " or three numbers that rise or fall."
)


def is_in_numbers(table: Table) -> bool:
    """Whether the zones of a key result are written as numbers, or some of them."""
    written = table.value.get("zones")
    return isinstance(written, dict) and any(
        isinstance(zone, int | float) for zone in written.values()
    )


def zones_of(
    context: ParseContext, row: ZonesRow, start: float | None, table: Table
) -> Zones | NumberZones | None:
    """The zones of a key result; None after a mistake in them.

    In numbers they rise or fall strictly from the start, where one is written, to stretch.
    """
    match (row.commit, row.target, row.stretch):
        case (str(commit), str(target), str(stretch)):
            return Zones(commit, target, stretch)
        case (float(commit), float(target), float(stretch)):
            steps = [commit, target, stretch]
            if is_monotone(steps if start is None else [start, *steps]):
                return NumberZones(commit, target, stretch, start)
            first = "commit" if start is None else "start"
            message = f"the zones neither rise nor fall all the way from {first} to stretch"
            help_ = "Each has to lie beyond the one before it."
            context.report("OKR035", table.at("zones"), message, help_)
        case _:
            message = "some of the zones are words and some are numbers"
            context.report("OKR035", table.at("zones"), message, FORMS)
    return None


def is_monotone(values: list[float]) -> bool:
    """Whether every value is above the one before, or every one below."""
    steps = [round(after - before, 9) for before, after in pairwise(values)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)
