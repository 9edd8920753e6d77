"""KPIs: what changed of a KPI, and of the values that were observed of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from okrsite.model.change import GoalChange
from okrsite.model.kpis import Baseline, Kpi, KpiTarget, Source
from okrsite.model.position import Span
from okrsite.model.series import Series
from okrsite.pipeline.compare import direction
from okrsite.pipeline.compare.current_names import CurrentNames
from okrsite.pipeline.compare.fields import ComparedThing, day_text


def changed_kpi(before: Kpi, after: Kpi, names: CurrentNames) -> Iterator[GoalChange]:
    """Every change of a KPI that is there before and after."""
    compared = ComparedThing("kpi", after.id, after)
    yield from compared.change("title", before.title, after.title)
    yield from compared.change("owner", names.name("person", before.owner), after.owner)
    yield from compared.change("team", names.name("team", before.team), after.team)
    yield from compared.change("unit", before.unit, after.unit)
    is_comparable = before.unit == after.unit
    eased = direction.of_range(before.range, after.range) if is_comparable else None
    yield from compared.change("range", before.range, after.range, eased)
    side = before.range or after.range
    eased = direction.of_kpi_target(before.target, after.target, side) if is_comparable else None
    yield from compared.change("target", *_targets(before.target, after.target), eased)
    yield from compared.change("cadence", before.cadence, after.cadence)
    yield from compared.change("aggregate", before.aggregate, after.aggregate)
    yield from compared.change("rolling", before.rolling, after.rolling)
    yield from compared.change("formula", _formula(before), _formula(after))
    yield from compared.change("source", _source(before.source), _source(after.source))
    yield from compared.change(
        "baseline",
        [_baseline(row, names) for row in before.baselines],
        [_baseline(row, names) for row in after.baselines],
        field="baselines",
    )
    yield from compared.ignored(before.ignore, after.ignore)


def changed_series(kpi: str, before: Series | None, after: Series | None) -> Iterator[GoalChange]:
    """The observations that are gone or have another value; new ones rewrite nothing."""
    if before is None or (after is not None and before.points == after.points):
        return
    now = {} if after is None else dict(zip(after.points.ordinals, _lines(after), strict=True))
    for (day, value), line in zip(before.points, _lines(before), strict=True):
        found = now.get(day.toordinal())
        if found is None:
            place = Span(before.span.path, line[0])
            yield _value("value_removed", kpi, (day, value), None, place)
        elif found[1] != value and after is not None:
            place = Span(after.span.path, found[0])
            yield _value("value_rewritten", kpi, (day, value), (day, found[1]), place)


def _lines(series: Series) -> Iterator[tuple[int, float]]:
    """The line of each observation in its file, and its value."""
    for place, value in enumerate(series.points.floats):
        yield series.line(place), value


def _value(
    name: Literal["value_rewritten", "value_removed"],
    kpi: str,
    before: tuple[date, float],
    after: tuple[date, float] | None,
    span: Span,
) -> GoalChange:
    return GoalChange(
        kind="kpi",
        id=kpi,
        change=name,
        before=_observation(before),
        after=None if after is None else _observation(after),
        span=span,
    )


def _observation(observed: tuple[date, float]) -> dict[str, Any]:
    day, value = observed
    return {"date": day_text(day), "value": value}


def _targets(before: KpiTarget | None, after: KpiTarget | None) -> tuple[Any, Any]:
    """The two targets: numbers, or with their days where one of them has any."""
    has_day = any(target and target.by for target in (before, after))
    return _target(before, has_day=has_day), _target(after, has_day=has_day)


def _target(target: KpiTarget | None, *, has_day: bool) -> Any:
    if target is None or not has_day:
        return target and target.value
    return {"value": target.value, "by": day_text(target.by)}


def _formula(kpi: Kpi) -> str | None:
    return kpi.formula.text if kpi.formula else None


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    asked = msgspec.json.decode(source.settings)
    return {"use": source.use, "on_failure": source.on_failure, **asked}


def _baseline(baseline: Baseline, names: CurrentNames) -> dict[str, Any]:
    from_ = names.goal(baseline.from_.goal) if baseline.from_ else None
    return {"since": day_text(baseline.since), "value": baseline.value, "from": from_}
