"""Rows: the goals in a table, each key result with its objective."""

from __future__ import annotations

import re

from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.alignment import parents_of
from okrsite.commands.importing.cells import CellReader, Context
from okrsite.commands.importing.facts import (
    CheckInFacts,
    Imported,
    KeyResultFacts,
    KpiFacts,
    ObjectiveFacts,
    StepFacts,
)
from okrsite.commands.importing.kpi_rows import kpi_facts
from okrsite.commands.importing.mapping import ColumnMapping, compared
from okrsite.commands.importing.row_facts import (
    checkin_facts,
    key_result_facts,
    objective_facts,
    with_due,
)
from okrsite.commands.importing.tables import SourceRow, SourceTable
from okrsite.commands.importing.vocabulary import plain, state_of

# What a row of a key result repeats of its objective.
_REPEATED = ("cycle", "cycle_start", "cycle_end", "team", "type")


def read_table(table: SourceTable, mapping: ColumnMapping, context: Context) -> Imported:
    """The goals in a table. What a row says that no field takes becomes text of its goal."""
    cells = [cell for row in table.rows for cell in row.cells.values()]
    decimal = mapping.decimal or values.decimal_of(cells)
    dates = mapping.dates or values.day_order(cells)
    gathered = _Gathered(CellReader(mapping, decimal, dates, context), table.name)
    for row in table.rows:
        gathered.take(row)
    return gathered.result()


