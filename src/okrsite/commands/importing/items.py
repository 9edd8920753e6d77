"""Items: what an item of a list says of a key result, with the items within it."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.facts import KeyResultFacts, StepFacts
from okrsite.commands.importing.sections import Item, has_link, plain_text
from okrsite.commands.importing.sentences import (
    labelled,
    metadata,
    read_sentence,
    without_number,
)

_LAST_LINK = re.compile(r"(?<=\S)\s+\[[^\]]*\]\([^)\s]*\)[\s.]*$")
_CHECKBOX = re.compile(r"\[([ xX✓✔])\]\s+")


def key_result_of(item: Item, place: str, decimal: values.Decimal) -> KeyResultFacts:
    """What an item of a list says of a key result; items within it are steps or text."""
    text, is_done = item.text, None
    if found := _CHECKBOX.match(text):
        text, is_done = text[found.end() :], found[1] != " "
    # A link at the end is of the tool; the text keeps it.
    said = plain_text(_LAST_LINK.sub("", text))
    if label := labelled(said):
        said = label[1]
    facts = read_sentence(without_number(said), place, decimal)
    more = [text] if has_link(text) else []
    if item.more:
        more.append(item.more)
    facts = replace(facts, is_done=is_done)
    facts, rest = _with_inner(facts, item, decimal)
    steps = _steps(rest) if facts.target is None and facts.share is None else ()
    if rest and not steps:
        more.append("\n".join(_bullets(rest)))
    return replace(facts, steps=steps, text="\n\n".join(more))


def with_field(
    facts: KeyResultFacts, field: str, said: str, decimal: values.Decimal
) -> KeyResultFacts | None:
    """The facts with a field that a line gives; None where it cannot be read."""
    read: dict[str, Callable[[], dict[str, object] | None]] = {
        "owner": lambda: {"owners": (*facts.owners, *values.people(said))},
        "contributors": lambda: {"owners": (*facts.owners, *values.people(said))},
        "progress": lambda: _some("share", values.share(said, decimal)),
        "due": lambda: _some("due", values.day(said)),
        "unit": lambda: {"unit": values.unit_of(said)},
        "start": lambda: _number("start", said, facts, decimal),
        "target": lambda: _number("target", said, facts, decimal),
        "current": lambda: _number("current", said, facts, decimal),
    }
    found = read[field]() if field in read else None
    return replace(facts, **found) if found else None


def _with_inner(
    facts: KeyResultFacts, item: Item, decimal: values.Decimal
) -> tuple[KeyResultFacts, list[Item]]:
    """The facts with what labelled items within an item tell, and the other items."""
    rest = []
    for inner in item.items:
        taken = metadata(inner.text)
        new = with_field(facts, *taken, decimal) if taken and not inner.items else None
        if new is None:
            rest.append(inner)
        else:
            facts = new
    return facts, rest


def _some(field: str, value: object) -> dict[str, object] | None:
    return None if value is None else {field: value}


def _number(
    field: str, said: str, facts: KeyResultFacts, decimal: values.Decimal
) -> dict[str, object] | None:
    found = values.quantity(said, decimal)
    return {field: found.number, "unit": facts.unit or found.unit} if found else None


def _steps(items: list[Item]) -> tuple[StepFacts, ...]:
    """Steps, where every item has a box to tick."""
    boxes = [_CHECKBOX.match(item.text) for item in items]
    if not items or not all(boxes):
        return ()
    return tuple(
        StepFacts(plain_text(item.text[box.end() :]), box[1] != " ")
        for item, box in zip(items, boxes, strict=True)
        if box
    )


def _bullets(items: list[Item] | tuple[Item, ...], indent: str = "") -> list[str]:
    lines = []
    for item in items:
        lines.append(f"{indent}- {item.text}")
        lines += [f"{indent}  {line}" for line in item.more.split("\n") if line]
        lines += _bullets(item.items, f"{indent}  ")
    return lines
