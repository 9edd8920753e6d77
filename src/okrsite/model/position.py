"""Where something was written: the place every finding can point to."""

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


class Written(Struct, frozen=True, kw_only=True):
    """Whatever an author wrote: where it starts and where each of its fields stands.

    Attributes:
        span: Where it starts.
        places: By a field's path within this value (`due`, `supports.0`, `values.response`),
            the line and column of the field's value in `span.path`.
    """

    span: Span
    places: dict[str, tuple[int, int]] = {}

    def at(self, field: str) -> Span:
        """The place of a field's value; where the field was left out, the place of the whole."""
        place = self.places.get(field)
        return Span(self.span.path, *place) if place else self.span
