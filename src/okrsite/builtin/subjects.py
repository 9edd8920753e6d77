"""Subjects: the goals that a rule looks at, and how a finding names them."""

from collections.abc import Iterator

from okrsite.api import Cycle, KeyResult, Kpi, Objective, Scored, Subject, Team, open_objectives


def key_results(scored: Scored) -> Iterator[tuple[Objective, KeyResult]]:
    """The key results of the objectives whose text is judged: of those that are open."""
    return ((goal, result) for goal in open_objectives(scored) for result in goal.key_results)


def is_lost(entity: Objective | KeyResult | Kpi, *fields: str) -> bool:
    """Whether one of the fields was written, and not all of it was understood.

    Then there is an error at it already, and nobody can tell what it was meant to say.
    """
    return any(_is_lost(entity, field) for field in fields)


def _is_lost(entity: Objective | KeyResult | Kpi, field: str) -> bool:
    if field not in entity.places:
        return False
    value = getattr(entity, field)
    return f"{field}.{len(value)}" in entity.places if isinstance(value, tuple) else value is None


def about(entity: Objective | Kpi | Team | Cycle, key_result: KeyResult | None = None) -> Subject:
    """The subject of a finding about an entity or one of its key results."""
    match entity:
        case Objective():
            return Subject("objective", entity.id, key_result.id if key_result else "")
        case Kpi():
            return Subject("kpi", entity.id)
        case Team():
            return Subject("team", entity.id)
        case Cycle():
            return Subject("cycle", entity.id)


def number(value: float) -> str:
    """A figure in a sentence: six digits that count, all of a whole number, no idle zeros."""
    whole = len(str(int(abs(value))))
    places = max(0, 6 - whole) if abs(value) >= 1 else 6
    # Adding zero takes the sign from a zero.
    said = f"{round(value, places) + 0.0:.{places}f}"
    return said.rstrip("0").rstrip(".") if places else said


def amount(value: float, unit: str) -> str:
    """A figure with its unit."""
    return f"{number(value)} {unit}".rstrip()
