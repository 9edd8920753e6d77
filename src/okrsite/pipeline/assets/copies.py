"""Copies: how many elements a browser draws since elements are drawn with others that they name.

A `<use>` is the thing that it names; a mask, a clip and a marker are drawn for all that name them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

_WHOLE = ""


class _Part:
    """An element with all that stands within it: its size, and what is copied there, how often."""

    def __init__(self, id_: str = _WHOLE) -> None:
        self.id_ = id_
        self.size = 0
        self.copied: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()

    def add(self, part: _Part) -> None:
        """Take in another part that belongs to this one."""
        self.size += part.size
        self.copied.update(part.copied)
        self.classes.update(part.classes)


class Copies:
    """Counts the elements of a drawing and what each of them copies, while it is read."""

    def __init__(self) -> None:
        self._open = [_Part()]
        self._named: defaultdict[str, _Part] = defaultdict(_Part)
        self._by_class: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def open(self, id_: str, copied: Mapping[str, int], classes: Iterable[str] = ()) -> None:
        """Take in an element: its id, how often it copies others by theirs, and its classes."""
        part = _Part(id_)
        part.size = 1
        part.copied.update(copied)
        # The empty class is of every element.
        part.classes.update({"", *classes})
        self._open.append(part)

    def close(self) -> None:
        """Leave the element that was opened last."""
        part = self._open.pop()
        # An id that stands twice, one within the other, is one thing.
        if part.id_ and all(part.id_ != above.id_ for above in self._open):
            self._named[part.id_].add(part)
        self._open[-1].add(part)

    def style(self, class_: str, copied: Mapping[str, int]) -> None:
        """Take in what every element of a class copies; of all elements where it is empty."""
        self._by_class[class_].update(copied)

    def count(self) -> int:
        """How many elements there are to draw beside those of the file itself.

        Raises RecursionError where something copies itself: it is never drawn, and browsers take
        every way around a circle before they find out.
        """
        whole = self._open[0]
        self._named[_WHOLE] = whole
        self._add_styled()
        known: dict[str, int] = {}
        path: dict[str, Iterator[str]] = {_WHOLE: iter(whole.copied)}
        while path:
            name, targets = next(reversed(path.items()))
            deeper = next((id_ for id_ in targets if id_ not in known), None)
            if deeper in path:
                raise RecursionError
            if deeper is not None:
                path[deeper] = iter(self._named[deeper].copied)
                continue
            part = self._named[name]
            known[name] = part.size + sum(times * known[id_] for id_, times in part.copied.items())
            del path[name]
        return known[_WHOLE] - whole.size

    def _add_styled(self) -> None:
        """Add what elements copy by their classes."""
        for part in self._named.values():
            for class_ in part.classes.keys() & self._by_class.keys():
                for id_, times in self._by_class[class_].items():
                    part.copied[id_] += times * part.classes[class_]
        self._by_class.clear()
