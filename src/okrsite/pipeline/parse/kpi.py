"""KPIs: a file's instrument, its range, baselines, and where its values come from."""

from datetime import date
from typing import Any

import msgspec

from okrsite.model.formula import Formula
from okrsite.model.kpis import Baseline, Kpi, KpiTarget, Review, Source
from okrsite.model.measure import Range
from okrsite.model.prose import Prose
from okrsite.pipeline.formula import FormulaError, read_formula
from okrsite.pipeline.parse.context import Reading
from okrsite.pipeline.parse.interval import interval, lies_inside
from okrsite.pipeline.parse.plugin_reference import use_of
from okrsite.pipeline.parse.references import goal_of, ignored
from okrsite.pipeline.parse.rows.kpis import KpiRow
from okrsite.pipeline.toml.table import Table


def kpi_of(reading: Reading) -> Kpi | None:
    """The KPI, or None where what it cannot be without is missing."""
    row, table, _ = reading.row(KpiRow)
    body = reading.body()
    range_ = interval(reading, row.range, table, "range")
    kpi = Kpi(
        title=reading.title(table, row.title),
        team=row.team,
        owner=row.owner,
        unit=row.unit,
        range=range_,
        warning=_warning(reading, row, table, range_),
        cadence=row.cadence,
        aggregate=row.aggregate,
        indicator=row.indicator,
        perspective=row.perspective,
        critical=row.critical,
        target=_target(row, table),
        reviews=_reviews(reading, row, table),
        baselines=_baselines(reading, row, table),
        source=_source(reading, row.source, table),
        formula=_formula(reading, row, table),
        tags=row.tags,
        ignore=ignored(row.ignore, table),
        body=body,
        **reading.head(row, table),
    )
    return None if table.is_broken else kpi


def _warning(reading: Reading, row: KpiRow, table: Table, range_: Range | None) -> Range | None:
    warning = interval(reading, row.warning, table, "warning")
    if warning is None:
        return None
    if "range" not in table.value:
        help_ = "Add range = { ... }, of which it is the inner part."
        reading.wrong("OKR023", table.at("warning"), "'warning' without a 'range'", help_)
    elif range_ and not lies_inside(warning, range_):
        message = "'warning' reaches beyond 'range'"
        help_ = "It is the inner part of the range: beyond it, but in range, is a warning."
        reading.wrong("OKR023", table.at("warning"), message, help_)
    return warning


def _target(row: KpiRow, table: Table) -> KpiTarget | None:
    if row.target is None:
        return None
    below = table.within("target")
    return KpiTarget(
        value=row.target.value, by=row.target.by, span=below.span, places=below.places()
    )


def _reviews(reading: Reading, row: KpiRow, table: Table) -> tuple[Review, ...]:
    return tuple(
        Review(
            date=review.date,
            author=review.author,
            note=reading.prose(review.note, *item.text_start("note")) if review.note else Prose(),
            span=item.span,
            places=item.places(),
        )
        for review, item in zip(row.reviews, table.items("reviews"), strict=True)
        if not item.is_broken
    )


def _baselines(reading: Reading, row: KpiRow, table: Table) -> tuple[Baseline, ...]:
    made = []
    seen: set[date] = set()
    for baseline, item in zip(row.baselines, table.items("baselines"), strict=True):
        if baseline.since in seen - {date.min}:
            message = f"two baselines begin on {baseline.since}"
            reading.wrong("OKR017", item.at("since"), message, "Keep one of the two.")
        seen.add(baseline.since)
        origin = goal_of(reading, baseline.from_, item.within("from")) if baseline.from_ else None
        if not item.is_broken:
            made.append(
                Baseline(
                    since=baseline.since,
                    value=baseline.value,
                    from_=origin,
                    span=item.span,
                    places=item.places(),
                )
            )
    return tuple(made)


def _source(reading: Reading, settings: dict[str, Any] | None, table: Table) -> Source | None:
    if settings is None or not (use := use_of(reading, settings, table, "source")):
        return None
    below = table.within("source")
    on_failure = settings.get("on_failure", "error")
    if on_failure not in {"error", "warn"}:
        message = "'on_failure' must be one of error, warn"
        reading.wrong("OKR011", below.at("on_failure"), message)
        on_failure = "error"
    rest = {key: setting for key, setting in settings.items() if key not in {"use", "on_failure"}}
    return Source(
        use=use,
        on_failure=on_failure,
        settings=msgspec.json.encode(rest),
        span=below.span,
        places=below.places(),
    )


def _formula(reading: Reading, row: KpiRow, table: Table) -> Formula | None:
    if row.formula is None:
        return None
    if "source" in table.value:
        message = "a KPI is fetched or computed, and this one has both 'source' and 'formula'"
        reading.wrong("OKR031", table.at("formula"), message, "Take one of the two out.")
    try:
        return read_formula(row.formula)
    except FormulaError as problem:
        span = table.at("formula")
        place = msgspec.structs.replace(span, column=span.column + problem.column)
        reading.wrong("OKR150", place, problem.message)
        return None