class _Gathered:
    """The goals of the rows so far; a key result goes to its objective as it comes."""

    def __init__(self, reader: CellReader, name: str) -> None:
        self._reader, self._name = reader, name
        self._objectives: dict[str, ObjectiveFacts] = {}
        self._rows: dict[str, SourceRow] = {}
        self._kpis: dict[str, KpiFacts] = {}
        # The keys of objectives, and the places of their key results, by what rows call them.
        self._keys: dict[str, str] = {}
        self._results: dict[str, tuple[str, int]] = {}
        self._notes: list[str] = []
        self._left: list[str] = []
        self._last = ""

    def take(self, row: SourceRow) -> None:
        """Take the next row."""
        match self._reader.kind(row):
            case "objective":
                self._last = self._keep(objective_facts(row, self._reader, self._notes), row)
            case "key_result":
                self._key_result(row)
            case "kpi":
                self._kpi(row)
            case "checkin":
                self._checkin(row)
            case "initiative":
                self._initiative(row)
            case "skip":
                self._tell(row, "left out, since it is no goal and no KPI")
            case _:
                self._leave(row, "not placed, since nothing tells what it is")

    def result(self) -> Imported:
        """All that was taken."""
        leftovers = ((self._name, "\n".join(self._left)),) if self._left else ()
        return Imported(
            tuple(self._objectives.values()),
            tuple(self._kpis.values()),
            tuple(self._notes),
            leftovers,
        )

    def _leave(self, row: SourceRow, what: str) -> None:
        """Tell that a row is not placed, and keep what it says for a page."""
        self._tell(row, what)
        self._left.append(f"- {_said(row)}")

    def _tell(self, row: SourceRow, what: str) -> None:
        said = _said(row)
        shown = said if len(said) <= 100 else f"{said[:100]}…"
        self._notes.append(f"{row.place}: {what}: {shown}")

    def _keep(self, facts: ObjectiveFacts, row: SourceRow) -> str:
        """The key of an objective, which is kept unless it is there."""
        key = facts.source_id or f"{plain(facts.title)}|{facts.cycle.id if facts.cycle else ''}"
        if key in self._objectives:
            self._tell(row, f"the objective {facts.title!r} is there already")
            return key
        self._objectives[key], self._rows[key] = facts, row
        for name in (row.place, facts.source_id, facts.title):
            if name:
                self._keys.setdefault(plain(name), key)
        return key

    def _key_result(self, row: SourceRow) -> None:
        reader = self._reader
        key = self._objective_of(row)
        has_row = reader.has_kinds or bool(row.kind)
        rest = self._rest(row, self._rows[key]) if has_row else self._rest(row, None)
        facts = key_result_facts(row, reader, self._notes, rest)
        objective = self._objectives[key]
        if has_row:
            facts = with_due(facts, row, reader)
            if objective.cycle and facts.due == objective.cycle.end:
                facts = replace(facts, due=None)
        same = [at for at, known in enumerate(objective.key_results) if _is_same(known, facts)]
        if same:
            # The same once more, as in a list of check-ins: what it says is another check-in.
            self._say(key, same[0], facts.checkins)
            return
        results = (*objective.key_results, facts)
        self._objectives[key] = replace(objective, key_results=results)
        for name in (row.place, facts.source_id, facts.title):
            if name:
                self._results.setdefault(plain(name), (key, len(results) - 1))

    def _rest(self, row: SourceRow, of_objective: SourceRow | None) -> list[str]:
        """Lines with what no field takes; not what a row repeats of its objective's."""
        reader = self._reader
        if of_objective is None:
            return reader.unplaced(row, ("objective", "key_result"))
        same = {
            reader.column(row, "objective", field)
            for field in _REPEATED
            if reader.cell(row, "objective", field) == reader.cell(of_objective, "objective", field)
        }
        # A key result's own end is when it is due.
        same.add(reader.column(row, "objective", "cycle_end"))
        kept = {name: cell for name, cell in row.cells.items() if compared(name) not in same}
        return reader.unplaced(replace(row, cells=kept), ("key_result",))

    def _objective_of(self, row: SourceRow) -> str:
        """The key of a row's objective, which is made where a row names a new one."""
        reader = self._reader
        named = parents_of(reader.cell(row, "key_result", "objective"))
        wanted = row.parent or next(iter(named), "")
        if wanted and (known := self._goal(wanted)):
            return known
        title = "" if reader.has_kinds or row.kind else reader.text(row, "objective", "title")
        if not title and " " in wanted and not row.parent:
            # Words, of which an objective can be made, and not a bare id.
            title = wanted
        if not title and self._last:
            return self._last
        facts = objective_facts(
            row, reader, self._notes, title or reader.context.objective, is_alone=False
        )
        facts = facts if facts.title else replace(facts, title=_title_of(self._name))
        key = facts.source_id or f"{plain(facts.title)}|{facts.cycle.id if facts.cycle else ''}"
        self._last = key if key in self._objectives else self._keep(facts, row)
        return self._last

    def _goal(self, name: str) -> str | None:
        """The key of an objective by its name, or by that of one of its key results."""
        return self._keys.get(plain(name)) or self._results.get(plain(name), (None, 0))[0]

    def _kpi(self, row: SourceRow) -> None:
        facts = kpi_facts(row, self._reader, self._notes)
        key = facts.source_id or plain(facts.title)
        known = self._kpis.get(key)
        points = (*known.points, *facts.points) if known else facts.points
        self._kpis[key] = replace(known or facts, points=points)

    def _checkin(self, row: SourceRow) -> None:
        name = self._parent(row, "checkin")
        said = checkin_facts(row, self._reader, "checkin")
        if not said:
            self._leave(row, "a check-in without a date is not placed")
        elif name in self._results:
            self._say(*self._results[name], (said,))
        elif name in self._keys:
            objective = self._objectives[self._keys[name]]
            self._objectives[self._keys[name]] = replace(
                objective, checkins=(*objective.checkins, said)
            )
        else:
            self._leave(row, "a check-in of no known goal is not placed")

    def _parent(self, row: SourceRow, kind: str) -> str:
        """What a row calls the goal that it is of, as names are compared."""
        named = parents_of(self._reader.cell(row, kind, "parent"))
        return plain(row.parent or next(iter(named), ""))

    def _say(self, key: str, at: int, said: tuple[CheckInFacts, ...]) -> None:
        known = self._objectives[key].key_results[at]
        self._put(key, at, replace(known, checkins=(*known.checkins, *said)))

    def _put(self, key: str, at: int, result: KeyResultFacts) -> None:
        objective = self._objectives[key]
        results = (*objective.key_results[:at], result, *objective.key_results[at + 1 :])
        self._objectives[key] = replace(objective, key_results=results)

    def _initiative(self, row: SourceRow) -> None:
        reader = self._reader
        name = self._parent(row, "initiative")
        is_done = state_of(reader.text(row, "initiative", "state")) == "done"
        step = StepFacts(reader.text(row, "initiative", "title"), is_done)
        if name in self._results:
            key, at = self._results[name]
            known = self._objectives[key].key_results[at]
            self._put(key, at, replace(known, work=(*known.work, step)))
        elif key := self._keys.get(name) or self._last:
            objective = self._objectives[key]
            self._objectives[key] = replace(objective, work=(*objective.work, step))
        else:
            self._leave(row, "an initiative of no known goal is not placed")


def _said(row: SourceRow) -> str:
    """What a row says, in one line."""
    said = ((name, " ".join(values.text(cell).split())) for name, cell in row.cells.items())
    return "; ".join(f"{name}: {text}" for name, text in said if text)


def _is_same(one: KeyResultFacts, other: KeyResultFacts) -> bool:
    if one.source_id or other.source_id:
        return one.source_id == other.source_id
    return plain(one.title) == plain(other.title)


def _title_of(name: str) -> str:
    """A title from the name of a file or a sheet."""
    stem = name.rpartition(", ")[2].rpartition("/")[2].partition(".")[0]
    return re.sub(r"[-_]+", " ", stem).strip().capitalize() or "Imported"
