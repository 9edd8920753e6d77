"""Fields: what facts become in the front matter of a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.commands.authoring.inventory import folded
from okrsite.commands.authoring.slug import slug
from okrsite.commands.importing.facts import KeyResultFacts, KpiFacts, StepFacts
from okrsite.commands.importing.texts import portable

_LONGEST_ID = 40


class Shape(Struct, frozen=True):
    """How a key result is measured, as fields, and what was assumed for it."""

    fields: dict[str, Any]
    assumed: str = ""

    @property
    def is_metric(self) -> bool:
        """Whether a check-in gives it a number."""
        return "target" in self.fields


def shape_of(facts: KeyResultFacts, done_on: date) -> Shape:
    """The shape that fits what is known; one that is only reached or not is a milestone.

    `done_on` is the day for steps that are done, of which files seldom tell the day.
    """
    if facts.steps:
        return Shape({"milestones": _milestones(facts.steps, done_on)})
    if facts.change and facts.start and facts.start > 0:
        return Shape({"start": facts.start, "change": facts.change, **_reading(facts)})
    if facts.target is not None and facts.target != facts.start:
        return _metric(facts, facts.target)
    if facts.target is not None and facts.start == facts.target:
        # There is no way to go: the level is to be held.
        return Shape(
            {"keep": {"min": facts.target}, **_reading(facts)}, "it is to stay at its start"
        )
    if facts.share is not None:
        percent = {"start": 0, "target": 100, "current": round(facts.share * 100, 6), "unit": "%"}
        return Shape(percent, "it has no target, so its score is its progress")
    step = StepFacts(facts.title, bool(facts.is_done))
    return Shape(
        {"milestones": _milestones([step], done_on)}, "it has no number, so it is a milestone"
    )


def _metric(facts: KeyResultFacts, target: float) -> Shape:
    start, current, assumed = facts.start, facts.current, ""
    has_values = any(said.value is not None for said in facts.checkins)
    if has_values:
        current = None
    elif current is None and facts.share is not None:
        start = 0 if start is None and target != 0 else start
        if start is not None:
            current = round(start + facts.share * (target - start), 6)
            assumed = "its current value was made from its score"
    if start is None and current is not None and 0 <= current <= target and target > 0:
        start, assumed = 0, assumed or "it has no start, so it starts at 0"
    fields = {"start": start, "target": target, "current": current, "unit": facts.unit}
    return Shape(_given(fields), assumed)


def _reading(facts: KeyResultFacts) -> dict[str, Any]:
    return _given({"current": facts.current, "unit": facts.unit})


def _milestones(steps: Iterable[StepFacts], done_on: date) -> list[dict[str, Any]]:
    taken: set[str] = set()
    rows = []
    for step in steps:
        row: dict[str, Any] = {"id": new_id(step.title, taken, "step"), "title": step.title}
        rows.append({**row, "done": done_on} if step.is_done else row)
    return rows


def initiatives(work: Iterable[StepFacts]) -> list[dict[str, Any]]:
    """Initiatives as front matter has them."""
    return [{"title": step.title, **({"done": True} if step.is_done else {})} for step in work]


def key_result_fields(facts: KeyResultFacts, id_: str, shape: Shape) -> dict[str, Any]:
    """The fields of a key result, its people aside."""
    return _given(
        {
            "id": id_,
            "title": facts.title,
            **shape.fields,
            "due": facts.due,
            "weight": facts.weight if facts.weight != 1 else None,
            "initiatives": initiatives(facts.work),
            "text": portable(facts.text),
        }
    )


def kpi_fields(facts: KpiFacts) -> dict[str, Any]:
    """The fields of a KPI, its team and its people aside."""
    limits = _given({"min": facts.low, "max": facts.high})
    return _given(
        {
            "title": facts.title,
            "unit": facts.unit,
            "range": limits,
            "cadence": facts.cadence,
            "target": {"value": facts.target} if facts.target is not None else None,
            "tags": list(facts.tags),
        }
    )


def new_id(title: str, taken: set[str], otherwise: str) -> str:
    """An id from a title that is not among those taken, to which it is added."""
    words = (slug(title) or otherwise).split("-")
    short = words[0][:_LONGEST_ID]
    for word in words[1:]:
        if len(short) + len(word) >= _LONGEST_ID:
            break
        short = f"{short}-{word}"
    number, found = 2, short
    while folded(found) in taken:
        found, number = f"{short}-{number}", number + 1
    taken.add(folded(found))
    return found


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
