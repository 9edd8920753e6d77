"""Suggest: the word that somebody who mistyped probably meant."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

# Comparing takes some microseconds for each word: of many only those are compared that begin or
# end as what was written.
MANY = 300
ALIKE = 3


def suggestion(written: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, or nothing where none is close."""
    near = get_close_matches(written, sorted(_candidates(written, set(known))), 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _candidates(written: str, known: Collection[str]) -> Collection[str]:
    if len(known) <= MANY:
        return known
    begins, ends = written[:ALIKE], written[-ALIKE:]
    similar = (each for each in known if abs(len(each) - len(written)) <= ALIKE)
    return [each for each in similar if each.startswith(begins) or each.endswith(ends)]
