"""Front matter: a document's settings and its text, parted at the `+++` lines."""

import re
from typing import NamedTuple

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Replacement, insert_line, replace_line
from okrsite.model.position import Span
from okrsite.pipeline.file_names import written_link
from okrsite.pipeline.toml.mends import is_toml

FENCE = "+++"
_FENCE = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_OTHER = re.compile(r"\A\s*(-{3,}|\+{2,}|`{3}toml|={3,}|\ufeff\+\+\+)[ \t]*$", re.MULTILINE)
_LIKE_FENCE = re.compile(r"[ \t]*(?:\+{2,}|-{3,}|`{3})[ \t]*")
_BEGINS = re.compile(r"[ \t]*(?:[\w-]+[ \t]*=|\[\[?[\w.-]+\]\]?[ \t]*$)")
# Front matter has few lines; each of them may have to be tried.
MOST_SETTINGS = 300
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
        return None, (_unclosed(path, text),)
    toml = text[opening.end() + 1 : closing.start()]
    return FrontMatter(toml, text[closing.end() + 1 :], toml.count("\n") + 3), ()


def _unclosed(path: str, text: str) -> Diagnostic:
    """Front matter without an end: where its text begins, so far as that can be seen."""
    message = "the front matter is never closed"
    lines = text.split("\n")
    other = next((n for n, line in enumerate(lines[1:], 2) if _LIKE_FENCE.fullmatch(line)), 0)
    if other and is_toml("\n".join(lines[1 : other - 1])):
        edits = (replace_line(path, other, lines[other - 1], FENCE),)
        return error("OKR005", Span(path, other), message, "Write +++ here", edits)
    if body := _first_of_body(lines):
        help_ = f"Put a line +++ above line {body}, where the text begins"
        return error("OKR005", Span(path), message, help_, (insert_line(path, body, FENCE),))
    return error("OKR005", Span(path), message, "Put a line +++ between the settings and the text.")


def _first_of_body(lines: list[str]) -> int | None:
    """The first line that is no setting, after good settings and before none; or None."""
    for number in range(3, min(len(lines), MOST_SETTINGS) + 1):
        line = lines[number - 1]
        if not line.strip() or _BEGINS.match(line) or line.lstrip().startswith("#"):
            continue
        if is_toml("\n".join(lines[1 : number - 1])):
            return None if any(map(_BEGINS.match, lines[number:])) else number
    return None


def _unopened(path: str, text: str) -> Diagnostic:
    found = _OTHER.match(text)
    if not found:
        return _without_fence(path, text)
    fence, opening = found[1], text.count("\n", 0, found.start(1)) + 1
    lines = text.split("\n")
    closing = _other_fence(lines, opening, fence)
    inner = "\n".join(lines[opening : closing - 1])
    if closing and inner.strip() and _is_like_toml(inner):
        message, help_ = _words_of_fence(fence)
        edits = (
            Replacement(Span(path), (opening, len(lines[opening - 1]) + 1), FENCE),
            replace_line(path, closing, lines[closing - 1], FENCE),
        )
        return error("OKR005", Span(path), message, help_, edits)
    if fence.startswith("-"):
        help_ = f"Write it in TOML. {_OPENING}"
        return error("OKR005", Span(path), "the front matter is YAML", help_)
    message = "something stands before the front matter"
    return error("OKR005", Span(path), message, "Begin with +++ on line 1.")


def _is_like_toml(text: str) -> bool:
    """Whether a text is TOML, though perhaps with mistakes, and not YAML or prose."""
    if is_toml(text):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    return len([line for line in lines if _BEGINS.match(line)]) * 2 > len(lines)


def _words_of_fence(fence: str) -> tuple[str, str]:
    if fence == FENCE:
        return "something stands before the front matter", "Begin with +++ on line 1"
    return f"the front matter is TOML, and it stands between {fence}", "Write +++ above and below"


def _other_fence(lines: list[str], opening: int, fence: str) -> int:
    """The line that ends what a line like a fence began, or 0."""
    ends = {"```" if fence.startswith("`") else fence, FENCE}
    return next(
        (n for n, line in enumerate(lines[opening:], opening + 1) if line.strip() in ends), 0
    )


def _without_fence(path: str, text: str) -> Diagnostic:
    """Settings that begin at once, or no settings at all."""
    closing = _FENCE.search(text)
    settings = text[: closing.start()] if closing else ""
    if settings.strip() and _is_like_toml(settings):
        message = "the line +++ above the settings is missing"
        edits = (insert_line(path, 1, FENCE),)
        return error("OKR005", Span(path), message, "Write +++ on line 1", edits)
    if target := written_link(text):
        message = f"the file says '{target}' and nothing else: git wrote a link as text"
        help_ = "Put the text itself here, or turn links on: git config core.symlinks true."
        return error("OKR005", Span(path), message, help_)
    if text.lstrip().startswith("{"):
        message = "the front matter is JSON"
        return error("OKR005", Span(path), message, f"Write it in TOML. {_OPENING}")
    return error("OKR005", Span(path), "the file has no front matter", _OPENING)
