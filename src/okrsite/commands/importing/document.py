"""Document: what a hand-written text of Markdown says of goals."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.cells import Context
from okrsite.commands.importing.cycles import cycle_in
from okrsite.commands.importing.facts import Imported
from okrsite.commands.importing.gathering import Around, Gathering
from okrsite.commands.importing.guess import guessed
from okrsite.commands.importing.headings import (
    are_objectives,
    is_goal,
    is_group,
    is_labelled,
    is_objective,
    team_of,
    title_of,
)
from okrsite.commands.importing.items import key_result_of, with_field
from okrsite.commands.importing.rows import read_table
from okrsite.commands.importing.sections import (
    Item,
    TextBlock,
    TextSection,
    plain_text,
    sections_of,
)
from okrsite.commands.importing.sentences import (
    labelled,
    metadata,
    read_sentence,
    without_number,
)
from okrsite.commands.importing.vocabulary import kind_of, plain


def read_document(name: str, text: str, context: Context) -> Imported:
    """The goals in a text. What belongs to none of them is left over, as it was written."""
    goals = Gathering(name, values.decimal_of(text.split()), context.year_starts)
    around = Around(context.cycle, context.team)
    _Document(goals, context).section(sections_of(name, text), around)
    return goals.result()


class _Document:
    """Walks through the sections of a text, in order."""

    def __init__(self, goals: Gathering, context: Context) -> None:
        self._goals, self._context = goals, context

    def section(self, section: TextSection, around: Around) -> None:
        """Read a section that stands in no objective."""
        label, kind = labelled(section.title), kind_of(section.title)
        if kind == "other":
            self._goals.left.append(_whole(section))
        elif label and label[0] == "objective":
            self._objective(section, label[1], around)
        elif kind in {"objective", "kpi", "key_result"}:
            self._list_of(section, kind, around)
        elif section.level and is_objective(section) and not is_group(section.title):
            self._objective(section, without_number(section.title), around)
        else:
            self._group(section, around)

    def _group(self, section: TextSection, around: Around) -> None:
        """Read what stands below a heading that tells a cycle or a team, if anything."""
        cycle = cycle_in(section.title, self._context.year_starts)
        team = team_of(section, has_cycle=cycle is not None)
        around = Around(cycle or around.cycle, team or around.team, around.parent)
        if section.source:
            self._goals.left.append(section.source)
        for block in section.blocks:
            if block.items and are_objectives(block.items):
                self._objective_items(block.items, around)
            elif block.items and all(is_labelled(item, "kpi") for item in block.items):
                self._kpi_items(block.items, around)
            elif not self._table(block, around, None):
                around = self._said_of_all(block, around)
        for inner in section.sections:
            self.section(inner, around)

    def _said_of_all(self, block: TextBlock, around: Around) -> Around:
        """What a paragraph above the goals tells of all of them; else it is left over."""
        said = plain_text(block.source)
        found = metadata(block.source) if block.is_paragraph else None
        if found and found[0] == "team":
            return replace(around, team=found[1])
        if block.is_paragraph and (is_group(said) or (found and found[0] == "cycle")):
            cycle = cycle_in(found[1] if found else said, self._context.year_starts)
            if cycle:
                return replace(around, cycle=cycle)
        self._goals.left.append(block.source)
        return around

    def _list_of(self, section: TextSection, kind: str, around: Around) -> None:
        """Read a section that is called Objectives, KPIs or Key results."""
        for block in section.blocks:
            if self._table(block, around, None):
                continue
            if not block.items:
                self._goals.left.append(block.source)
            elif kind == "kpi":
                self._kpi_items(block.items, around)
            elif kind == "objective":
                self._objective_items(block.items, around)
            else:
                at = self._goals.last(section.line, around)
                for item in block.items:
                    self._goals.put_item(at, item)
        for inner in section.sections:
            if kind == "objective" and _is_plain_objective(inner):
                self._objective(inner, title_of(inner.title), around)
            else:
                self.section(inner, around)

    def _objective(self, section: TextSection, title: str, around: Around) -> None:
        at = self._goals.add_titled(title, section.line, around)
        self._blocks(section.blocks, at, around)
        inside = replace(around, parent=self._goals.objectives[at].title)
        for inner in section.sections:
            self._within(inner, at, inside)

    def _within(self, section: TextSection, at: int, around: Around) -> None:
        """Read a section in an objective: its key results, one of them, its work, or a text."""
        kind, label = kind_of(section.title), labelled(section.title)
        if kind in {"key_result", "objective"}:
            self._blocks(section.blocks, at, around)
            for inner in section.sections:
                self._result_section(inner, at)
        elif kind == "initiative":
            self._blocks(section.blocks, at, around, "initiative")
        elif label and label[0] == "objective":
            self._objective(section, label[1], around)
        elif label and label[0] == "key_result":
            self._result_section(section, at)
        elif kind == "kpi":
            self._list_of(section, "kpi", around)
        elif kind != "other" and is_goal(section):
            self._objective(section, without_number(section.title), around)
        else:
            self._goals.put_text(at, _whole(section))

    def _result_section(self, section: TextSection, at: int) -> None:
        """Read a key result that has a heading of its own."""
        label, decimal = labelled(section.title), self._goals.decimal
        title = label[1] if label else without_number(section.title)
        facts = read_sentence(title, f"{self._goals.name}:{section.line}", decimal)
        more = []
        for block in section.blocks:
            lines = [item.text for item in block.items if not item.items and not item.more]
            whole = len(lines) < len(block.items)
            for line in [block.source] if whole else lines or block.source.split("\n"):
                found = None if whole else metadata(line)
                new = with_field(facts, *found, decimal) if found else None
                if new is None:
                    more.append(f"- {line}" if block.items and not whole else line)
                facts = new or facts
        more += [_whole(inner) for inner in section.sections]
        self._goals.put(at, replace(facts, text="\n".join(more).strip()))

    def _blocks(
        self, blocks: Iterable[TextBlock], at: int, around: Around, what: str = "key_result"
    ) -> None:
        """Read what stands in an objective; a paragraph may name what the next list holds."""
        holds = what
        for block in blocks:
            if self._table(block, around, at):
                continue
            if block.items and holds == "initiative":
                self._goals.put_work(at, block.items)
            elif block.items and holds == "key_result":
                for item in block.items:
                    self._goals.put_item(at, item)
            elif block.is_paragraph and (kind := kind_of(plain_text(block.source).rstrip(": "))):
                holds = kind if kind in {"key_result", "initiative"} else "text"
            elif block.is_paragraph:
                holds = what
                self._paragraph(block, at)
            else:
                self._goals.put_text(at, block.source)

    def _paragraph(self, block: TextBlock, at: int) -> None:
        """Read a paragraph, in whose lines fields and key results may stand."""
        rest = []
        for number, line in enumerate(block.source.split("\n"), block.line):
            label = labelled(plain_text(line))
            if label and label[0] == "key_result":
                place = f"{self._goals.name}:{number}"
                self._goals.put(at, key_result_of(Item(line, number), place, self._goals.decimal))
            elif not self._goals.put_field(at, line):
                rest.append(line)
        self._goals.put_text(at, "\n".join(rest))

    def _objective_items(self, items: Iterable[Item], around: Around) -> None:
        """Read objectives that are items of a list, with their key results as items in them."""
        for item in items:
            at = self._goals.add_titled(title_of(plain_text(item.text)), item.line, around)
            self._goals.put_text(at, item.more)
            inner = item.items
            if len(inner) == 1 and kind_of(plain_text(inner[0].text).rstrip(":")) == "key_result":
                inner = inner[0].items
            for result in inner:
                self._goals.put_item(at, result)

    def _kpi_items(self, items: Iterable[Item], around: Around) -> None:
        for item in items:
            self._goals.put_kpi(item, around)

    def _table(self, block: TextBlock, around: Around, at: int | None) -> bool:
        """Whether a block was a table of goals; one in an objective may have its key results."""
        table = block.table
        if table is None:
            return False
        mapping = guessed(table)
        if not any("title" in mapping.columns(kind) for kind in ("objective", "key_result", "kpi")):
            return False
        heading = self._goals.objectives[at].title if at is not None else ""
        context = Context(around.cycle, around.team, heading, self._context.year_starts)
        found = read_table(table, mapping, context)
        for facts in found.objectives:
            if at is not None and plain(facts.title) == plain(heading):
                self._goals.put(at, *facts.key_results)
            else:
                self._goals.add(facts, replace(around, parent=""))
        self._goals.kpis += found.kpis
        self._goals.notes += found.notes
        return True


def _is_plain_objective(section: TextSection) -> bool:
    """Whether a section below `Objectives` is one, and not a group of several."""
    is_named = kind_of(section.title) is not None or is_group(section.title)
    return not is_named and not any(is_objective(inner) for inner in section.sections)


def _whole(section: TextSection) -> str:
    """A section as it was written."""
    parts = [section.source, *(block.source for block in section.blocks)]
    return "\n\n".join([*parts, *(_whole(inner) for inner in section.sections)])
