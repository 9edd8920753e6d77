"""Same things: which names were ever those of one thing."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model.names import Kind
from okrsite.pipeline.history.record import CommitRecord, Name

KINDS: tuple[Kind, ...] = ("objective", "kpi", "team", "person", "cycle", "page")


class SameThings:
    """The names of things, each set of names that one thing ever had standing for one."""

    def __init__(self, records: Iterable[CommitRecord]) -> None:
        self._above: dict[Name, Name] = {}
        for record in records:
            for version in record.versions:
                for name in version.names[1:]:
                    self._join((version.kind, version.names[0]), (version.kind, name))
            for change in record.changes:
                if change.change == "renamed" and change.kind in KINDS:
                    kind = next(kind for kind in KINDS if kind == change.kind)
                    self._join((kind, change.id), (kind, change.before))

    def one(self, kind: Kind, name: str) -> Name:
        """The one name that stands for all of a thing."""
        found = (kind, name)
        while found in self._above:
            found = self._above[found]
        return found

    def _join(self, name: Name, other: Name) -> None:
        one, two = self.one(*name), self.one(*other)
        if one != two:
            self._above[two] = one
