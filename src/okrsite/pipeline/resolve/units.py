"""Units: a key result that a KPI measures has the unit of that KPI."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Metric
from okrsite.pipeline.replacing import changed, map_changed
from okrsite.pipeline.toml.exact_numbers import as_written

# In seconds, for units that people use for one another.
_TIMES = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
    **dict.fromkeys(("d", "day", "days"), 86_400.0),
    **dict.fromkeys(("week", "weeks"), 604_800.0),
}


def with_units_of_kpis(
    objectives: Mapping[str, Objective], kpis: Mapping[str, Kpi], findings: list[Diagnostic]
) -> dict[str, Objective]:
    """The objectives, with no KPI at a key result whose unit is another than that KPI's.

    Its values would be taken for what they are not. A KPI that says no unit counts what the key
    result says.
    """
    return {
        id_: changed(
            objective,
            key_results=map_changed(
                objective.key_results, partial(_key_result, kpis=kpis, findings=findings)
            ),
        )
        for id_, objective in objectives.items()
    }


def _key_result(
    result: KeyResult, kpis: Mapping[str, Kpi], findings: list[Diagnostic]
) -> KeyResult:
    kpi = kpis.get(result.kpi or "")
    if kpi is None or not _differ(result.unit, kpi.unit):
        return result
    findings.append(_finding(result, kpi))
    return changed(result, kpi=None)


def _differ(ours: str, theirs: str) -> bool:
    return bool(ours and theirs) and _plain(ours) != _plain(theirs)


def _finding(result: KeyResult, kpi: Kpi) -> Diagnostic:
    return error(
        "OKR104",
        result.at("unit"),
        f"the key result '{result.id}' is in '{result.unit}', and its KPI '{kpi.id}' is in "
        f"'{kpi.unit}'",
        _help(result, kpi),
    )


def _help(result: KeyResult, kpi: Kpi) -> str:
    ours, theirs = _TIMES.get(_plain(result.unit)), _TIMES.get(_plain(kpi.unit))
    if ours is None or theirs is None:
        return f"Write its numbers in {kpi.unit}, and take `unit` out: it is that of the KPI."
    numbers = {} if ours == theirs else _numbers(result, ours / theirs)
    if numbers:
        written = ", ".join(f"{name} = {as_written(value)}" for name, value in numbers.items())
        return f"Write {written}, and take `unit` out: it is that of the KPI."
    return "Take `unit` out: it is that of the KPI."


def _numbers(result: KeyResult, factor: float) -> dict[str, float]:
    """The start and the target in the unit of the KPI."""
    if not isinstance(result.measure, Metric):
        return {}
    written = {"start": result.measure.start, "target": result.measure.target}
    return {name: value * factor for name, value in written.items() if value is not None}


def _plain(unit: str) -> str:
    return unit.strip().casefold()
