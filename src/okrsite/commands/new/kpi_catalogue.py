"""The catalogue of KPIs that most companies know, complete but for the company's own range."""

import tomllib
from importlib.resources import files
from typing import Literal

from msgspec import Struct, convert

from okrsite.model.names import Aggregate, Cadence, Indicator, Perspective


class CatalogueKpi(Struct, frozen=True, forbid_unknown_fields=True):
    """A KPI to start from; `better` is the direction in which nobody needs to act."""

    title: str
    unit: str
    better: Literal["higher", "lower"]
    cadence: Cadence
    aggregate: Aggregate
    indicator: Indicator
    perspective: Perspective
    definition: str
    why: str


def kpi_catalogue() -> dict[str, CatalogueKpi]:
    """The entries by their names, in the order of the four perspectives."""
    text = (files("okrsite.commands.new") / "kpi_catalogue.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, CatalogueKpi])
