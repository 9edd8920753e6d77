"""The record: which pages and listings of the last build still stand, and what to keep of this one.

A page stands as long as its kind lists it the same way and nothing that it asked for is another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec import Struct

from okrsite.pipeline.cells import Cell, Key, Numbers, digest_of
from okrsite.pipeline.present import Listing, Output
from okrsite.pipeline.present.as_of import Hole
from okrsite.pipeline.present.ledger import TODAY, Ledger
from okrsite.pipeline.present.page_kind import Entry, PageKind

PAGES, LISTINGS = "made page", "listing"
_entries = msgspec.msgpack.Decoder(tuple[Entry, ...])


class Work(Struct, frozen=True):
    """A page or file that was made in this build: by which kind, its digest, and what it asked.

    `reads` are the numbers that the cells have for the keys of all that.
    """

    path: str
    kind: str
    digest: bytes
    reads: Numbers
    holes: tuple[Hole, ...] = ()


class DatedPage(Struct, frozen=True):
    """A page on which only the day is another: the digest of what it was, and where the day is."""

    digest: bytes
    holes: tuple[Hole, ...]


class _Page(Struct, frozen=True, array_like=True):
    """What is kept of a page beside its digest and what it looked at."""

    kind: str
    holes: tuple[Hole, ...] = ()


_page = msgspec.msgpack.Decoder(_Page)


class Remembered:
    """What of the last build still holds for a site."""

    def __init__(self, ledger: Ledger) -> None:
        self._cells = ledger.cells
        self._is_another_day = not ledger.cells.changed.isdisjoint(ledger.cells.numbered([TODAY]))
        self._pages = ledger.cells.remembered(PAGES) if ledger.stands else {}
        self._listings = ledger.cells.remembered(LISTINGS) if ledger.stands else {}
        self._listed = {
            kind: Listing(_entries.decode(cell.row), self._cells.keys_of(cell))
            for kind, cell in self._listings.items()
        }
        self._entries = {
            entry.path: entry for listing in self._listed.values() for entry in listing.entries
        }

    def listings(self, kinds: Iterable[PageKind]) -> dict[str, Listing]:
        """The kinds whose pages need not be listed again, with these."""
        standing = {name for name, cell in self._listings.items() if self._cells.stands(cell)}
        return {
            kind.name: self._listed[kind.name]
            for kind in kinds
            if not kind.volatile and kind.name in standing
        }

    def digest(self, output: Output) -> bytes | None:
        """The digest of the bytes that a page or file has, if it need not be made again."""
        found = self._standing(output)
        return found.digest if found and not (found.holes and self._is_another_day) else None

    def dated(self, output: Output) -> DatedPage | None:
        """A page that need not be made again, but has another day to show."""
        found = self._standing(output)
        return found if found and found.holes and self._is_another_day else None

    def reads(self, output: Output) -> tuple[Key, ...]:
        """What a page of the last build looked at."""
        return self._cells.keys_of(self._pages[output.path])

    def _standing(self, output: Output) -> DatedPage | None:
        made = self._pages.get(output.path)
        if made is None or output.kind is None or output.kind.volatile:
            return None
        known = _page.decode(made.row)
        is_same = known.kind == output.kind.name
        is_same = is_same and self._entries.get(output.path) == output.entry
        return DatedPage(made.digest, known.holes) if is_same and self._cells.stands(made) else None


def keep_pages(
    ledger: Ledger,
    listings: Mapping[str, Listing],
    kept: Collection[str],
    works: Iterable[Work],
) -> None:
    """Keep what was made in this build, and the paths that were kept, for the next one."""
    cells = ledger.cells
    old = cells.remembered(PAGES)
    made = {path: old[path] for path in kept}
    for work in works:
        row = msgspec.msgpack.encode(_Page(work.kind, work.holes))
        made[work.path] = Cell(work.digest, work.reads, row)
    listed = {
        name: Cell(
            digest_of(listing.entries),
            cells.numbered(listing.reads),
            msgspec.msgpack.encode(listing.entries),
        )
        for name, listing in listings.items()
    }
    cells.keep(PAGES, made)
    cells.keep(LISTINGS, listed)
    ledger.keep()
