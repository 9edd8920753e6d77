"""Records of KPIs."""

from datetime import date

from msgspec import Struct

from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Range
from okrsite.model.names import Cadence, Health, LoopState, Perspective


class RangeRecord(Struct, frozen=True):
    """An interval with its bounds included; null is open."""

    min: float | None
    max: float | None


class KpiRecord(Struct, frozen=True, kw_only=True):
    """A KPI on the day; `as_of` is the day of its newest observation."""

    id: str
    title: str
    abbreviation: str
    team: str | None
    owner: str | None
    unit: str
    cadence: Cadence
    rolling: int | None
    range: RangeRecord | None
    critical: bool
    perspective: Perspective | None
    value: float | None
    as_of: date | None
    health: Health
    loop: LoopState


def kpi_record(kpi: Kpi, score: KpiScore) -> KpiRecord:
    """A KPI with its value and how it is."""
    return KpiRecord(
        id=kpi.id,
        title=kpi.title,
        abbreviation=kpi.abbreviation,
        team=kpi.team,
        owner=kpi.owner,
        unit=kpi.unit,
        cadence=kpi.cadence,
        rolling=kpi.rolling,
        range=_range(kpi.range),
        critical=kpi.critical,
        perspective=kpi.perspective,
        value=score.value,
        as_of=score.as_of,
        health=score.health,
        loop=score.loop,
    )


def _range(range_: Range | None) -> RangeRecord | None:
    return RangeRecord(range_.min, range_.max) if range_ else None
