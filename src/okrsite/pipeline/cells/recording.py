"""Recording: tables that note what is asked of them.

What is asked is told by keys, a table and a name in it. Whoever looks through a whole table asks
for `ALL` of it, whoever only lists or counts its names for `NAMES`; a name that was not found is
noted like one that was. So somebody may ask for more than is needed, which only costs time, but
never for anything that is not noted.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import Any, Final, TypeAlias, TypeVar

T = TypeVar("T")
Key: TypeAlias = tuple[str, str]

# As the name of a cell: all values of its table, and which names stand in it.
ALL: Final = "*"
NAMES: Final = "#"
# The name of the only cell of a table that is one thing.
WHOLE: Final = ""


class Recorder:
    """Notes what is asked of tables while something is made."""

    def __init__(self) -> None:
        self.reads: set[Key] = set()

    @contextmanager
    def looking(self) -> Iterator[set[Key]]:
        """The keys that are asked for from now on, until this is over."""
        outer, self.reads = self.reads, set()
        try:
            yield self.reads
        finally:
            self.reads = outer


class CellTable(Mapping[str, T]):
    """A table that notes what is asked of it; a value not at hand is worked out when asked for.

    `names` are all of them in order.
    """

    def __init__(
        self,
        name: str,
        recorder: Recorder,
        names: Mapping[str, object],
        values: dict[str, T],
        worked_out: Callable[[str], T],
    ) -> None:
        self.name, self._recorder = name, recorder
        self.names, self._values, self._worked_out = names, values, worked_out

    def __getitem__(self, name: str) -> T:
        self._recorder.reads.add((self.name, name))
        return self.unnoted(name)

    def __contains__(self, name: object) -> bool:
        self._recorder.reads.add((self.name, str(name)))
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        self._recorder.reads.add((self.name, NAMES))
        return iter(self.names)

    def __len__(self) -> int:
        self._recorder.reads.add((self.name, NAMES))
        return len(self.names)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or another where there is none."""
        self._recorder.reads.add((self.name, name))
        return self.unnoted(name) if name in self.names else default

    def values(self) -> ValuesView[T]:
        """All values in order of their names."""
        return self._whole().values()

    def items(self) -> ItemsView[str, T]:
        """All names with their values, in order."""
        return self._whole().items()

    def digest(self, name: str) -> bytes:
        """The digest of a cell; empty where its values have none."""
        return getattr(self.names[name], "digest", b"")

    def unnoted(self, name: str) -> T:
        """The value of a name, for those who note themselves that they looked at it."""
        if name in self._values:
            return self._values[name]
        if name not in self.names:
            raise KeyError(name)
        value = self._values[name] = self._worked_out(name)
        return value

    def _whole(self) -> dict[str, T]:
        self._recorder.reads.add((self.name, ALL))
        return {name: self.unnoted(name) for name in self.names}
