"""Front matter: a document's settings and its text, parted at the `+++` lines."""

import re
from typing import NamedTuple

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span

_FENCE = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_OTHER = re.compile(r"\A\s*(---|\+\+\+)[ \t]*$", re.MULTILINE)
_OPENING = "A document begins with a line +++, then its settings, then another line +++."


class FrontMatter(NamedTuple):
    """The TOML, which starts on line 2, and the body with the line it starts on."""

    toml: str
    body: str
    body_line: int


def split_front_matter(path: str, text: str) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Split a document; both fences must stand alone on their lines."""
    opening = _FENCE.match(text)
    if not opening:
        return None, (_unopened(path, text),)
    closing = _FENCE.search(text, opening.end())
    if not closing:
        help_ = "Put a line +++ between the settings and the text."
        return None, (error("OKR005", Span(path), "the front matter is never closed", help_),)
    toml = text[opening.end() + 1 : closing.start()]
    return FrontMatter(toml, text[closing.end() + 1 :], toml.count("\n") + 3), ()


def _unopened(path: str, text: str) -> Diagnostic:
    found = _OTHER.match(text)
    if found and found[1] == "---":
        message, help_ = "the front matter is YAML", f"Write it in TOML. {_OPENING}"
    elif found:
        message, help_ = "something stands before the front matter", "Begin with +++ on line 1."
    else:
        message, help_ = "the file has no front matter", _OPENING
    return error("OKR005", Span(path), message, help_)
