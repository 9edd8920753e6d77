"""Gathering: the goals of a text as they are found, one part after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.cycles import cycle_in
from okrsite.commands.importing.facts import (
    CycleFacts,
    Imported,
    KeyResultFacts,
    KpiFacts,
    ObjectiveFacts,
    StepFacts,
)
from okrsite.commands.importing.items import key_result_of
from okrsite.commands.importing.sections import Item, plain_text
from okrsite.commands.importing.sentences import labelled, metadata, read_sentence
from okrsite.commands.importing.vocabulary import state_of, type_of

_BOX = re.compile(r"\[([ xX])\]\s+")
_STATES = frozenset({"draft", "paused", "dropped"})


class Around(Struct, frozen=True):
    """What the headings above say: the cycle, the team, and the objective that is supported."""

    cycle: CycleFacts | None = None
    team: str = ""
    parent: str = ""


class Gathering:
    """The goals of one file; an objective is known by its number in the order of the text."""

    def __init__(self, name: str, decimal: values.Decimal, year_starts: int) -> None:
        self.name, self.decimal, self._year_starts = name, decimal, year_starts
        self.objectives: list[ObjectiveFacts] = []
        self.kpis: list[KpiFacts] = []
        self.notes: list[str] = []
        self.left: list[str] = []

    def result(self) -> Imported:
        """All that was found, and what was left over."""
        left = "\n\n".join(self.left)
        # A heading alone says nothing that the goals below it do not.
        says = any(not line.startswith("#") for line in left.split("\n") if line.strip())
        leftovers = ((self.name, left),) if says else ()
        return Imported(tuple(self.objectives), tuple(self.kpis), tuple(self.notes), leftovers)

    def add(self, facts: ObjectiveFacts, around: Around) -> int:
        """Add an objective; what it does not say itself, the headings above do."""
        parent = (around.parent,) if around.parent else ()
        self.objectives.append(
            replace(
                facts,
                cycle=facts.cycle or around.cycle,
                team=facts.team or around.team,
                supports=(*facts.supports, *parent),
            )
        )
        return len(self.objectives) - 1

    def add_titled(self, title: str, line: int, around: Around) -> int:
        """Add an objective by its heading, which may hold its score and its owners."""
        said = read_sentence(title, f"{self.name}:{line}", self.decimal)
        facts = ObjectiveFacts(
            title=said.title, place=said.place, owners=said.owners, share=said.share
        )
        return self.add(facts, around)

    def last(self, line: int, around: Around) -> int:
        """The last objective; one of the file's name is made where there is none yet."""
        if not self.objectives:
            title = re.sub(r"[-_]+", " ", self.name.rpartition("/")[2].partition(".")[0])
            self.add_titled(title.capitalize(), line, around)
        return len(self.objectives) - 1

    def put(self, at: int, *results: KeyResultFacts) -> None:
        """Add key results to an objective."""
        facts = self.objectives[at]
        self.objectives[at] = replace(facts, key_results=(*facts.key_results, *results))

    def put_item(self, at: int, item: Item) -> None:
        """Add a key result, a piece of work or a field to an objective, as an item says it."""
        label = labelled(plain_text(item.text))
        if label and label[0] == "initiative":
            self.put_work(at, (item,))
        elif item.items or not self.put_field(at, item.text):
            self.put(at, key_result_of(item, f"{self.name}:{item.line}", self.decimal))

    def put_work(self, at: int, items: Iterable[Item]) -> None:
        """Add initiatives to an objective."""
        facts = self.objectives[at]
        self.objectives[at] = replace(facts, work=(*facts.work, *map(_step, items)))

    def put_text(self, at: int, text: str) -> None:
        """Add a text to an objective's."""
        if text.strip():
            facts = self.objectives[at]
            joined = "\n\n".join(filter(None, [facts.text, text.strip()]))
            self.objectives[at] = replace(facts, text=joined)

    def put_field(self, at: int, line: str) -> bool:
        """Whether a line such as `Owner: @ada` gave a field of an objective."""
        found = metadata(line)
        changes = self._changes(self.objectives[at], *found) if found else {}
        if changes:
            self.objectives[at] = replace(self.objectives[at], **changes)
        return bool(changes)

    def put_kpi(self, item: Item, around: Around) -> None:
        """Add the KPI that an item names."""
        said = plain_text(item.text)
        label = labelled(said)
        facts = read_sentence(label[1] if label else said, f"{self.name}:{item.line}", self.decimal)
        inner = "\n".join(f"- {one.text}" for one in item.items)
        self.kpis.append(
            KpiFacts(
                title=facts.title,
                place=facts.place,
                owners=facts.owners,
                team=around.team,
                text="\n\n".join(filter(None, [item.more, inner])),
            )
        )

    def _changes(self, facts: ObjectiveFacts, field: str, said: str) -> dict[str, object]:
        """The fields that a line gives; none where it cannot be read."""
        cycle = cycle_in(said, self._year_starts) if field == "cycle" else None
        share = values.share(said, self.decimal) if field == "progress" else None
        state, type_ = state_of(said) or "", type_of(said)
        read: dict[str, dict[str, object]] = {
            "owner": {"owners": (*facts.owners, *values.people(said))},
            "contributors": {"owners": (*facts.owners, *values.people(said))},
            "team": {"team": said},
            "cycle": {"cycle": cycle} if cycle else {},
            "progress": {"share": share} if share is not None else {},
            "state": {"state": state} if state in _STATES else {},
            "type": {"type": type_} if type_ else {},
            "parent": {"supports": (*facts.supports, *values.texts(said))},
            "tags": {"tags": (*facts.tags, *values.texts(said))},
        }
        return read.get(field, {})


def _step(item: Item) -> StepFacts:
    box = _BOX.match(item.text)
    said = plain_text(item.text[box.end() :] if box else item.text)
    label = labelled(said)
    return StepFacts(label[1] if label else said, bool(box and box[1] in "xX"))
