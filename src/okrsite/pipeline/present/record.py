"""The record: which pages and listings of the last build still stand, and what to keep of this one.

A page stands as long as its kind lists it the same way and nothing that it asked for is another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec import Struct

from okrsite.pipeline.cells import Cell, Numbers, digest_of
from okrsite.pipeline.present import Listing, Output
from okrsite.pipeline.present.ledger import Ledger
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


class Remembered:
    """What of the last build still holds for a site."""

    def __init__(self, ledger: Ledger) -> None:
        self._cells = ledger.cells
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
        made = self._pages.get(output.path)
        if made is None or output.kind is None or output.kind.volatile:
            return None
        is_same = made.row.decode() == output.kind.name
        is_same = is_same and self._entries.get(output.path) == output.entry
        return made.digest if is_same and self._cells.stands(made) else None


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
        made[work.path] = Cell(work.digest, work.reads, work.kind.encode())
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
