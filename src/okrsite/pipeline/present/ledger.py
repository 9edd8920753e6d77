"""The ledger: what pages ask of a site in one build, noted, with a digest of every answer.

A key names one answer: a table and a name in it. Answers that a function works out for many pages
are answers of their own, with keys of their own; so a page that asked for one follows its value,
not everything that the function looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FunctionType, MappingProxyType
from typing import Any, Final, Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.scored import Scored
from okrsite.pipeline.cells import (
    ALL,
    NAMES,
    WHOLE,
    Cell,
    Cells,
    CellTable,
    CellTables,
    Forgetful,
    Key,
    Under,
    digest_of,
)
from okrsite.pipeline.compute.earlier import MOMENTS, Moment, earlier_day
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.context import (
    ClosedContextError,
    PageContext,
    Voice,
)
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.shortcode import Shortcodes
from okrsite.pipeline.present.site import (
    EARLIER,
    GOAL_TABLES,
    SCORE_TABLES,
    Site,
    earlier_tables_of,
    tables_of,
)

T = TypeVar("T")
# The table of answers that a function worked out, and that of files below the site's folder.
SHARED: Final = "once"
FILE: Final = "file"
# How a site is told, on which everything rests that is made, and what stands around every page.
VOICE: Final[Key] = ("voice", WHOLE)
FRAME: Final[Key] = ("frame", WHOLE)
# Whoever asks for the whole model is noted by what is looked at in it.
WHOLE_MODEL: Final = "scored"

_Argument = str | int | None


class Noted(Struct, Generic[T], frozen=True):
    """What a function gave, the keys of everything that it asked for, and what failed in it."""

    value: T
    reads: frozenset[Key]
    findings: tuple[Diagnostic, ...] = ()


class Shared(Struct, frozen=True, array_like=True):
    """What is remembered of a shared answer: what it was worked out from, and its digest."""

    reads: tuple[Key, ...]
    digest: bytes


def no_file(_: str) -> bytes | None:
    """Where there is no folder, there is no file."""
    return None


class Ledger:
    """Gives answers about one site to the contexts of its pages, and tells what was asked.

    `read_file` gives the bytes of a file below the site's folder, None where there is none. `cells`
    are those in which the goals were computed; without any, nothing is remembered of the site.
    `shortcodes` fill the places of texts.
    """

    def __init__(
        self,
        site: Site,
        read_file: Callable[[str], bytes | None] = no_file,
        cells: Cells | None = None,
        shortcodes: Shortcodes | None = None,
    ) -> None:
        self.site = site
        self.cells = cells or Cells()
        self._remembers = cells is not None
        self._tables: dict[str, CellTable[Any]] = {}
        self._read_file = read_file
        self._values: dict[Key, Any] = {}
        self._shared: dict[tuple[Any, ...], Noted[Any]] = {}
        self._made: dict[str, Shared] = {}
        self._new: dict[str, Shared] = {}
        self._dropped: set[str] = set()
        self._voice = Voice(
            site.words,
            site.numbers,
            site.audience,
            MappingProxyType(site.theme.options),
            MappingProxyType(site.theme.static),
            site.version,
            (shortcodes or Shortcodes()).show,
        )
        self._take_in()
        self._settle()

    def ask(self, path: str, function: Callable[..., T], *arguments: object) -> Noted[T]:
        """What a function gives when it is called with the context of a page, closed afterwards."""
        reads: set[Key] = set()
        findings: list[Diagnostic] = []
        is_open = True

        def ask(table: str, name: str) -> Any:
            if not is_open:
                raise ClosedContextError(_CLOSED)
            reads.update(_BESIDE_TABLES if table == WHOLE_MODEL else ((table, name),))
            return self.value((table, name))

        def once(shared: Callable[..., Any], *given: Any, **named: Any) -> Any:
            if not is_open:
                raise ClosedContextError(_CLOSED)
            answer, key = self._once(shared, given, named)
            reads.update(answer.reads if key is None else (key,))
            findings.extend(answer.findings)
            return answer.value

        try:
            with self.cells.recorder.looking() as looked_at:
                ctx = PageContext(ask, once, self._voice, path, fail=findings.append)
                value = function(ctx, *arguments)
        finally:
            is_open = False
        return Noted(value, frozenset(reads | looked_at), tuple(findings))

    @property
    def stands(self) -> bool:
        """Whether anything that was made in the last build may stand: it was told the same way."""
        return self.cells.changed.isdisjoint(self.cells.numbered([VOICE]))

    def value(self, key: Key) -> Any:
        """The answer of a key, frozen; None where there is none."""
        if key not in self._values:
            self._values[key] = self._value(*key)
        return self._values[key]

    def file(self, path: str) -> bytes:
        """A file of the content, not remembered; raises ValueError where there is none any more."""
        content = self._read_file(path)
        if content is None:
            raise ValueError(f"'{path}' cannot be read")
        return content

    @property
    def shared(self) -> Mapping[str, Shared]:
        """The shared answers that were worked out in this build, by their names."""
        return self._made

    def take_new(self) -> dict[str, Shared]:
        """The shared answers that were worked out since this was asked last."""
        new, self._new = self._new, {}
        return new

    def learn(self, shared: Mapping[str, Shared]) -> None:
        """Take in the shared answers that another process worked out for the same site."""
        for name, known in shared.items():
            self._made.setdefault(name, known)

    def keep(self) -> None:
        """Keep the shared answers and the files that were asked for, for the next build."""
        old = self.cells.remembered(SHARED) if self.stands else {}
        kept = {name: cell for name, cell in old.items() if name not in self._dropped}
        new = {
            name: Cell(known.digest, self.cells.numbered(known.reads))
            for name, known in self._made.items()
        }
        self.cells.keep(SHARED, kept | new)
        files = [name for table, name in self.cells.keys if table == FILE]
        self.cells.keep(FILE, {name: Cell(self._file_digest(name)) for name in files})

    def _take_in(self) -> None:
        """The tables of the site, as far as they are no cells already."""
        tables = dict(tables_of(self.site))
        for moment in MOMENTS if self._remembers else ():
            tables |= self._earlier(moment)
        for name, values in tables.items():
            self._tables[name] = self._watched(name, values)

    def _watched(self, name: str, values: Mapping[str, Any]) -> CellTable[Any]:
        if isinstance(values, CellTable):
            return values
        if self._remembers and not self.cells.holds(name):
            return self.cells.given(name, values)
        return CellTable(name, self.cells.recorder, values, dict(values), values.__getitem__)

    def _earlier(self, moment: Moment) -> Mapping[str, Mapping[str, Any]]:
        """The tables of an earlier moment."""
        day = earlier_day(self.site.scored, moment)
        tables: CellTables = Under(self.cells, moment, day) if self._remembers else Forgetful()
        return earlier_tables_of(self.site, moment, day, tables)

    def _settle(self) -> None:
        """Find out which shared answers and files are others than in the last build.

        A shared answer may rest on others, so it goes on until nothing new is found.
        """
        if not self.stands:
            return
        files = {name: Cell(self._file_digest(name)) for name in self.cells.remembered(FILE)}
        self.cells.note_changed(
            (FILE, name)
            for name, cell in self.cells.remembered(FILE).items()
            if files[name].digest != cell.digest
        )
        left = dict(self.cells.remembered(SHARED))
        while outdated := [
            name for name, cell in left.items() if not self.cells.changed.isdisjoint(cell.reads)
        ]:
            for name in outdated:
                before = left.pop(name)
                if self._worked_out(name) != before.digest:
                    self.cells.note_changed([(SHARED, name)])

    def _worked_out(self, name: str) -> bytes:
        """The digest of a shared answer of the last build, worked out again; empty where it fails.

        The page that asks for the answer fails at it too, and says why.
        """
        self._dropped.add(name)
        function, given = _called(name)
        if function is not None:
            with suppress(PluginError):
                call_plugin("", self._once, function, given, {})
        return self._made[name].digest if name in self._made else b""

    def _file_digest(self, path: str) -> bytes:
        content = self.value((FILE, path))
        return b"" if content is None else xxh3_128_digest(content)

    def _value(self, table: str, name: str) -> Any:
        if table == FILE:
            return self._read_file(name)
        if table == WHOLE_MODEL:
            return self._scored()
        known = self._table(table)
        if name == ALL:
            return tuple([self.value((table, inner)) for inner in known.names])
        if name == NAMES:
            return tuple(known.names)
        return frozen(known.unnoted(name)) if name in known.names else None

    def _table(self, name: str) -> CellTable[Any]:
        """A table; those of an earlier moment are worked out when the first of them is asked."""
        if name not in self._tables:
            earlier = self._earlier(EARLIER[name]) if name in EARLIER else {name: {}}
            self._tables |= {name: self._watched(name, values) for name, values in earlier.items()}
        return self._tables[name]

    def _scored(self) -> Scored:
        """The whole model, whose tables are frozen and note what is asked of them."""
        scored = self.site.scored
        goals = {field: self._frozen(name) for field, name in GOAL_TABLES.items()}
        forest = replace(scored.forest, settings=frozen(scored.forest.settings), **goals)
        scores = {field: self._frozen(name) for field, name in SCORE_TABLES.items()}
        return replace(scored, forest=forest, company=frozen(scored.company), **scores)

    def _frozen(self, name: str) -> CellTable[Any]:
        known = self._table(name)
        recorder = self.cells.recorder
        return CellTable(name, recorder, known.names, {}, lambda cell: self.value((name, cell)))

    def _once(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Noted[Any], Key | None]:
        """A shared answer, and its key where it can be found again in another build."""
        call = (function, given, tuple(named.items()))
        answer = self._shared.get(call)
        if answer is None:
            # Many pages get this one value, so none of them may change it.
            answer = self.ask("", lambda ctx: frozen(function(ctx, *given, **named)))
            self._shared[call] = answer
        name = "" if named else _name_of(function, given)
        if not name:
            return answer, None
        if name not in self._made:
            try:
                digest = digest_of(answer.value)
            # A value without a digest cannot be compared with that of another build.
            except (TypeError, ValueError, OverflowError):
                return answer, None
            self._made[name] = self._new[name] = Shared(tuple(sorted(answer.reads)), digest)
        return answer, (SHARED, name)


# What the whole model has beside tables.
_BESIDE_TABLES: Final[tuple[Key, ...]] = (
    *((name, WHOLE) for name in ("settings", "today", "current_cycle", "company", "rest")),
    ("asset", ALL),
)
_CLOSED = (
    "this context belongs to a page that is made already; "
    "each page and each list of names is asked with a context of its own"
)


def _name_of(function: Callable[..., Any], given: tuple[Any, ...]) -> str:
    """How a call is found again in another build; empty where it cannot be."""
    if not isinstance(function, FunctionType) or _found(*_place(function)) is not function:
        return ""
    # Other arguments may be different things in the next build under the same text.
    if not all(isinstance(argument, str | int | None) for argument in given):
        return ""
    return msgspec.json.encode((*_place(function), *given)).decode()


def _called(name: str) -> tuple[FunctionType | None, tuple[_Argument, ...]]:
    module, function, *given = msgspec.json.decode(name)
    return _found(module, function), tuple(given)


def _place(function: FunctionType) -> tuple[str, str]:
    return function.__module__, function.__qualname__


def _found(module: str, name: str) -> FunctionType | None:
    """A function of a module that is loaded; nothing is ever imported for it."""
    found = vars(sys.modules[module]).get(name) if module in sys.modules else None
    return found if isinstance(found, FunctionType) else None
