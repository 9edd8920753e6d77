"""The ledger: what pages ask of a site in one build, noted, with a digest of every answer.

A key names one answer: a table and a name in it. Answers that a function works out for many pages
are answers of their own, with keys of their own; so a page that asked for one follows its value,
not everything that the function looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeVar

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
from okrsite.pipeline.present.context import (
    ClosedContextError,
    PageContext,
    Questions,
    Voice,
)
from okrsite.pipeline.present.frozen import frozen
from okrsite.pipeline.present.shared import Noted, SharedAnswers
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
# The table of files below the site's folder.
FILE: Final = "file"
# The table of days: whether each is before today (-1), today, or after it (1).
WHEN: Final = "when"
# How a site is told, on which everything rests that is made, and what stands around every page.
VOICE: Final[Key] = ("voice", WHOLE)
FRAME: Final[Key] = ("frame", WHOLE)
TODAY: Final[Key] = ("today", WHOLE)
# Whoever asks for the whole model is noted by what is looked at in it.
WHOLE_MODEL: Final = "scored"


def _compared(day: date, today: date) -> int:
    return (day > today) - (day < today)


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
        self._look_at(FILE)
        self._look_at(WHEN)
        self.answers = SharedAnswers(self.cells, self.ask, self._names, stands=self.stands)

    def ask(self, path: str, function: Callable[..., T], *arguments: object) -> Noted[T]:
        """What a function gives when it is called with the context of a page, closed afterwards."""
        asker = _Asker(self)
        questions = Questions(asker.one, asker.once, asker.rows, asker.entry)
        try:
            with self.cells.recorder.looking() as looked_at:
                ctx = PageContext(questions, self._voice, path, fail=asker.findings.append)
                value = function(ctx, *arguments)
        finally:
            asker.is_open = False
        return Noted(value, frozenset(asker.reads | looked_at), tuple(asker.findings))

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

    def keep(self) -> None:
        """Keep the answers and the files that were asked for, for the next build."""
        self.answers.keep()
        for table in (FILE, WHEN):
            asked = [name for known, name in self.cells.keys if known == table]
            self.cells.keep(table, {name: Cell(self._digest(table, name)) for name in asked})

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

    def _look_at(self, table: str) -> None:
        """Note which answers of a table are others now, of all that the last build asked it."""
        before = self.cells.remembered(table)
        self.cells.note_changed(
            (table, name)
            for name, cell in before.items()
            if self._digest(table, name) != cell.digest
        )

    def _names(self, table: str) -> Iterable[str]:
        return self._table(table).names

    def _digest(self, table: str, name: str) -> bytes:
        answer = self.value((table, name))
        return xxh3_128_digest(answer) if isinstance(answer, bytes) else digest_of(answer)

    def _value(self, table: str, name: str) -> Any:
        if table == FILE:
            return self._read_file(name)
        if table == WHEN:
            return _compared(date.fromisoformat(name), self.site.today)
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


class _Asker:
    """Asks a ledger for one context, and notes what was asked as long as that is open."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.reads: set[Key] = set()
        self.findings: list[Diagnostic] = []
        self.is_open = True

    def one(self, table: str, name: str) -> Any:
        """The answer of a table and a name."""
        self._check()
        if table == WHOLE_MODEL:
            self.reads.update(_BESIDE_TABLES)
        else:
            self.reads.add((table, name))
        return self._ledger.value((table, name))

    def once(self, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """A shared answer."""
        self._check()
        return self._noted(*self._ledger.answers.once(function, given, named))

    def rows(self, table: str, function: Callable[..., Any]) -> Any:
        """What a function gives for each name of a table."""
        self._check()
        return self._noted(*self._ledger.answers.rows(table, function))

    def entry(self, function: Callable[..., Any], name: str) -> Any:
        """What the mapping that a function gives has under a name."""
        self._check()
        return self._noted(*self._ledger.answers.entry(function, name))

    def _noted(self, answer: Noted[Any], key: Key | None) -> Any:
        self.reads.update(answer.reads if key is None else (key,))
        self.findings.extend(answer.findings)
        return answer.value

    def _check(self) -> None:
        if not self.is_open:
            raise ClosedContextError(_CLOSED)


# What the whole model has beside tables.
_BESIDE_TABLES: Final[tuple[Key, ...]] = (
    *((name, WHOLE) for name in ("settings", "today", "current_cycle", "company", "rest")),
    ("asset", ALL),
)
_CLOSED = (
    "this context belongs to a page that is made already; "
    "each page and each list of names is asked with a context of its own"
)
