"""Structure: what hangs together over several lines and is wrong, and how it is mended."""

from __future__ import annotations

import re

from okrsite.pipeline.toml.brackets import in_brackets, open_at
from okrsite.pipeline.toml.list_entries import header_of_list, second_entry
from okrsite.pipeline.toml.mends import SETTING
from okrsite.pipeline.toml.nesting import TOKEN
from okrsite.pipeline.toml.structure_mend import HEADER, LineChange, StructureMend, blanked

_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: .*)?$")


def mend_of_structure(text: str, line: int, column: int, reason: str) -> StructureMend | None:
    """How to mend what hangs together over several lines; None where nobody knows.

    `line`, `column` and `reason` are where and why the text could be read no further.
    """
    lines = text.split("\n")
    if _CONFLICT.match(lines[line - 1]):
        return _conflict(lines, line)
    if reason.startswith("invalid multi-line"):
        return _endless_text(text)
    if torn := _text_over_lines(lines, line):
        return torn
    if opened := open_at(text, line, column):
        return in_brackets(lines, line, column, reason, opened)
    if reason.startswith(("duplicate key", "cannot extend")):
        return header_of_list(text, line) or second_entry(text, line)
    return None


def _conflict(lines: list[str], line: int) -> StructureMend:
    reading = {n: "" for n, written in enumerate(lines, 1) if _CONFLICT.match(written)}
    message = "a line of a merge conflict is left in this file"
    help_ = "Decide between the two sides and take the lines with <<<<<<<, ======= and >>>>>>> out."
    return StructureMend(line, 1, message, help_, reading, code="OKR004")


def _endless_text(text: str) -> StructureMend | None:
    """A text of several lines that nobody ends, at the place where it begins."""
    token = next((token for token in TOKEN.finditer(text) if _is_endless(token[0])), None)
    if token is None:
        return None
    begin = text.rfind("\n", 0, token.start()) + 1
    line, quotes = text.count("\n", 0, token.start()) + 1, token[0][:3]
    message = f"the text that {quotes} opens here is never closed"
    help_ = f"Put {quotes} where the text ends; text of one line stands in {quotes[0]} alone."
    return StructureMend(line, token.start() - begin + 1, message, help_, None)


def _text_over_lines(lines: list[str], line: int) -> StructureMend | None:
    """A text between single quotes that goes on in the next lines, up to one that closes it."""
    first = line
    while first > 1 and not _begins(lines[first - 1]):
        first -= 1
    setting = SETTING.match(lines[first - 1])
    if not setting or lines[first - 1][setting.end() :].count('"') != 1:
        return None
    if lines[first - 1][setting.end()] != '"':
        return None
    last = first + 1
    while last <= len(lines) and '"' not in lines[last - 1] and not _begins(lines[last - 1]):
        last += 1
    if last > len(lines) or not re.fullmatch(r'[^"=]*"[ \t]*', lines[last - 1]):
        return None
    start = (first, setting.end() + 1)
    end = (last, len(lines[last - 1].rstrip()) + 1)
    changes = (
        LineChange(start, (first, start[1] + 1), '"""'),
        LineChange((last, end[1] - 1), end, '"""'),
    )
    message, help_ = "text in one pair of quotes stands on one line", 'Write it between """ and """'
    reading = blanked(setting["key"], first, last)
    return StructureMend(*start, message, help_, reading, changes)


def _begins(line: str) -> bool:
    return bool(SETTING.match(line) or HEADER.match(line))


def _is_endless(token: str) -> bool:
    quotes = token[:3]
    return quotes in {'"""', "'''"} and (len(token) < 6 or not token.endswith(quotes))
