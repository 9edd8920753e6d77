"""Followed: changes of what has another name now, told as changes of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from okrsite.model.change import subject_of
from okrsite.model.diagnostic import Subject
from okrsite.model.forest import Forest
from okrsite.model.history import HistoryEntry
from okrsite.model.names import Kind


def followed(entries: Iterable[HistoryEntry], forest: Forest) -> Iterator[HistoryEntry]:
    """The entries, which come the newest first, with what they are about by the name it has now.

    An old name is known by an alias, or by the commit that renamed it.
    """
    names = _NamesInUse(forest)
    for entry in entries:
        subject = subject_of(entry.change)
        current = names.current(subject) if subject else None
        if entry.change.change == "renamed" and current:
            names.learn(entry.change.before, current)
        yield replace(entry, subject=current)


class _NamesInUse:
    """The names in use by those that things had."""

    def __init__(self, forest: Forest) -> None:
        self._ids: dict[tuple[Kind, str], str] = {
            (kind, old): id_ for kind, table in forest.aliases.items() for old, id_ in table.items()
        }
        self._results: dict[tuple[str, str], str] = {
            (objective.id, alias): result.id
            for objective in forest.objectives.values()
            for result in objective.key_results
            for alias in result.aliases
        }

    def current(self, subject: Subject) -> Subject:
        id_ = self._ids.get((subject.kind, subject.id), subject.id)
        result = self._results.get((id_, subject.key_result), subject.key_result)
        return Subject(subject.kind, id_, result)

    def learn(self, old: str, current: Subject) -> None:
        """Take in that something was called otherwise before."""
        if current.key_result:
            self._results[current.id, old] = current.key_result
        else:
            self._ids[current.kind, old] = current.id
