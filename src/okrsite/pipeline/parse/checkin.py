"""Check-ins: the two forms that become the same thing, and whether their values fit the goal."""

from typing import assert_never

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import CheckIn, CheckInValue, KeyResult, Kudos, Objective
from okrsite.model.measure import (
    ZONES,
    Custom,
    Guardrail,
    Metric,
    Milestones,
    Relative,
    Zones,
)
from okrsite.model.prose import Prose
from okrsite.pipeline.parse.context import ParseContext, extra_of, visibility_written
from okrsite.pipeline.parse.rows import CheckInFields, CheckInFileRow, CheckInRow
from okrsite.pipeline.suggest import Guesses
from okrsite.pipeline.toml.table import Table
from okrsite.pipeline.toml.type_descriptions import as_list


def checkins(
    context: ParseContext, rows: tuple[CheckInRow, ...], table: Table, objective: str
) -> tuple[CheckIn, ...]:
    """The check-ins that stand in an objective's own file."""
    made = []
    for row, item in zip(rows, table.items("checkins"), strict=True):
        note = context.prose(row.note, *item.text_start("note")) if row.note else Prose()
        if not item.is_broken:
            made.append(_checkin(row, item, objective, note))
    return tuple(made)


def checkin_of_file(context: ParseContext) -> CheckIn | None:
    """The check-in that a file of its own holds, its note being the body."""
    row, table, _ = context.row(CheckInFileRow)
    note = context.body()
    if table.is_broken:
        return None
    return replace(_checkin(row, table, row.objective, note), extra=extra_of(row.extra))


def _checkin(row: CheckInFields, table: Table, objective: str, note: Prose) -> CheckIn:
    return CheckIn(
        objective=objective,
        date=row.date,
        author=row.author,
        confidence=row.confidence,
        values=dict(row.values),
        note=note,
        kudos=tuple(
            Kudos(to=thanks.to, for_=thanks.for_, span=item.span, places=item.places())
            for thanks, item in zip(row.kudos, table.items("kudos"), strict=True)
            if not item.is_broken
        ),
        visibility=visibility_written(row.visibility, table),
        span=table.span,
        places=table.places(),
    )


def with_current_ids(checkin: CheckIn, objective: Objective) -> CheckIn:
    """The check-in with values by the ids in use, where it has old ones.

    An old id stays where the one in use has a value as well; `misfits` tells of it.
    """
    values: dict[str, CheckInValue] = {}
    places = checkin.places
    for id_, value in checkin.values.items():
        key_result = objective.key_result(id_)
        current = key_result.id if key_result else id_
        if current != id_ and current in checkin.values:
            current = id_
        elif current != id_:
            places = {**places, f"values.{current}": places[f"values.{id_}"]}
        values[current] = _with_current_steps(value, key_result)
    if values == checkin.values:
        return checkin
    return replace(checkin, values=values, places=places)


def _with_current_steps(value: CheckInValue, key_result: KeyResult | None) -> CheckInValue:
    if key_result is None or not isinstance(key_result.measure, Milestones):
        return value
    current = {alias: step.id for step in key_result.measure.steps for alias in step.aliases}
    match value:
        case str():
            return current.get(value, value)
        case tuple():
            return tuple(current.get(step, step) for step in value)
        case _:
            return value


def misfits(checkin: CheckIn, objective: Objective) -> list[Diagnostic]:
    """What a check-in says of key results that the objective has not, or not in that form."""
    ids = [result.id for result in objective.key_results]
    guesses = Guesses()
    findings = []
    for id_, value in checkin.values.items():
        span = checkin.at(f"values.{id_}")
        key_result = objective.key_result(id_)
        if key_result is None:
            message = f"'{objective.id}' has no key result '{id_}'{guesses.near(id_, lambda: ids)}"
            help_ = f"It has {as_list(ids, 'and')}." if ids else ""
            findings.append(error("OKR027", span, message, help_))
        elif key_result.id != id_:
            message = f"'{id_}' is an old id of '{key_result.id}', which has a value here, too"
            findings.append(error("OKR027", span, message, "Keep the one that is right."))
        elif key_result.kpi is not None and isinstance(value, float):
            message = f"'{id_}' is measured by the KPI '{key_result.kpi}', not by check-ins"
            help_ = "Take the value out; the KPI's own observations count."
            findings.append(error("OKR026", span, message, help_))
        elif why := _misfit(key_result, value):
            findings.append(error("OKR028", span, f"the value of '{id_}' must be {why}"))
    return findings


def _misfit(key_result: KeyResult, value: CheckInValue) -> str | None:
    """What the value of a key result would have to be, or None where it fits."""
    match key_result.measure:
        case Metric() | Relative() | Guardrail() | Custom():
            return None if isinstance(value, float) else "a number"
        case Milestones(steps):
            named = (value,) if isinstance(value, str) else value
            known = [step.id for step in steps]
            if isinstance(named, float) or any(id_ not in known for id_ in named):
                return f"a milestone or a list of them: {', '.join(known)}"
            return None
        case Zones():
            return None if value in ZONES else f"one of {', '.join(ZONES)}"
        case _:
            assert_never(key_result.measure)
