"""Neighbourhood: the documents that a change can have an effect on, and all that these rest on.

The goals of a large company are mostly strangers to each other. What a few changed files do can be
told from those alone that they reach, which is a thousand times less to read and to compute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from okrsite.model.names import Kind
from okrsite.pipeline.compare.references import DocumentReferences, Name


def neighbourhood(
    references: Iterable[Mapping[str, DocumentReferences]], changed: Iterable[str]
) -> frozenset[str]:
    """The paths of all documents, of one or both states, that are needed to tell what changed.

    `references` are those of the documents of each state, by their paths.
    """
    graph = _Graph(references)
    affected, touched = graph.affected(changed)
    return graph.with_people(graph.grounds(affected, touched))


class _Graph:
    """Who names whom, in one or both states."""

    def __init__(self, states: Iterable[Mapping[str, DocumentReferences]]) -> None:
        self._of: dict[str, list[DocumentReferences]] = defaultdict(list)
        self._named: dict[Name, set[str]] = defaultdict(set)
        self._users: dict[Name, set[str]] = defaultdict(set)
        self._linkers: dict[Name, set[str]] = defaultdict(set)
        self._supporters: dict[str, set[str]] = defaultdict(set)
        for state in states:
            for path, references in state.items():
                self._add(path, references)

    def _add(self, path: str, references: DocumentReferences) -> None:
        if references in self._of[path]:
            return
        self._of[path].append(references)
        for name in references.names:
            self._named[references.kind, name].add(path)
        for named in references.fields:
            self._users[named].add(path)
        for named in references.links:
            self._linkers[named].add(path)
        for objective in references.supports:
            self._supporters[objective].add(path)

    def affected(self, changed: Iterable[str]) -> tuple[set[str], set[str]]:
        """The documents whose numbers may change, and those that only name one that changed."""
        affected, touched = set(changed), set[str]()
        waiting = list(affected)
        for path in affected:
            touched |= self._users_of(path) | self._linkers_of(path)
        while waiting:
            path = waiting.pop()
            new = self._reached(path) - affected
            affected |= new
            waiting += new
            touched |= self._watched(path)
        return affected, touched - affected

    def _reached(self, path: str) -> set[str]:
        """The documents whose numbers follow directly from those of one."""
        found: set[str] = set()
        for references in self._of[path]:
            match references.kind:
                case "checkin":
                    found |= self._paths(_of_kind(references, "objective"))
                case "objective":
                    found |= self._paths(("objective", name) for name in references.supports)
                case "kpi" | "cycle":
                    found |= self._users_of(path)
                case "team" | "person" | "page":
                    # They have no numbers, so a change of them ends with those that name them.
                    pass
        return found

    def _watched(self, path: str) -> set[str]:
        """The KPIs of an objective, whose place in the loop may be another."""
        rows = (row for row in self._of[path] if row.kind == "objective")
        return {other for row in rows for other in self._paths(_of_kind(row, "kpi"))}

    def grounds(self, affected: set[str], touched: set[str]) -> set[str]:
        """All documents that the numbers of the affected and the touched ones rest on."""
        found = affected | touched
        for path in affected:
            # A link to something that is not read would look broken.
            found |= self._supporters_of(path) | self._linked_by(path)
        for path in affected | touched:
            found |= self._users_of(path) if self._is(path, "kpi") else set()
        waiting = list(found)
        while waiting:
            new = self._needed(waiting.pop()) - found
            found |= new
            waiting += new
        return found

    def with_people(self, paths: set[str]) -> frozenset[str]:
        """The paths with a person among them where there is any: else owners are free text."""
        people = sorted(path for path in self._of if self._is(path, "person"))
        return frozenset(paths | set(people[:1]))

    def _needed(self, path: str) -> set[str]:
        """What the numbers of one document rest on directly."""
        found: set[str] = set()
        for references in self._of[path]:
            found |= self._paths(references.fields)
            found |= self._paths((references.kind, name) for name in references.names)
            if references.kind == "objective":
                users = self._users_of(path)
                found |= {user for user in users if self._is(user, "checkin")}
            if references.has_children:
                found |= self._supporters_of(path)
        return found

    def _is(self, path: str, kind: Kind) -> bool:
        return any(references.kind == kind for references in self._of[path])

    def _paths(self, names: Iterable[Name]) -> set[str]:
        """The documents that have one of the names."""
        return {path for name in names for path in self._named.get(name, ())}

    def _linked_by(self, path: str) -> set[str]:
        return self._paths(name for references in self._of[path] for name in references.links)

    def _users_of(self, path: str) -> set[str]:
        return self._by_names(path, self._users)

    def _linkers_of(self, path: str) -> set[str]:
        return self._by_names(path, self._linkers)

    def _supporters_of(self, path: str) -> set[str]:
        of_objectives = [row for row in self._of[path] if row.kind == "objective"]
        return {
            user
            for references in of_objectives
            for name in references.names
            for user in self._supporters.get(name, ())
        }

    def _by_names(self, path: str, table: Mapping[Name, set[str]]) -> set[str]:
        return {
            user
            for references in self._of[path]
            for name in references.names
            for user in table.get((references.kind, name), ())
        }


def _of_kind(references: DocumentReferences, kind: Kind) -> list[Name]:
    return [name for name in references.fields if name[0] == kind]
