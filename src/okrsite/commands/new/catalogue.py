"""The catalogue: KPIs that most companies know, each complete but for the company's own range."""

import tomllib
from importlib.resources import files
from typing import Literal

from msgspec import Struct, convert

from okrsite.model.names import Aggregate, Cadence, Indicator, Perspective


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """A KPI to start from; `better` is the side on which nobody needs to act."""

    title: str
    unit: str
    better: Literal["higher", "lower"]
    cadence: Cadence
    aggregate: Aggregate
    indicator: Indicator
    perspective: Perspective
    definition: str
    why: str


def catalogue() -> dict[str, Pattern]:
    """The patterns by their names, in the order of the four perspectives."""
    text = (files("okrsite.commands.new") / "catalogue.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, Pattern])
