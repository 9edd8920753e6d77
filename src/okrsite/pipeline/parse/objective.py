"""Objectives: a file's goal with its key results and the check-ins written inside it."""

from msgspec.structs import replace

from okrsite.model.goals import CheckIn, GoalRef, Objective
from okrsite.pipeline.parse.checkin import checkins, misfits
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.key_result import key_results
from okrsite.pipeline.parse.references import goal_of, ignored
from okrsite.pipeline.parse.rows.goals import ObjectiveRow
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
        type=row.type,
        supports=_supports(context, row, table),
        tags=row.tags,
        perspective=row.perspective,
        with_teams=row.with_teams,
        state=row.state,
        reason=row.reason,
        rollup=row.rollup,
        watch=row.watch,
        ignore=ignored(row.ignore, table),
        key_results=key_results(context, row.key_results, table),
        body=body,
        **context.head(row, table),
    )
    own = checkins(context, row.checkins, table, objective.id)
    _check_values(context, objective, own, {key_result.id for key_result in row.key_results})
    return (None, ()) if table.is_broken else (objective, own)


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
    context: ParseContext, objective: Objective, own: tuple[CheckIn, ...], written: set[str]
) -> None:
    """Hold the values of check-ins against the key results, without those that are mistaken."""
    lost = written - {key_result.id for key_result in objective.key_results}
    for checkin in own:
        known = {
            id_: value
            for id_, value in checkin.values.items()
            if id_ not in lost and (BLANK not in lost or objective.key_result(id_))
        }
        context.findings.extend(misfits(replace(checkin, values=known), objective))
    checked_in = {id_ for checkin in own for id_ in checkin.values}
    for key_result in objective.key_results:
        if key_result.current is not None and key_result.id in checked_in:
            message = f"'current' of '{key_result.id}' stands beside values from check-ins"
            help_ = "Take it out; the newest check-in counts."
            context.report("OKR026", key_result.at("current"), message, help_)
