"""Control characters: what terminals and word processors leave in a text, and no page may hold."""

import re
from collections.abc import Callable

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.position import Span

# All of C0 and C1 but tab and the ends of lines, and the two that no XML may hold either.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HELP = "Take it out; a space is shown in its place."


def without_controls(text: str) -> str:
    """The text with a space in place of each of them, so that every other one keeps its place."""
    return _CONTROL.sub(" ", text)


def cleaned_file(path: str, text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file without them, and the finding about the first one that tells of all."""
    places = [found.start() for found in _CONTROL.finditer(text)]
    if not places:
        return text, ()
    first = places[0]
    line, column = text.count("\n", 0, first) + 1, first - text.rfind("\n", 0, first)
    return without_controls(text), (
        _finding(Span(path, line, column), text[first], len(places) - 1),
    )


def control_finding(text: str, place: Callable[[], Span]) -> Diagnostic | None:
    """The finding about a text in which some were written as escapes; None where there are none."""
    found = _CONTROL.findall(text)
    return _finding(place(), found[0], len(found) - 1) if found else None


def _finding(span: Span, character: str, others: int) -> Diagnostic:
    more = f", and {others} more follow" if others else ""
    message = f"U+{ord(character):04X} is a control character that no page may hold{more}"
    return Diagnostic("OKR009", "warning", span, message, _HELP)
