"""Check-ins: the two forms that become the same thing, and whether their values fit the goal."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import (
    CheckIn,
    CheckInValue,
    KeyResult,
    Kudos,
    Objective,
    ResultNote,
)
from okrsite.model.measure import (
    ZONES,
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.model.names import KeyResultId
from okrsite.model.position import Span, pack_places
from okrsite.model.prose import Prose
from okrsite.pipeline.old_names import old_name
from okrsite.pipeline.parse.context import (
    ParseContext,
    extra_of,
    plugins_of,
    visibility_written,
)
from okrsite.pipeline.parse.rows import CheckInFields, CheckInFileRow, CheckInRow, CheckInValueRow
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
            made.append(_checkin(context, row, item, objective, note))
    return tuple(made)


def checkin_of_file(context: ParseContext) -> CheckIn | None:
    """The check-in that a file of its own holds, its note being the body."""
    row, table, _ = context.row(CheckInFileRow)
    note = context.body()
    if table.is_broken:
        return None
    return replace(
        _checkin(context, row, table, row.objective, note),
        extra=extra_of(row.extra),
        plugins=plugins_of(row.plugins, table),
    )


def _checkin(
    context: ParseContext, row: CheckInFields, table: Table, objective: str, note: Prose
) -> CheckIn:
    values = {
        id_: value.value if isinstance(value, CheckInValueRow) else value
        for id_, value in row.values.items()
    }
    return CheckIn(
        objective=objective,
        date=row.date,
        author=row.author,
        confidence=row.confidence,
        values={id_: value for id_, value in values.items() if value is not None},
        result_notes={
            id_: _result_note(context, value, table.within("values", id_))
            for id_, value in row.values.items()
            if isinstance(value, CheckInValueRow)
        },
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


def _result_note(context: ParseContext, row: CheckInValueRow, table: Table) -> ResultNote:
    note = context.prose(row.note, *table.text_start("note")) if row.note else Prose()
    return ResultNote(row.confidence, note)


def with_current_ids(checkin: CheckIn, objective: Objective) -> CheckIn:
    """The check-in with values by the ids in use, where it has old ones.

    An old id stays where the one in use has a value as well; `misfits` tells of it.
    """
    told = {**checkin.values, **checkin.result_notes}
    current = {id_: _current_id(id_, told, objective) for id_ in told}
    values = {
        current[id_]: _with_current_steps(value, objective.key_result(id_))
        for id_, value in checkin.values.items()
    }
    if values == checkin.values and all(old == new for old, new in current.items()):
        return checkin
    places = dict(checkin.places.items())
    places |= {
        f"values.{new}": places[f"values.{old}"] for old, new in current.items() if new != old
    }
    notes = {current[id_]: note for id_, note in checkin.result_notes.items()}
    return replace(checkin, values=values, result_notes=notes, places=pack_places(places))


def old_names_in(checkin: CheckIn, objective: Objective) -> Iterator[Diagnostic]:
    """The hints about values by old ids of key results and milestones, as they were written."""
    told = {**checkin.values, **checkin.result_notes}
    for id_ in told:
        current = _current_id(id_, told, objective)
        if current != id_:
            place = checkin.at(f"values.{id_}")
            # A key stands before its value, and somewhere on its line.
            line = Span(place.path, place.line)
            yield old_name(id_, current, place, "key result", line)
        steps = _current_steps(objective.key_result(id_))
        for step in _steps_named(checkin.values.get(id_)):
            if step in steps:
                yield old_name(step, steps[step], checkin.at(f"values.{id_}"), "milestone")


def _current_id(id_: str, told: Collection[str], objective: Objective) -> str:
    key_result = objective.key_result(id_)
    return key_result.id if key_result and key_result.id not in told else id_


def _with_current_steps(value: CheckInValue, key_result: KeyResult | None) -> CheckInValue:
    current = _current_steps(key_result)
    match value:
        case str():
            return current.get(value, value)
        case tuple():
            return tuple(current.get(step, step) for step in value)
        case _:
            return value


def _current_steps(key_result: KeyResult | None) -> dict[str, str]:
    """The old ids of a key result's milestones with those in use."""
    if key_result is None or not isinstance(key_result.measure, Milestones):
        return {}
    return {alias: step.id for step in key_result.measure.steps for alias in step.aliases}


