"""Row facts: what one row says of an objective, a key result or a check-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.alignment import parents_of, weight_of
from okrsite.commands.importing.cells import CellReader
from okrsite.commands.importing.checkin_history import checkins_in
from okrsite.commands.importing.cycles import cycle_between, cycle_in, named_between
from okrsite.commands.importing.facts import (
    CheckInFacts,
    CycleFacts,
    KeyResultFacts,
    ObjectiveFacts,
)
from okrsite.commands.importing.sentences import labelled, with_numbers
from okrsite.commands.importing.tables import SourceRow
from okrsite.commands.importing.vocabulary import state_of, type_of

_CHANGE = re.compile(r"([+\-\u2212]?)\s*(\d+(?:[.,]\d+)?)\s*%")


def objective_facts(
    row: SourceRow, reader: CellReader, notes: list[str], title: str = "", *, is_alone: bool = True
) -> ObjectiveFacts:
    """An objective, by its row or, unless `is_alone`, by that of a key result that names it."""
    get = reader.text
    state, other = _state(get(row, "objective", "state"))
    said = checkin_facts(row, reader, "objective") if is_alone else None
    rest = reader.unplaced(row, ("objective",)) if is_alone else []
    history = reader.cell(row, "objective", "history") if is_alone else None
    return ObjectiveFacts(
        title=_unlabelled(title or get(row, "objective", "title")),
        place=row.place,
        source_id=get(row, "objective", "id"),
        owners=reader.people(row, "objective"),
        text=joined(get(row, "objective", "text"), *other, *rest),
        cycle=_cycle(row, reader, notes) or reader.context.cycle,
        team=get(row, "objective", "team") or reader.context.team,
        supports=parents_of(reader.cell(row, "objective", "parent")),
        type=type_of(get(row, "objective", "type")) or "",
        state=state,
        share=reader.share(row, "objective", "progress"),
        tags=values.texts(reader.cell(row, "objective", "tags")),
        checkins=checkins_in(history, None, reader.decimal) or ((said,) if said else ()),
    )


def key_result_facts(
    row: SourceRow, reader: CellReader, notes: list[str], rest: list[str]
) -> KeyResultFacts:
    """A key result; `rest` are lines with what no field of its row takes."""
    get = reader.text
    numbers = {
        field: reader.number(row, "key_result", field) for field in ("start", "target", "current")
    }
    start, target, current = numbers.values()
    state, other = _state(get(row, "key_result", "state"))
    said = checkin_facts(row, reader, "key_result")
    left = _no_numbers(row, reader, notes, numbers)
    metric, title = get(row, "key_result", "metric"), get(row, "key_result", "title")
    measured = [f"Measured by: {metric}"] if metric and title else []
    facts = KeyResultFacts(
        title=_unlabelled(title or metric),
        place=row.place,
        source_id=get(row, "key_result", "id"),
        owners=reader.people(row, "key_result"),
        text=joined(get(row, "key_result", "text"), *measured, *other, *left, *rest),
        start=start.number if start else None,
        target=target.number if target else None,
        # A value with its day is a check-in.
        current=current.number if current and not (said and said.value is not None) else None,
        share=reader.share(row, "key_result", "progress"),
        is_done=_is_done(get(row, "key_result", "state"), state),
        unit=_unit(row, reader, (target, start, current)),
        change=_change(get(row, "key_result", "change")),
        due=reader.day(row, "key_result", "due"),
        weight=_weight(row, reader),
        checkins=(said,) if said else (),
    )
    return _with_history(with_numbers(facts, reader.decimal), row, reader)


def _unit(row: SourceRow, reader: CellReader, numbers: Iterable[values.Quantity | None]) -> str:
    """The unit in its column, else the first that stands with one of the numbers."""
    written = values.unit_of(reader.text(row, "key_result", "unit"))
    return written or next((found.unit for found in numbers if found and found.unit), "")


def _weight(row: SourceRow, reader: CellReader) -> float | None:
    found = reader.number(row, "key_result", "weight")
    beside = weight_of(reader.cell(row, "key_result", "objective"))
    return found.number if found and found.number > 0 else beside


def _with_history(facts: KeyResultFacts, row: SourceRow, reader: CellReader) -> KeyResultFacts:
    """The facts with the check-ins that a cell lists, among which the newest is again."""
    listed = checkins_in(reader.cell(row, "key_result", "history"), facts, reader.decimal)
    if not listed:
        return facts
    current = None if any(said.value is not None for said in listed) else facts.current
    return replace(facts, checkins=listed, current=current)


def checkin_facts(row: SourceRow, reader: CellReader, kind: str) -> CheckInFacts | None:
    """What a row says as of a day; None where it names none, or has nothing to say."""
    day = reader.day(row, kind, "date")
    value = None if kind == "objective" else reader.number(row, kind, "current")
    note = reader.text(row, kind, "note")
    confidence = _confidence(reader.number(row, kind, "confidence"))
    if not day or (value is None and not note and confidence is None):
        return None
    return CheckInFacts(
        day=day,
        author=next(iter(values.people(reader.cell(row, kind, "author"))), ""),
        value=value.number if value else None,
        confidence=confidence,
        note=note,
    )


def joined(text: str, *lines: str) -> str:
    """A text with a list of lines below it."""
    listed = "\n".join(f"- {' '.join(line.split())}" for line in lines if line)
    return "\n\n".join(filter(None, [text.strip(), listed]))


def with_due(facts: KeyResultFacts, row: SourceRow, reader: CellReader) -> KeyResultFacts:
    """A key result in a row of its own, whose own end is when it is due."""
    end = reader.day(row, "objective", "cycle_end")
    return replace(facts, due=end) if end and not facts.due else facts


def _unlabelled(title: str) -> str:
    """A title without a label in front, such as `KR 1.2:`."""
    said = " ".join(title.split())
    label = labelled(said)
    return label[1] if label and label[0] in {"objective", "key_result"} else said


def _confidence(found: values.Quantity | None) -> float | None:
    """Confidence from 0 to 10; files have it from 0 to 1 and in percent as well."""
    if found is None:
        return None
    if found.unit == "%" or found.number > 10:
        number = found.number / 10
    else:
        number = found.number * 10 if found.number <= 1 else found.number
    return round(number, 1) if 0 <= number <= 10 else None


def _cycle(row: SourceRow, reader: CellReader, notes: list[str]) -> CycleFacts | None:
    written = reader.text(row, "objective", "cycle")
    named = cycle_in(written, reader.context.year_starts) if written else None
    start = reader.day(row, "objective", "cycle_start")
    end = reader.day(row, "objective", "cycle_end")
    if named:
        return named
    if start and end and end > start:
        return named_between(written, start, end) if written else cycle_between(start, end)
    if written:
        notes.append(f"{row.place}: no cycle is known by {written!r}, so the goal is a draft")
    return None


def _state(written: str) -> tuple[str, tuple[str, ...]]:
    """The state that a word means, and the word itself as text where it means none."""
    state = state_of(written) or ""
    if state in {"draft", "paused", "dropped"}:
        return state, ()
    return "", (f"Status: {written}",) if written and state != "open" else ()


def _is_done(written: str, state: str) -> bool | None:
    return None if state else {"done": True, "open": False}.get(state_of(written) or "")


def _change(written: str) -> str:
    found = _CHANGE.fullmatch(written)
    return f"{found[1] or '+'}{found[2].replace(',', '.')}%" if found else ""


def _no_numbers(
    row: SourceRow,
    reader: CellReader,
    notes: list[str],
    found: Mapping[str, values.Quantity | None],
) -> list[str]:
    """Lines with what should have been a number and is none."""
    lines = []
    for field, number in found.items():
        written = reader.text(row, "key_result", field)
        if written and number is None:
            lines.append(f"{field.capitalize()}: {written}")
            notes.append(f"{row.place}: {written!r} is no number, kept as text ({field})")
    return lines
