"""Where something was written: the place every finding can point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct


# `gc=False`: a site has hundreds of thousands of these, and none can be part of a cycle.
class Span(Struct, frozen=True, order=True, gc=False):
    """A place in a source file.

    Attributes:
        path: The file's path, from the site's root.
        line: The line, from 1.
        column: The character in the line, from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Places(Struct, frozen=True, array_like=True, gc=False):
    """Where the fields of something stand: lines and columns by the path of a field.

    It reads as a mapping. A site has millions of places and looks at few of them, so they are kept
    as one text, in which a place is looked for when it is asked for.

    Attributes:
        packed: A line break and a row for each field: its path, a tab, its line and column.
    """

    packed: str = ""

    def __contains__(self, field: object) -> bool:
        return f"\n{field}\t" in self.packed

    def __getitem__(self, field: str) -> tuple[int, int]:
        if (place := self.get(field)) is None:
            raise KeyError(field)
        return place

    def __iter__(self) -> Iterator[str]:
        return (field for field, _ in self.items())

    def __len__(self) -> int:
        return self.packed.count("\n")

    def get(self, field: str) -> tuple[int, int] | None:
        """The line and column of a field; None where it was not written."""
        start = self.packed.find(f"\n{field}\t")
        if start < 0:
            return None
        line, column = self.packed[start + len(field) + 2 :].split("\n", 1)[0].split(" ")
        return int(line), int(column)

    def items(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Every field with its line and column, in the order in which they were noted."""
        for row in self.packed.split("\n")[1:]:
            field, place = row.split("\t")
            line, column = place.split(" ")
            yield field, (int(line), int(column))


def pack_places(places: Mapping[str, tuple[int, int]]) -> Places:
    """Places by field; one whose name has a tab or a line break is left out."""
    rows = [
        f"\n{field}\t{line} {column}"
        for field, (line, column) in places.items()
        if "\t" not in field and "\n" not in field
    ]
    return Places("".join(rows))


class Written(Struct, frozen=True, kw_only=True):
    """Whatever an author wrote: where it starts and where each of its fields stands.

    Attributes:
        span: Where it starts.
        places: By a field's path within this value (`due`, `supports.0`, `values.response`),
            the line and column of the field's value in `span.path`.
    """

    span: Span
    places: Places = Places()

    def at(self, field: str) -> Span:
        """The place of a field's value; where the field was left out, the place of the whole."""
        place = self.places.get(field)
        return Span(self.span.path, *place) if place else self.span