def _steps_named(value: CheckInValue | None) -> tuple[str, ...]:
    """The milestones that a value names; a word may be one of a zone, too."""
    match value:
        case str():
            return (value,)
        case tuple():
            return value
        case _:
            return ()


def told_of(checkin: CheckIn, is_wanted: Callable[[KeyResultId], bool]) -> CheckIn:
    """The check-in with what it says of some of its key results alone."""
    values = {id_: value for id_, value in checkin.values.items() if is_wanted(id_)}
    notes = {id_: note for id_, note in checkin.result_notes.items() if is_wanted(id_)}
    return replace(checkin, values=values, result_notes=notes)


def misfits(checkin: CheckIn, objective: Objective) -> list[Diagnostic]:
    """What a check-in says of key results that the objective has not, or not in that form."""
    ids = [result.id for result in objective.key_results]
    guesses = Guesses()
    findings = []
    for id_ in {**checkin.values, **checkin.result_notes}:
        value = checkin.values.get(id_)
        span = checkin.at(f"values.{id_}")
        key_result = objective.key_result(id_)
        if key_result is None:
            message = f"'{objective.id}' has no key result '{id_}'{guesses.near(id_, lambda: ids)}"
            help_ = _known_or_renamed(id_, ids) if ids else ""
            finding = error("OKR027", span, message, help_)
            findings.append(replace(finding, facts={"objective": objective.id, "id": id_}))
        elif key_result.id != id_:
            message = f"'{id_}' is an old id of '{key_result.id}', which has a value here, too"
            findings.append(error("OKR027", span, message, "Keep the one that is right."))
        elif key_result.kpi is not None and _is_measured_value(key_result, value):
            message = f"'{id_}' is measured by the KPI '{key_result.kpi}', not by check-ins"
            help_ = "Take the value out; the KPI's own observations count."
            findings.append(error("OKR026", span, message, help_))
        elif value is not None and (why := _misfit(key_result, value)):
            finding = error("OKR028", span, f"the value of '{id_}' must be {why}")
            findings.append(_if_renamed(finding, objective, key_result, value))
    return findings


def _known_or_renamed(id_: str, ids: Sequence[str]) -> str:
    renamed = f"If '{id_}' was renamed, write aliases = [\"{id_}\"] in its key result."
    return f"It has {as_list(ids, 'and')}. {renamed}"


def _if_renamed(
    finding: Diagnostic, objective: Objective, key_result: KeyResult, value: CheckInValue
) -> Diagnostic:
    """The finding, with what to do where the value names a milestone that is not there."""
    if not isinstance(key_result.measure, Milestones) or isinstance(value, float):
        return finding
    known = {step.id for step in key_result.measure.steps}
    unknown = next((id_ for id_ in _steps_named(value) if id_ not in known), "")
    help_ = f"If '{unknown}' was renamed, write aliases = [\"{unknown}\"] in its milestone."
    facts = {"objective": objective.id, "key_result": key_result.id, "id": unknown}
    return replace(finding, help=help_, facts=facts)


def _is_measured_value(key_result: KeyResult, value: CheckInValue | None) -> bool:
    """Whether a value is what a KPI would measure: a number, or a zone that means one."""
    is_zone = isinstance(value, str) and isinstance(key_result.measure, NumberZones)
    return isinstance(value, float) or is_zone


def _misfit(key_result: KeyResult, value: CheckInValue) -> str | None:
    """What the value of a key result would have to be, or None where it fits."""
    match key_result.measure:
        case Metric() | Relative() | Guardrail():
            return None if isinstance(value, float) else "a number"
        case Custom():
            # Which words a scorer takes only its plugin knows.
            return "a number or a word" if isinstance(value, tuple) else None
        case Milestones(steps):
            named = (value,) if isinstance(value, str) else value
            known = [step.id for step in steps]
            if isinstance(named, float) or any(id_ not in known for id_ in named):
                return f"a milestone or a list of them: {', '.join(known)}"
            return None
        case Zones():
            fits = 0 <= value <= 1 if isinstance(value, float) else value in ZONES
            return None if fits else f"one of {', '.join(ZONES)}, or a share between 0 and 1"
        case NumberZones():
            fits = isinstance(value, float) or value in ZONES
            return None if fits else f"a number or one of {', '.join(ZONES)}"
        case _:
            assert_never(key_result.measure)
