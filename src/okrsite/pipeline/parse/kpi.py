"""KPIs: a file's instrument, its range, baselines, and where its values come from."""

from datetime import date
from typing import Any

import msgspec

from okrsite.model.formula import Formula
from okrsite.model.kpis import Baseline, Kpi, KpiTarget, Review, Source
from okrsite.model.measure import Range
from okrsite.model.prose import Prose
from okrsite.pipeline.formula import FormulaError, read_formula
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.fields import goal_of, ignores_of, interval, lies_inside, use_of
from okrsite.pipeline.parse.rows import KpiRow
from okrsite.pipeline.toml.table import Table


def kpi_of(context: ParseContext) -> Kpi | None:
    """The KPI, or None where what it cannot be without is missing."""
    row, table, _ = context.row(KpiRow)
    body = context.body()
    range_ = interval(context, row.range, table, "range")
    kpi = Kpi(
        title=context.title(table, row.title),
        abbreviation=row.abbreviation.strip(),
        team=row.team,
        owner=row.owner,
        unit=row.unit,
        range=range_,
        warning=_warning(context, row, table, range_),
        cadence=row.cadence,
        aggregate=row.aggregate,
        rolling=_rolling(context, row, table),
        indicator=row.indicator,
        perspective=row.perspective,
        critical=row.critical,
        target=_target(row, table),
        reviews=_reviews(context, row, table),
        baselines=_baselines(context, row, table),
        source=_source(context, row.source, table),
        formula=_formula(context, row, table),
        tags=row.tags,
        ignore=ignores_of(row.ignore, table),
        body=body,
        **context.head(row, table),
    )
    return None if table.is_broken else kpi


def _warning(
    context: ParseContext, row: KpiRow, table: Table, range_: Range | None
) -> Range | None:
    warning = interval(context, row.warning, table, "warning")
    if warning is None:
        return None
    if "range" not in table.value:
        help_ = "Add range = { ... }, of which it is the inner part."
        context.report("OKR023", table.at("warning"), "'warning' without a 'range'", help_)
    elif range_ and not lies_inside(warning, range_):
        message = "'warning' reaches beyond 'range'"
        help_ = "It is the inner part of the range: beyond it, but in range, is a warning."
        context.report("OKR023", table.at("warning"), message, help_)
    return warning


def _rolling(context: ParseContext, row: KpiRow, table: Table) -> int | None:
    if row.rolling is None:
        return None
    if row.formula is not None:
        message = "'rolling' says nothing beside 'formula'"
        help_ = "Let the KPIs that the formula names roll."
    elif row.aggregate == "last":
        message = "'rolling' says nothing beside the aggregate 'last'"
        help_ = 'Write aggregate = "sum" or aggregate = "average" too.'
    else:
        return row.rolling
    context.report("OKR033", table.at_key("rolling"), message, help_)
    return None


def _target(row: KpiRow, table: Table) -> KpiTarget | None:
    if row.target is None:
        return None
    below = table.within("target")
    return KpiTarget(
        value=row.target.value, by=row.target.by, span=below.span, places=below.places()
    )


def _reviews(context: ParseContext, row: KpiRow, table: Table) -> tuple[Review, ...]:
    return tuple(
        Review(
            date=review.date,
            author=review.author,
            note=context.prose(review.note, *item.text_start("note")) if review.note else Prose(),
            span=item.span,
            places=item.places(),
        )
        for review, item in zip(row.reviews, table.items("reviews"), strict=True)
        if not item.is_broken
    )


def _baselines(context: ParseContext, row: KpiRow, table: Table) -> tuple[Baseline, ...]:
    made = []
    seen: set[date] = set()
    for baseline, item in zip(row.baselines, table.items("baselines"), strict=True):
        # `date.min` stands for a date that could not be read, and two of those are not one day.
        if baseline.since in seen - {date.min}:
            message = f"two baselines begin on {baseline.since}"
            context.report("OKR017", item.at("since"), message, "Keep one of the two.")
        seen.add(baseline.since)
        origin = goal_of(context, baseline.from_, item.within("from")) if baseline.from_ else None
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


def _source(context: ParseContext, settings: dict[str, Any] | None, table: Table) -> Source | None:
    if settings is None or not (use := use_of(context, settings, table, "source")):
        return None
    below = table.within("source")
    on_failure = settings.get("on_failure", "error")
    if on_failure not in {"error", "warn"}:
        message = "'on_failure' must be one of error, warn"
        context.report("OKR011", below.at("on_failure"), message)
        on_failure = "error"
    rest = {key: setting for key, setting in settings.items() if key not in {"use", "on_failure"}}
    return Source(
        use=use,
        on_failure=on_failure,
        settings=msgspec.json.encode(rest),
        span=below.span,
        places=below.places(_lines_of_texts(below)),
    )


def _lines_of_texts(table: Table) -> dict[str, tuple[int, int]]:
    """The place of each line of each text, by the text's key and the line's number from 0."""
    return {
        f"{key}.{number}": place
        for key, value in table.value.items()
        if isinstance(value, str)
        for number, place in enumerate(table.text_lines(key))
    }


def _formula(context: ParseContext, row: KpiRow, table: Table) -> Formula | None:
    if row.formula is None:
        return None
    if "source" in table.value:
        message = "a KPI is fetched or computed, and this one has both 'source' and 'formula'"
        context.report("OKR031", table.at("formula"), message, "Take one of the two out.")
    try:
        return read_formula(row.formula)
    except FormulaError as problem:
        span = table.at("formula")
        place = msgspec.structs.replace(span, column=span.column + problem.column)
        context.report("OKR150", place, problem.message)
        return None
