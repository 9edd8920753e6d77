"""Edits: how a finding is mended in the files, as values that somebody else applies."""

from typing import TypeAlias

from msgspec import Struct

from okrsite.model.position import Span


class Replacement(Struct, frozen=True, gc=False, tag="replace"):
    """A stretch of a file's text that another text takes the place of.

    Attributes:
        span: The first character that goes; with an `end` at the same place nothing goes.
        end: The line and column right behind the last character that goes.
        text: What comes instead, its lines parted by single line feeds.
    """

    span: Span
    end: tuple[int, int]
    text: str = ""


class Substitution(Struct, frozen=True, gc=False, tag="substitute"):
    """A word that another takes the place of, wherever on its line it stands.

    Attributes:
        span: The place on the line from which to look for it.
        old: The word; nothing is changed where it is not found.
        text: What comes instead.
        is_below: Whether it may stand on a line below, too, as the target of a link may.
    """

    span: Span
    old: str
    text: str
    is_below: bool = False


class Move(Struct, frozen=True, gc=False, tag="move"):
    """A file that gets another name.

    Attributes:
        span: The file as it is called.
        target: Its new path, from the site's root; nothing may stand there.
    """

    span: Span
    target: str


Edit: TypeAlias = Replacement | Substitution | Move


def replace_line(path: str, line: int, old: str, new: str) -> Replacement:
    """The edit that puts another text in the place of a line; the line end stays."""
    return Replacement(Span(path, line), (line, len(old) + 1), new)


def insert_line(path: str, line: int, new: str) -> Replacement:
    """The edit that puts a text of whole lines above a line."""
    return Replacement(Span(path, line), (line, 1), f"{new}\n")


def delete_line(path: str, line: int) -> Replacement:
    """The edit that takes a line out, with its line end."""
    return Replacement(Span(path, line), (line + 1, 1))
