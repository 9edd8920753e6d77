"""The record: which answers every page of a build asked for, so that the next knows what to make.

A page is made again when it, its kind, or the digest of an answer that it asked for is another.
Answers are told by their numbers, since thousands of pages ask for the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.present import Listing, Output
from okrsite.pipeline.present.ledger import SHARED, Earlier, Key, Ledger
from okrsite.pipeline.present.page_kind import Entry, PageKind

Numbers = tuple[int, ...]


class Made(Struct, frozen=True, array_like=True):
    """A page or file that was made: by which kind, the digest of its bytes, and what it asked."""

    kind: str
    digest: bytes
    reads: Numbers


class Listed(Struct, frozen=True, array_like=True):
    """The pages and files of a kind, and the answers that were asked for to list them."""

    entries: tuple[Entry, ...]
    reads: Numbers


class Record(Struct, frozen=True, array_like=True):
    """What one build asked: all answers with their digests, and who asked for which, by number."""

    answers: tuple[tuple[str, str, bytes], ...] = ()
    shared: dict[str, Numbers] = {}
    listings: dict[str, Listed] = {}
    made: dict[str, Made] = {}

    def keys(self, numbers: Numbers) -> tuple[Key, ...]:
        """The keys of answers by their numbers."""
        return tuple([self.answers[number][:2] for number in numbers])


class Work(Struct, frozen=True):
    """A page or file that was made in this build."""

    path: str
    kind: str
    digest: bytes
    reads: tuple[Key, ...]


def earlier_of(record: Record) -> Earlier:
    """What the ledger of the next build needs to know of a record."""
    return Earlier(
        {(table, name): digest for table, name, digest in record.answers},
        {name: record.keys(reads) for name, reads in record.shared.items()},
    )


class Remembered:
    """What of an earlier build still holds for a site."""

    def __init__(self, record: Record, ledger: Ledger) -> None:
        self.record = record
        self._changed = frozenset(
            number
            for number, (table, name, digest) in enumerate(record.answers)
            if ledger.digest((table, name)) != digest
        )
        self._entries = {
            entry.path: entry for listed in record.listings.values() for entry in listed.entries
        }

    @property
    def is_outdated(self) -> bool:
        """Whether the next build would have to find out again what this one did."""
        return bool(self._changed)

    def listings(self, kinds: Iterable[PageKind]) -> dict[str, Listing]:
        """The kinds whose pages need not be listed again, with these."""
        return {
            kind.name: Listing(listed.entries, self.record.keys(listed.reads))
            for kind in kinds
            if not kind.volatile
            and (listed := self.record.listings.get(kind.name)) is not None
            and self._holds(listed.reads)
        }

    def digest(self, output: Output) -> bytes | None:
        """The digest of the bytes that a page or file has, if it need not be made again."""
        made = self.record.made.get(output.path)
        if made is None or output.kind is None or output.kind.volatile:
            return None
        is_same = made.kind == output.kind.name and self._entries.get(output.path) == output.entry
        return made.digest if is_same and self._holds(made.reads) else None

    def _holds(self, reads: Numbers) -> bool:
        return not self._changed or self._changed.isdisjoint(reads)


def recorded(
    ledger: Ledger,
    record: Record,
    listings: Mapping[str, Listing],
    kept: Sequence[str],
    works: Sequence[Work],
) -> Record:
    """The record of a build: what was made in it, and the paths that were kept as in `record`."""
    numbers: dict[Key, int] = {}

    def numbered(keys: Iterable[Key]) -> Numbers:
        return tuple([numbers.setdefault(key, len(numbers)) for key in keys])

    made = {}
    for path in kept:
        old = record.made[path]
        made[path] = replace(old, reads=numbered(record.keys(old.reads)))
    made |= {work.path: Made(work.kind, work.digest, numbered(work.reads)) for work in works}
    listed = {
        name: Listed(listing.entries, numbered(listing.reads)) for name, listing in listings.items()
    }
    shared: dict[str, Numbers] = {}
    waiting = [name for table, name in numbers if table == SHARED]
    while waiting:
        name = waiting.pop()
        known = ledger.shared.get(name)
        if known is not None and name not in shared:
            shared[name] = numbered(known.reads)
            waiting += [inner for table, inner in known.reads if table == SHARED]
    answers = tuple([(*key, ledger.digest(key)) for key in numbers])
    return Record(answers, shared, listed, made)
