"""Objectives: a file's goal with its key results and the check-ins written inside it."""

from okrsite.model.goals import CheckIn, GoalRef, KeyResult, Objective
from okrsite.model.prose import Prose
from okrsite.pipeline.parse.checkin import (
    checkins,
    misfits,
    old_names_in,
    told_of,
    with_current_ids,
)
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.fields import goal_of, ignores_of, is_new_id, old_ids
from okrsite.pipeline.parse.initiative import initiatives
from okrsite.pipeline.parse.rows import KeyResultRow, ObjectiveRow
from okrsite.pipeline.parse.shape import measure_of
from okrsite.pipeline.toml.table import BLANK, Table


def objective_of(context: ParseContext) -> tuple[Objective | None, tuple[CheckIn, ...]]:
    """The objective, or None where what it cannot be without is missing."""
    row, table, _ = context.row(ObjectiveRow)
    body = context.body()
    if row.state == "dropped" and not row.reason.strip():
        help_ = 'Add reason = "..." for those who counted on it.'
        context.report("OKR029", table.at("state"), "a dropped objective needs a 'reason'", help_)
    objective = Objective(
        title=context.title(table, row.title),
        cycle=row.cycle,
        team=row.team,
        owner=row.owner,
        contributors=row.contributors,
        type=row.type,
        supports=_supports(context, row, table),
        tags=row.tags,
        perspective=row.perspective,
        with_teams=row.with_teams,
        state=row.state,
        reason=row.reason,
        rollup=row.rollup,
        watch=row.watch,
        ignore=ignores_of(row.ignore, table),
        key_results=key_results(context, row.key_results, table),
        initiatives=initiatives(context, row.initiatives, table),
        body=body,
        **context.head(row, table),
    )
    written = checkins(context, row.checkins, table, objective.id)
    for checkin in written:
        context.findings.extend(old_names_in(checkin, objective))
    own = tuple(with_current_ids(checkin, objective) for checkin in written)
    _check_values(context, objective, own, row.key_results)
    is_whole = _has_its_cycle(context, row, table) and not table.is_broken
    return (objective, own) if is_whole else (None, ())


def _has_its_cycle(context: ParseContext, row: ObjectiveRow, table: Table) -> bool:
    """Whether the objective has a cycle or is a draft of the backlog; reports where neither is."""
    if row.cycle is not None or table.has("cycle"):
        return row.cycle is not None
    if row.state == "draft":
        return True
    # After a mistake in the state nobody knows whether it was to be a draft.
    if table.value.get("state", row.state) == row.state:
        help_ = 'Add cycle = "..."; without one, in the backlog, it must say state = "draft".'
        context.report("OKR012", table.span, "'cycle' is missing", help_)
    return False


def _supports(context: ParseContext, row: ObjectiveRow, table: Table) -> tuple[GoalRef, ...]:
    found = []
    for support, item in zip(row.supports, table.items("supports"), strict=True):
        goal, weight = (
            (support, 1.0) if isinstance(support, str) else (support.goal, support.weight)
        )
        reference = goal_of(context, goal, item, weight)
        if reference and not item.is_broken:
            found.append(reference)
    return tuple(found)


def _check_values(
    context: ParseContext,
    objective: Objective,
    own: tuple[CheckIn, ...],
    rows: tuple[KeyResultRow, ...],
) -> None:
    """Report values of check-ins that fit no key result; key results with errors are left out."""
    kept = {key_result.id for key_result in objective.key_results}
    lost = {name for row in rows if row.id not in kept for name in (row.id, *row.aliases)}
    for checkin in own:
        known = told_of(
            checkin,
            lambda id_: (
                id_ not in lost and (BLANK not in lost or objective.key_result(id_) is not None)
            ),
        )
        context.findings.extend(misfits(known, objective))
    checked_in = {id_ for checkin in own for id_ in checkin.values}
    for key_result in objective.key_results:
        if key_result.current is not None and key_result.id in checked_in:
            message = f"'current' of '{key_result.id}' stands beside values from check-ins"
            help_ = "Take it out; the newest check-in counts."
            context.report("OKR026", key_result.at("current"), message, help_)


def key_results(
    context: ParseContext, rows: tuple[KeyResultRow, ...], table: Table
) -> tuple[KeyResult, ...]:
    """The key results of an objective that could be understood, their ids each once."""
    seen: set[str] = set()
    # Ids come first: no alias may take the id of another key result.
    taken = {row.id.casefold() for row in rows}
    made = []
    for row, item in zip(rows, table.items("key_results"), strict=True):
        is_new = is_new_id(context, row.id, item, seen, "key result")
        aliases = old_ids(context, row.aliases, item, taken, "key result")
        key_result = _key_result(context, row, item, aliases)
        if is_new and key_result is not None and not item.is_broken:
            made.append(key_result)
    return tuple(made)


def _key_result(
    context: ParseContext, row: KeyResultRow, table: Table, aliases: tuple[str, ...]
) -> KeyResult | None:
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
        contributors=row.contributors,
        due=row.due,
        weight=row.weight,
        indicator=row.indicator,
        purpose=row.purpose,
        population=row.population,
        score=row.score,
        score_reason=row.score_reason,
        aliases=aliases,
        initiatives=initiatives(context, row.initiatives, table),
        text=context.prose(row.text, *table.text_start("text")) if row.text else Prose(),
        span=table.span,
        places=table.places(),
    )


def _check_score(context: ParseContext, row: KeyResultRow, table: Table) -> None:
    if row.score is not None and not row.score_reason.strip():
        help_ = 'Add score_reason = "..." for those who read the grade later.'
        context.report("OKR025", table.at("score"), "'score' needs a 'score_reason'", help_)
