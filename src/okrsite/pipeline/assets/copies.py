"""Copies: how many elements a browser draws since each `<use>` is the thing that it names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

_WHOLE = ""


class Copies:
    """Counts the elements of a drawing and what each of them copies, while it is read."""

    def __init__(self) -> None:
        self._within: list[str] = []
        self._sizes: Counter[str] = Counter()
        self._used: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def open(self, id_: str, copied: str) -> None:
        """Take in an element, the ids of itself and of what it copies; either may be empty."""
        self._within.append(id_)
        # An id that stands twice, one within the other, is one thing.
        for name in {_WHOLE, *self._within}:
            self._sizes[name] += 1
            if copied:
                self._used[name][copied] += 1

    def close(self) -> None:
        """Leave the element that was opened last."""
        self._within.pop()

    def count(self) -> int:
        """How many elements there are to draw beside those of the file itself.

        A copy of itself within itself is none, as in browsers.
        """
        known: dict[str, int] = {}
        path: dict[str, Iterator[str]] = {_WHOLE: iter(self._used[_WHOLE])}
        while path:
            name, targets = next(reversed(path.items()))
            deeper = next((id_ for id_ in targets if id_ not in known and id_ not in path), None)
            if deeper is not None:
                path[deeper] = iter(self._used.get(deeper, ()))
                continue
            copies = self._used.get(name, Counter())
            known[name] = self._sizes[name] + sum(
                times * known.get(id_, 0) for id_, times in copies.items()
            )
            del path[name]
        return known[_WHOLE] - self._sizes[_WHOLE]
