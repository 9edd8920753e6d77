"""As of: the day on every page, put in after the page is made.

So a new day changes finished pages where it stands, and only those that tell something else of it
are made anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from okrsite.pipeline.present.site import Site

# In the place of the day in words, and of the same for machines: no text of a page can hold these,
# and prose marks its own places with others.
WORDS: Final = "\x01"
ISO: Final = "\x04"
# Where the day stands in the bytes of a page: from, to, and which of the two ways it is written.
Hole: TypeAlias = tuple[int, int, int]
_HOLE = re.compile(f"[{WORDS}{ISO}]".encode())


def days_of(site: Site) -> tuple[bytes, bytes]:
    """The day of a site in words, and for machines."""
    words = site.words.say("frame.as_of", day=site.numbers.day(site.today))
    return words.encode(), site.today.isoformat().encode()


def with_day(page: bytes, days: tuple[bytes, bytes]) -> tuple[bytes, tuple[Hole, ...]]:
    """A page with the day in its places, and where those are."""
    pieces, holes, end, grown = [], [], 0, 0
    for found in _HOLE.finditer(page):
        kind = found.group() == ISO.encode()
        day = days[kind]
        pieces += [page[end : found.start()], day]
        holes.append((found.start() + grown, found.start() + grown + len(day), int(kind)))
        end, grown = found.end(), grown + len(day) - 1
    return b"".join([*pieces, page[end:]]), tuple(holes)


def with_another_day(
    page: bytes, holes: Sequence[Hole], days: tuple[bytes, bytes]
) -> tuple[bytes, tuple[Hole, ...]]:
    """A finished page with another day in the places where it has one, and where those are now."""
    pieces, end = [], 0
    for first, last, kind in holes:
        pieces += [page[end:first], (ISO if kind else WORDS).encode()]
        end = last
    return with_day(b"".join([*pieces, page[end:]]), days)
