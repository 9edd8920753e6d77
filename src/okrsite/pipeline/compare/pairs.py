"""Pairs: which thing of the one state is which of the other, whatever it is called now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle, Person, Team

Thing = Objective | Kpi | Team | Person | Cycle | KeyResult
T = TypeVar("T", bound=Thing)

# As git's measure of a renamed file: half of the words are the same.
SIMILAR = 0.5
# Every thing that is gone is held against every new one.
MOST_COMPARED = 10_000


class MatchedPairs(Struct, Generic[T], frozen=True):
    """The things that are there before and after, those that are gone, and the new ones."""

    both: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


def pair(before: Sequence[T], after: Sequence[T]) -> MatchedPairs[T]:
    """Match things by their id, then by an alias, by their file, and by their words."""
    both: list[tuple[T, T]] = []
    gone, new = list(before), list(after)
    for is_same in (_by_id, _by_alias, _by_file):
        found = _matches(gone, new, is_same)
        both += found
        gone, new = _without(gone, new, found)
    found = _alike(gone, new)
    gone, new = _without(gone, new, found)
    return MatchedPairs((*both, *found), tuple(gone), tuple(new))


def _matches(
    gone: list[T], new: list[T], keys: Callable[[T], tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[tuple[T, T]]:
    """The things that share a key: the first of the old one's with any of the new one's."""
    by_key = {key: thing for thing in reversed(new) for key in keys(thing)[1]}
    found: list[tuple[T, T]] = []
    taken: set[int] = set()
    for thing in gone:
        other = next((by_key[key] for key in keys(thing)[0] if key in by_key), None)
        if other is not None and id(other) not in taken:
            taken.add(id(other))
            found.append((thing, other))
    return found


def _by_id(thing: Thing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (thing.id,), (thing.id,)


def _by_alias(thing: Thing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (thing.id, *thing.aliases), thing.aliases


def _by_file(thing: Thing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Several key results stand in one file.
    path = () if isinstance(thing, KeyResult) else (thing.span.path,)
    return path, path


def _without(gone: list[T], new: list[T], found: list[tuple[T, T]]) -> tuple[list[T], list[T]]:
    taken = {id(thing) for both in found for thing in both}
    return (
        [thing for thing in gone if id(thing) not in taken],
        [thing for thing in new if id(thing) not in taken],
    )


def _alike(gone: list[T], new: list[T]) -> list[tuple[T, T]]:
    """The pairs that share most of their words, the most alike first."""
    if not gone or not new or len(gone) * len(new) > MOST_COMPARED:
        return []
    words = {id(thing): Counter(_words(thing)) for thing in (*gone, *new)}
    rated = [
        (likeness, old, thing)
        for old in gone
        for thing in new
        if (likeness := _likeness(words[id(old)], words[id(thing)])) > SIMILAR
    ]
    rated.sort(key=lambda row: (-row[0], row[1].id, row[2].id))
    found: list[tuple[T, T]] = []
    taken: set[int] = set()
    for _, old, thing in rated:
        if not taken & {id(old), id(thing)}:
            taken |= {id(old), id(thing)}
            found.append((old, thing))
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0


def _words(thing: Thing) -> list[str]:
    """The words that tell a thing from others: those of its titles and its text."""
    texts = [thing.title]
    if isinstance(thing, KeyResult):
        texts += [thing.unit, thing.kpi or "", thing.text.text]
    else:
        texts.append(thing.body.text)
    if isinstance(thing, Objective):
        texts += [result.title for result in thing.key_results]
    return [word for text in texts for word in text.casefold().split()]
