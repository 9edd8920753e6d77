"""Suggest: the word that somebody who mistyped probably meant."""

import re
from collections.abc import Callable, Collection, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import partial
from heapq import nlargest

# Comparing takes up to a tenth of a millisecond for each word: of many only so many are compared,
# those whose beginnings and ends are most as what was written.
MANY = 300
ALIKE = 3
# So many comparisons take about a second.
MOST = 20_000
# To look through so many words takes as long as to compare one.
LOOKED_THROUGH = 20
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
    words = sorted(set(known))
    wanted = written.casefold()
    if same := next((word for word in words if word.casefold() == wanted), None):
        return same
    alike = [word for word in words if is_same_name(word, written)]
    if len(alike) == 1:
        return alike[0]
    folded: dict[str, str] = {}
    for candidate in _candidates(written, words):
        folded.setdefault(candidate.casefold(), candidate)
    close = get_close_matches(wanted, folded, FEW, CLOSE)
    return next((folded[name] for name in close if _is_meant(written, folded[name])), None)


class Guesses:
    """Suggestions for many words, until they would take too long: then there are none any more."""

    def __init__(self) -> None:
        self._left = MOST

    def near(self, written: str, known: Callable[[], Collection[str]]) -> str:
        """The suggestion for a word from those that are known, which are asked for when needed."""
        return did_you_mean(self.nearest(written, known))

    def nearest(self, written: str, known: Callable[[], Collection[str]]) -> str | None:
        """The closest of the words that are known, or None."""
        if self._left <= 0:
            return None
        words = known()
        self._left -= min(len(words), MANY) + len(words) // LOOKED_THROUGH
        return nearest(written, words)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names have the same words: `Q4 2026` is `2026-q4`, `up-time` is `uptime`."""
    words, others = _words(one), _words(other)
    return bool(words) and (sorted(words) == sorted(others) or "".join(words) == "".join(others))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


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
    alike = [word for word in known if _is_alike(written, word)]
    return sorted(nlargest(MANY, alike, key=partial(_common_letters, written)))


def _common_letters(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings and at their ends."""
    return _common_prefix(one, other) + _common_prefix(one[::-1], other[::-1])


def _common_prefix(one: str, other: str) -> int:
    differing = (
        place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1
    )
    return next(differing, min(len(one), len(other)))


def _is_alike(written: str, known: str) -> bool:
    """Whether one continues the other (`thrive`, `thrive-2026`), or both begin or end alike."""
    if known.startswith(written) or written.startswith(known):
        return True
    if abs(len(known) - len(written)) > ALIKE:
        return False
    return known.startswith(written[:ALIKE]) or known.endswith(written[-ALIKE:])
