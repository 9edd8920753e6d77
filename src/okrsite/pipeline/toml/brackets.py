"""Brackets: lists and tables that are not closed, or that are wrong over several lines."""

from __future__ import annotations

import re

from msgspec import Struct

from okrsite.pipeline.toml.bracket_kinds import settings_in_list
from okrsite.pipeline.toml.mends import SETTING, is_toml
from okrsite.pipeline.toml.nesting import TOKEN
from okrsite.pipeline.toml.spaces import strange_space, with_plain_spaces
from okrsite.pipeline.toml.structure_mend import HEADER, LineChange, StructureMend, blanked

CLOSING = {"[": "]", "{": "}"}
_NAMES = {"[": "list", "{": "table"}


class Opened(Struct, frozen=True):
    """A bracket that is open at some place, and where it was opened."""

    bracket: str
    line: int
    column: int


def open_at(text: str, line: int, column: int) -> list[Opened]:
    """The brackets that are open where a text could be read no further, the outermost first."""
    opened: list[Opened] = []
    number, start = 1, 0
    for token in TOKEN.finditer(text):
        number += text.count("\n", start, token.start())
        begin = text.rfind("\n", 0, token.start()) + 1
        start = token.start()
        place = (number, token.start() - begin + 1)
        if place >= (line, column):
            break
        if token[0] in CLOSING:
            opened.append(Opened(token[0], *place))
        elif token[0] in {"]", "}"} and opened:
            opened.pop()
        elif token[0] == "\n" and len(opened) == 1 and _is_header(text, opened[0]):
            opened.clear()
    # A header's own brackets are none of a value.
    return [] if opened and _is_header(text, opened[0]) else opened


def _is_header(text: str, opened: Opened) -> bool:
    return text.split("\n")[opened.line - 1][: opened.column - 1].strip(" \t[") == ""


def in_brackets(
    lines: list[str], line: int, column: int, reason: str, opened: list[Opened]
) -> StructureMend | None:
    """How to mend what is wrong at a place inside of brackets; None where nobody knows."""
    outer, inner = opened[0], opened[-1]
    begin = SETTING.match(lines[outer.line - 1])
    if not begin:
        return None
    written = lines[line - 1]
    is_over = (
        HEADER.match(written)
        or not written.strip()
        or (SETTING.match(written) and inner.bracket == "[")
    )
    if "unclosed" in reason:
        return _unclosed(lines, line, begin["key"], opened)
    end = _closing_line(lines, outer.line)
    if end and (mend := settings_in_list(lines, begin["key"], outer.line, end)):
        return mend
    if is_over and line > inner.line:
        return _unclosed(lines, line - 1, begin["key"], opened)
    if end is None:
        return _unclosed(lines, inner.line, begin["key"], opened)
    reading = blanked(begin["key"], outer.line, end)
    if reason.startswith("newlines are unsupported"):
        return _joined(lines, inner, reading, end)
    if reason.startswith("missing comma"):
        return _foreign_space(lines, line, reading) or _missing_comma(
            lines, (line, column), reading
        )
    return None


def _foreign_space(lines: list[str], line: int, reading: dict[int, str]) -> StructureMend | None:
    """A space that is none to TOML, between two entries or before one."""
    written = lines[line - 1]
    space = strange_space(written)
    if space is None:
        return None
    column, name = space
    changes = (LineChange((line, 1), (line, len(written) + 1), with_plain_spaces(written)),)
    message = f"{name} stands here, which is no space to TOML"
    return StructureMend(line, column, message, "Write a plain space.", reading, changes)


def _unclosed(lines: list[str], last: int, key: str, opened: list[Opened]) -> StructureMend:
    """Brackets that nobody closes up to some line."""
    outer, inner = opened[0], opened[-1]
    closing = "".join(CLOSING[bracket.bracket] for bracket in reversed(opened))
    while last > outer.line and not lines[last - 1].strip():
        last -= 1
    end = len(lines[last - 1].rstrip()) + 1
    # As people write them: { min = 5 } with spaces, [5] without.
    closing = closing if inner.bracket == "[" else f" {closing}"
    mended = [*lines[outer.line - 1 : last - 1], lines[last - 1].rstrip() + closing]
    changes: tuple[LineChange, ...] = ()
    if last == outer.line and is_toml("\n".join(mended)):
        changes = (LineChange((last, end), (last, end), closing),)
    name = _NAMES[inner.bracket]
    message = f"the {name} that is opened here is never closed"
    help_ = f"Put {CLOSING[inner.bracket]} where the {name} ends."
    reading = blanked(key, outer.line, last)
    return StructureMend(inner.line, inner.column, message, help_, reading, changes)


def _closing_line(lines: list[str], first: int) -> int | None:
    """The line on which the brackets of a setting are closed, or None."""
    text = "\n".join(lines[first - 1 :])
    depth = 0
    for token in TOKEN.finditer(text):
        if token[0] in CLOSING:
            depth += 1
        elif token[0] in {"]", "}"}:
            depth -= 1
            if depth == 0:
                return first + text.count("\n", 0, token.start())
    return None


def _joined(lines: list[str], opened: Opened, reading: dict[int, str], end: int) -> StructureMend:
    """A table over several lines as one line; not where it holds a comment."""
    last = next(
        (n for n in range(opened.line + 1, end + 1) if lines[n - 1].strip().startswith("}")), None
    )
    changes: tuple[LineChange, ...] = ()
    if last is not None:
        inner = lines[opened.line : last - 1]
        begin = lines[opened.line - 1]
        rest = lines[last - 1].lstrip()
        entries = " ".join(part.strip().rstrip(",") + "," for part in inner if part.strip())
        joined = f"{begin.rstrip()} {entries.rstrip(',')} {rest}"
        if not any("#" in part for part in [begin, *inner]):
            first = min(reading)
            mended = [*lines[first - 1 : opened.line - 1], joined, *lines[last:end]]
            if is_toml("\n".join(mended)):
                changes = (LineChange((opened.line, 1), (last, len(lines[last - 1]) + 1), joined),)
    message, help_ = "{ ... } must stand on one line", "Close it on the line where it begins."
    if changes:
        help_ = f"Write {changes[0].text.strip()}"
    return StructureMend(opened.line, opened.column, message, help_, reading, changes)


def _missing_comma(
    lines: list[str], place: tuple[int, int], reading: dict[int, str]
) -> StructureMend:
    line, column = place
    if lines[line - 1][: column - 1].strip():
        at = (line, len(lines[line - 1][: column - 1].rstrip()) + 1)
    else:
        above = next(n for n in range(line - 1, 0, -1) if lines[n - 1].strip())
        at = (above, len(re.sub(r"[ \t]*(?:#.*)?$", "", lines[above - 1])) + 1)
    row, end_column = at
    # With two commas missing each is mended in a round of its own.
    changes = (LineChange(at, at, ","),)
    message = "a comma is missing behind this entry"
    return StructureMend(
        row, max(end_column - 1, 1), message, "Put a comma there.", reading, changes
    )
