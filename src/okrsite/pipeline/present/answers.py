"""Answers: what functions work out for many pages, kept until something they looked at is another.

There are two kinds: a shared answer (`ctx.once`) is one value; rows (`ctx.rows`) are a value for
each thing of a kind, such as a line for each objective, so that one edit makes one row anew. An
answer of the last build is compared only when a page is asked for that looked at it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from types import FunctionType
from typing import Any, Final, Generic, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.cells import ALL, Cell, Cells, Key, encoded
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.return_type import decoder_of

T = TypeVar("T")
# The table of shared answers; the tables of rows have names that begin so.
SHARED: Final = "once"
ROWS: Final = "rows "
# Nothing answers to this key, so whoever asks for it is made anew in every build.
_NEVER: Final[Key] = (SHARED, "")


class Noted(Struct, Generic[T], frozen=True):
    """What a function gave, the keys of everything that it asked for, and what failed in it."""

    value: T
    reads: frozenset[Key] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


class Answer(Struct, frozen=True, array_like=True):
    """An answer as one process tells another: its place, what it looked at, and its value."""

    key: Key
    reads: tuple[Key, ...]
    digest: bytes
    row: bytes


Ask: TypeAlias = Callable[..., Noted[Any]]
NamesOf: TypeAlias = Callable[[str], Iterable[str]]
_Argument: TypeAlias = str | int | None


class Answers:
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
        call = (function, given, tuple(named.items()))
        if call not in self._calls:
            name = "" if named else _name_of(function, given)
            self._calls[call] = (
                self._answer((SHARED, name))
                if name
                else (self._asked(function, given, named), None)
            )
        return self._calls[call]

    def rows(self, table: str, function: Callable[..., Any]) -> tuple[Noted[Any], Key | None]:
        """What a function gives for each name of a table, in order, and the key of them all."""
        name = _name_of(function, (table,))
        if not name:
            raise TypeError("rows are made by a function of a module")
        return self._answer((ROWS + name, ALL))

    def take_new(self) -> tuple[Answer, ...]:
        """The answers that were found out since this was asked last."""
        new, self._new = self._new, []
        found = ((key, self._settled[key]) for key in new)
        return tuple(
            Answer(key, self._cells.keys_of(cell), cell.digest, bytes(cell.row))
            for key, cell in found
        )

    def forget_new(self) -> None:
        """Take what was found out so far for told."""
        self._new.clear()

    def learn(self, answers: Iterable[Answer]) -> None:
        """Take in the answers that another process worked out for the same site."""
        for answer in answers:
            if answer.key not in self._settled:
                reads = self._cells.numbered(answer.reads)
                self._settled[answer.key] = Cell(answer.digest, reads, memoryview(answer.row))

    def keep(self) -> None:
        """Keep the answers of this build, and of the last one's what nobody asked for and stands.

        Whether an answer stands that rests on another that nobody asked for is not known.
        """
        kept: dict[str, dict[str, Cell]] = {}
        for (table, name), cell in self._settled.items():
            if name != ALL:
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
        if key not in self._settled:
            self._settle(key)
        if key not in self._values:
            self._values[key] = self._value(key)
        return self._values[key], key if key in self._settled else None

    def _find_out(self, key: Key) -> None:
        """Tell whether an answer is another than in the last build; one that fails is.

        The page that asks for it fails at it too, and says why.
        """
        with suppress(PluginError):
            call_plugin("", self._settle, key)
        if key not in self._settled:
            self._cells.note_changed([key])

    def _settle(self, key: Key) -> None:
        """Take an answer of the last build where it stands; else work it out, and compare it."""
        table, name = key
        if name != ALL:
            self._settle_one(key)
            return
        before = self._cells.remembered(table) if self._stands else {}
        names = tuple(self._names_in(table))
        for row in names:
            self._settle_one((table, row))
        now = {row: self._settled[table, row].digest for row in names}
        if list(now.items()) != [(row, cell.digest) for row, cell in before.items()]:
            self._cells.note_changed([key])
        self._settled[key] = _ALL_OF_THEM

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
        """The cell of an answer that is worked out now; None where its value has no digest."""
        function, given = _call_of(key)
        answer = self._values[key] = self._asked(function, given, {})
        try:
            row = encoded(answer.value)
        # A value without a digest cannot be compared with that of another build.
        except (TypeError, ValueError, OverflowError):
            return None
        reads = answer.reads | {_NEVER} if answer.findings else answer.reads
        digest, decode = xxh3_128_digest(row), decoder_of(function)
        if decode is None:
            return Cell(digest, self._cells.numbered(reads))
        # Everybody gets the decoded value, so that a remembered one cannot differ from it.
        with suppress(msgspec.DecodeError):
            again = frozen(decode(row))
            if again == answer.value:
                self._values[key] = replace(answer, value=again)
                return Cell(digest, self._cells.numbered(reads), memoryview(row))
        return Cell(digest, self._cells.numbered(reads))

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
        function, given = _call_of(key)
        decode, row = decoder_of(function), self._settled[key].row
        if decode is None or not row:
            return self._asked(function, given, {})
        return Noted(frozen(decode(row)))

    def _names_in(self, table: str) -> Iterable[str]:
        """The names of the table that rows are made of."""
        return self._names_of(str(_called(table.removeprefix(ROWS))[1][0]))

    def _asked(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Noted[Any]:
        # Many pages get this one value, so none of them may change it.
        return self._ask("", lambda ctx: frozen(function(ctx, *given, **named)))


# All rows of a table together; each of them is kept in a cell of its own.
_ALL_OF_THEM: Final = Cell(b"")


def _is_of_answers(table: str) -> bool:
    return table == SHARED or table.startswith(ROWS)


def _name_of(function: Callable[..., Any], given: tuple[Any, ...]) -> str:
    """How a call is found again in another build; empty where it cannot be."""
    if not isinstance(function, FunctionType) or _found(*_place(function)) is not function:
        return ""
    # Other arguments may be different things in the next build under the same text.
    if not all(isinstance(argument, str | int | None) for argument in given):
        return ""
    return msgspec.json.encode((*_place(function), *given)).decode()


def _call_of(key: Key) -> tuple[FunctionType, tuple[_Argument, ...]]:
    """The function and what it is given, for a shared answer or one of the rows of a table.

    Raises LookupError where there is no such function any more.
    """
    table, name = key
    if table == SHARED:
        return _called(name)
    function, _ = _called(table.removeprefix(ROWS))
    return function, (name,)


@cache
def _called(name: str) -> tuple[FunctionType, tuple[_Argument, ...]]:
    module, function, *given = msgspec.json.decode(name)
    found = _found(module, function)
    if found is None:
        raise LookupError(f"there is no function '{function}' in '{module}'")
    return found, tuple(given)


def _place(function: FunctionType) -> tuple[str, str]:
    return function.__module__, function.__qualname__


def _found(module: str, name: str) -> FunctionType | None:
    """A function of a module that is loaded; nothing is ever imported for it."""
    found = vars(sys.modules[module]).get(name) if module in sys.modules else None
    return found if isinstance(found, FunctionType) else None
