"""Suggest: the word that somebody who mistyped probably meant."""

import re
from collections.abc import Callable, Collection, Iterable
from difflib import SequenceMatcher, get_close_matches

# Comparing takes some microseconds for each word: of many only those are compared that begin or
# end as what was written.
MANY = 300
ALIKE = 3
# So many comparisons take about a second.
MOST = 300_000
# The share of its letters in which a word is like another that was probably meant.
CLOSE = 0.65
FEW = 5

_CODE = re.compile(r"([A-Z]+)([0-9]+)")
_LAST = re.compile(r"(.*[/#])?(.*)", re.DOTALL)


def suggestion(written: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, or nothing where none is close."""
    return did_you_mean(nearest(written, known))


def did_you_mean(near: str | None) -> str:
    """`; did you mean 'x'?`, or nothing for None."""
    return f"; did you mean '{near}'?" if near else ""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The closest known word, or None where none is so close that it was probably meant.

    Case does not count. Of a path, or of `objective#key_result`, the last part tells: what stands
    in front may differ only where the last part is the same. A code is close to none whose number
    has other digits.
    """
    folded: dict[str, str] = {}
    for each in sorted(_candidates(written, set(known))):
        folded.setdefault(each.casefold(), each)
    close = get_close_matches(written.casefold(), folded, FEW, CLOSE)
    return next((folded[each] for each in close if _is_meant(written, folded[each])), None)


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


def _is_meant(written: str, known: str) -> bool:
    if code := _CODE.fullmatch(known):
        typed = _CODE.fullmatch(written.upper())
        return typed is not None and sorted(typed[2]) == sorted(code[2])
    folder, name = _parts(written.casefold())
    known_folder, known_name = _parts(known.casefold())
    if name == known_name:
        return True
    return folder == known_folder and SequenceMatcher(None, known_name, name).ratio() >= CLOSE


def _parts(name: str) -> tuple[str, str]:
    found = _LAST.fullmatch(name)
    return (found[1] or "", found[2]) if found else ("", name)


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
