"""Key results: what measures an objective, each with an id of its own."""

from okrsite.model.goals import KeyResult
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.inner_id import is_new_id
from okrsite.pipeline.parse.rows.goals import KeyResultRow
from okrsite.pipeline.parse.shape import measure_of
from okrsite.pipeline.toml.table import Table


def key_results(
    context: ParseContext, rows: tuple[KeyResultRow, ...], table: Table
) -> tuple[KeyResult, ...]:
    """The key results of an objective that could be understood, their ids each once."""
    seen: set[str] = set()
    made = []
    for row, item in zip(rows, table.items("key_results"), strict=True):
        is_new = is_new_id(context, row.id, item, seen, "key result")
        key_result = _key_result(context, row, item)
        if is_new and key_result is not None and not item.is_broken:
            made.append(key_result)
    return tuple(made)


def _key_result(context: ParseContext, row: KeyResultRow, table: Table) -> KeyResult | None:
    context.title(table, row.title)
    _check_score(context, row, table)
    measure = measure_of(context, row, table)
    if measure is None:
        return None
    return KeyResult(
        id=row.id,
        title=row.title,
        measure=measure,
        kpi=row.kpi,
        current=row.current,
        unit=row.unit,
        owner=row.owner,
        due=row.due,
        weight=row.weight,
        indicator=row.indicator,
        population=row.population,
        score=row.score,
        score_reason=row.score_reason,
        span=table.span,
        places=table.places(),
    )


def _check_score(context: ParseContext, row: KeyResultRow, table: Table) -> None:
    if row.score is not None and not row.score_reason.strip():
        help_ = 'Add score_reason = "..." for those who read the grade later.'
        context.report("OKR025", table.at("score"), "'score' needs a 'score_reason'", help_)
