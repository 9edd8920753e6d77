"""Shared answers: what functions work out for many pages, kept while all they looked at stands.

There are three kinds. A shared answer (`ctx.once`) is one value. Rows (`ctx.rows`) are a value for
each thing of a kind, such as a line for each objective, so that one edit makes one row anew.
Entries (`ctx.entry`) are what one call sorts out for many pages, such as the goals of each team, of
which each page follows its own. An answer of the last build is compared only when a page is asked
for that looked at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any, Final, Generic, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.cells import ALL, Cell, Cells, Key, Numbers
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.called import Argument, called, name_of
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.kept_value import IncomparableError, kept_in_cell
from okrsite.pipeline.present.return_type import decoder_of, decoder_of_entries

T = TypeVar("T")
# The table of shared answers; the tables of rows and of entries have names that begin so.
SHARED: Final = "once"
ROWS: Final = "rows "
ENTRIES: Final = "entries "
# Nothing answers to this key, so whoever asks for it is made anew in every build.
_NEVER: Final[Key] = (SHARED, "")


class Noted(Struct, Generic[T], frozen=True):
    """What a function gave, the keys of everything that it asked for, and what failed in it."""

    value: T
    reads: frozenset[Key] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


class SharedAnswer(Struct, frozen=True, array_like=True):
    """A shared answer as one process tells another: its place, what it looked at, and its value."""

    key: Key
    reads: tuple[Key, ...]
    digest: bytes
    row: bytes


Ask: TypeAlias = Callable[..., Noted[Any]]
NamesOf: TypeAlias = Callable[[str], Iterable[str]]


class SharedAnswers:
    """The answers of one site. `ask` calls a function with a context; `names_of` lists a table.

    Without `stands`, what was remembered was told in another way, and holds no more.
    """

    def __init__(self, cells: Cells, ask: Ask, names_of: NamesOf, *, stands: bool) -> None:
        self._cells, self._ask, self._names_of, self._stands = cells, ask, names_of, stands
        self._calls: dict[tuple[Any, ...], tuple[Noted[Any], Key | None]] = {}
        self._settled: dict[Key, Cell] = {}
        self._values: dict[Key, Noted[Any]] = {}
        self._new: list[Key] = []
        if stands:
            cells.ask_later(lambda key: _is_of_answers(key[0]), self._find_out)

    def once(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Noted[Any], Key | None]:
        """A shared answer, and its key where it can be found again in another build."""
        # True equals 1, but not every function gives the same for both.
        types = tuple(map(type, (*given, *named.values())))
        call = (function, given, tuple(named.items()), types)
        if call not in self._calls:
            name = "" if named else name_of(function, given)
            self._calls[call] = (
                self._answer((SHARED, name))
                if name
                else (self._asked(function, given, named), None)
            )
        return self._calls[call]

    def rows(self, table: str, function: Callable[..., Any]) -> tuple[Noted[Any], Key | None]:
        """What a function gives for each name of a table, in order, and the key of them all."""
        name = name_of(function, (table,))
        if not name:
            raise TypeError("rows are made by a function of a module")
        return self._answer((ROWS + name, ALL))

    def entry(self, function: Callable[..., Any], name: str) -> tuple[Noted[Any], Key | None]:
        """What the mapping that a function gives has under a name, or None, and its key."""
        call = name_of(function, ())
        if not call:
            raise TypeError("entries are made by a function of a module")
        return self._answer((ENTRIES + call, _entry(name)))

    def take_new(self) -> tuple[SharedAnswer, ...]:
        """The answers that were found out since this was asked last."""
        new, self._new = self._new, []
        found = ((key, self._settled[key]) for key in new)
        return tuple(
            SharedAnswer(key, self._cells.keys_of(cell), cell.digest, cell.row)
            for key, cell in found
        )

    def forget_new(self) -> None:
        """Take what was found out so far for told."""
        self._new.clear()

    def learn(self, answers: Iterable[SharedAnswer]) -> None:
        """Take in the answers that another process worked out for the same site, to be kept.

        They are not compared with the last build's, so nothing is asked here any more after that.
        """
        for answer in answers:
            if answer.key not in self._settled:
                reads = self._cells.numbered(answer.reads)
                self._settled[answer.key] = Cell(answer.digest, reads, answer.row)

    def keep(self) -> None:
        """Keep the answers of this build, and of the last one's what nobody asked for and stands.

        Whether an answer stands that rests on another that nobody asked for is not known.
        """
        kept: dict[str, dict[str, Cell]] = {}
        for (table, name), cell in self._settled.items():
            if cell is not _ALL_ROWS:
                kept.setdefault(table, {})[name] = cell
        for table in filter(_is_of_answers, self._cells.remembered_tables if self._stands else ()):
            if table == SHARED or table not in kept:
                left = self._cells.remembered(table).items()
                standing = {name: cell for name, cell in left if self._cells.is_untouched(cell)}
                kept[table] = standing | kept.get(table, {})
        for table, cells in kept.items():
            self._cells.keep(table, cells)

    def _answer(self, key: Key) -> tuple[Noted[Any], Key | None]:
        self._cells.find_out(key)
        if not self._is_settled(key):
            self._settle(key)
        if key not in self._values:
            self._values[key] = self._value(key)
        return self._values[key], key if self._is_settled(key) else None

    def _is_settled(self, key: Key) -> bool:
        # Entries are settled together, and what is none of them is so, too.
        table = key[0]
        return key in self._settled or (table.startswith(ENTRIES) and (table, ALL) in self._settled)

    def _find_out(self, key: Key) -> None:
        """Tell whether an answer is another than in the last build; one that fails is.

        The page that asks for it fails at it too, and says why.
        """
        if not self._is_settled(key):
            with suppress(PluginError):
                call_plugin("", self._settle, key)
        if not self._is_settled(key):
            table = key[0]
            # Entries fail together, and what fails is not called for each of them.
            names = self._cells.remembered(table) if table.startswith(ENTRIES) else ()
            failed = [key, *((table, name) for name in names)]
            self._cells.note_changed(failed)
            self._cells.found_out(failed)

    def _settle(self, key: Key) -> None:
        """Take an answer of the last build where it stands; else work it out, and compare it."""
        table, name = key
        if table.startswith(ENTRIES):
            self._settle_entries(table)
        elif name == ALL:
            self._settle_rows(table)
        else:
            self._settle_one(key)

    def _settle_rows(self, table: str) -> None:
        before = self._cells.remembered(table) if self._stands else {}
        names = tuple(self._names_in(table))
        for row in names:
            self._settle_one((table, row))
        now = {row: self._settled[table, row].digest for row in names}
        if list(now.items()) != [(row, cell.digest) for row, cell in before.items()]:
            self._cells.note_changed([(table, ALL)])
        self._settled[table, ALL] = _ALL_ROWS

    def _settle_entries(self, table: str) -> None:
        before = self._cells.remembered(table) if self._stands else {}
        head = before.get(ALL)
        stands = head is not None and self._cells.stands(head)
        cells = before if stands else self._entries(table)
        self._cells.note_changed(
            (table, name)
            for name in before.keys() | cells.keys()
            if _digest(before.get(name)) != _digest(cells.get(name))
        )
        self._settled.update({(table, name): cell for name, cell in cells.items()})
        self._new += [(table, name) for name in cells]
        self._cells.found_out((table, name) for name in before)

    def _entries(self, table: str) -> dict[str, Cell]:
        """The entries that a function gives now; what it looked at is kept with all of them."""
        function, _ = called(table.removeprefix(ENTRIES))
        answer, decode = self._asked(function, (), {}), decoder_of_entries(function)
        cells = {ALL: Cell(b"", self._reads(answer))}
        for name, value in answer.value.items():
            again, cells[_entry(name)] = kept_in_cell(value, decode, ())
            self._values[table, _entry(name)] = Noted(again, findings=answer.findings)
        return cells

    def _settle_one(self, key: Key) -> None:
        table, name = key
        old = self._cells.remembered(table).get(name) if self._stands else None
        cell = old if old is not None and self._cells.stands(old) else self._worked_out(key)
        if cell is None:
            return
        self._settled[key] = cell
        self._new.append(key)
        if old is None or old.digest != cell.digest:
            self._cells.note_changed([key])

    def _worked_out(self, key: Key) -> Cell | None:
        """The cell of an answer that is worked out now; None where its value has no digest.

        A row has to have one: else nobody could tell whether all rows are the same.
        """
        function, given = _call_of(key)
        answer = self._values[key] = self._asked(function, given, {})
        try:
            again, cell = kept_in_cell(answer.value, decoder_of(function), self._reads(answer))
        except IncomparableError:
            if key[0] != SHARED:
                raise
            return None
        self._values[key] = replace(answer, value=again)
        return cell

    def _reads(self, answer: Noted[Any]) -> Numbers:
        return self._cells.numbered(answer.reads | {_NEVER} if answer.findings else answer.reads)

    def _value(self, key: Key) -> Noted[Any]:
        """An answer that is settled: decoded, or worked out again where only its digest is kept."""
        table, name = key
        if name == ALL:
            rows = [self._row((table, row)) for row in self._names_in(table)]
            findings = chain.from_iterable(row.findings for row in rows)
            return Noted(tuple([row.value for row in rows]), findings=tuple(findings))
        return self._row(key)

    def _row(self, key: Key) -> Noted[Any]:
        known = self._values.get(key)
        if known is not None:
            return known
        if key[0].startswith(ENTRIES):
            return self._known_entry(key)
        (function, given), cell = _call_of(key), self._settled.get(key)
        decode = decoder_of(function)
        if decode and cell and cell.row:
            return Noted(frozen(decode(cell.row)))
        return self._asked(function, given, {})

    def _known_entry(self, key: Key) -> Noted[Any]:
        """An entry of a call that is settled; None for a name that it does not have."""
        table, cell = key[0], self._settled.get(key)
        if cell is None:
            return Noted(None)
        function, (name,) = _call_of(key)
        decode = decoder_of_entries(function)
        if decode and cell.row:
            return Noted(frozen(decode(cell.row)))
        whole = self._values.get((table, ALL)) or self._asked(function, (), {})
        self._values[table, ALL] = whole
        return replace(whole, value=whole.value[str(name).removeprefix(_entry(""))])

    def _names_in(self, table: str) -> Iterable[str]:
        """The names of the table that rows are made of."""
        return self._names_of(str(called(table.removeprefix(ROWS))[1][0]))

    def _asked(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Noted[Any]:
        # Many pages get this one value, so none of them may change it.
        return self._ask("", lambda ctx: frozen(function(ctx, *given, **named)))


# In place of all rows of a table together; each of them is kept in a cell of its own.
_ALL_ROWS: Final = Cell(b"")


def _is_of_answers(table: str) -> bool:
    return table == SHARED or table.startswith((ROWS, ENTRIES))


def _entry(name: str) -> str:
    """The name of the cell of an entry: any text is a name, and some are special as cells."""
    return f"={name}"


def _digest(cell: Cell | None) -> bytes | None:
    return cell.digest if cell else None


def _call_of(key: Key) -> tuple[Callable[..., Any], tuple[Argument, ...]]:
    """The function and what it is given, for a shared answer, a row or an entry."""
    table, name = key
    if table == SHARED:
        return called(name)
    function, _ = called(table.removeprefix(ROWS).removeprefix(ENTRIES))
    return function, (name,)
