"""Suggest: the word that somebody who mistyped probably meant."""

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches

# Comparing takes some microseconds for each word: of many only those are compared that begin or
# end as what was written.
MANY = 300
ALIKE = 3
# So many comparisons take about a second.
MOST = 300_000


def suggestion(written: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, or nothing where none is close."""
    near = get_close_matches(written, sorted(_candidates(written, set(known))), 1)
    return f"; did you mean '{near[0]}'?" if near else ""


class Guesses:
    """Suggestions for many words, until they would take too long: then there are none any more."""

    def __init__(self) -> None:
        self._left = MOST

    def near(self, written: str, known: Callable[[], Collection[str]]) -> str:
        """The suggestion for a word from those that are known, which are asked for when needed."""
        if self._left <= 0:
            return ""
        words = known()
        self._left -= len(words)
        return suggestion(written, words)


def _candidates(written: str, known: Collection[str]) -> Collection[str]:
    if len(known) <= MANY:
        return known
    return [each for each in known if _is_alike(written, each)]


def _is_alike(written: str, known: str) -> bool:
    """Whether one continues the other (`thrive`, `thrive-2026`), or both begin or end alike."""
    if known.startswith(written) or written.startswith(known):
        return True
    if abs(len(known) - len(written)) > ALIKE:
        return False
    return known.startswith(written[:ALIKE]) or known.endswith(written[-ALIKE:])
