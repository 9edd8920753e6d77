"""Mends: what a line that is no TOML was meant to say, made of the editor's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import toml_rs
from msgspec import Struct

from okrsite.pipeline.toml.bracket_kinds import WRONG_BRACKETS, in_other_brackets
from okrsite.pipeline.toml.meant import days_meant, number_meant
from okrsite.pipeline.toml.spaces import strange_space, with_plain_spaces
from okrsite.pipeline.toml.value_mends import values_meant

# Editors, tomllib and the writers that keep comments read 1.0.0; what they cannot read again must
# not be accepted here.
VERSION: Final = "1.0.0"

# A line with more is not looked at: what reads it goes down a level for each.
DEEPEST = 500

_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
SETTING = re.compile(
    rf"(?P<key>[ \t]*{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)(?P<sign>[ \t]*[=:][ \t]*)", re.ASCII
)
_INNER = re.compile(rf"[{{,][ \t]*{_KEY}[ \t]*=[ \t]*(?P<value>[^\"'\[{{\s][^\"'\[{{}}]*)")
_CURLY = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]")
_CURLY_SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u2039\u203a]")
_COMMENT = re.compile(r"[ \t]+#.*$")
_SLASHES = re.compile(r"""(?<=["'\]}\d\w])[ \t]+(?=//)""")
_BARE_WORD = re.compile(r"(?<=[\[,])([ \t]*)([^\W\d][\w-]*)([ \t]*)(?=[,\]])")

_TORN_HEADER = re.compile(r"[ \t]*(?:\[\[[ \t]*([\w-]+)[ \t]*\]?|\[[ \t]*([\w-]+)[ \t]*\]\])[ \t]*")


class Mend(Struct, frozen=True):
    """What is wrong with a line, what to write, and the line as it was meant.

    Attributes:
        message: What is wrong.
        help: What to do, with the editor's own value where it can be told.
        line: The whole line as it was meant, or None where that is not sure.
        column: Where to look, from 1; None for where the reader stopped.
        unit: The unit that stood in the line and belongs into a field of its own.
    """

    message: str
    help: str
    line: str | None = None
    column: int | None = None
    unit: str = ""


def is_toml(text: str) -> bool:
    """Whether a short text is valid TOML."""
    if sum(map(text.count, "[{.=")) > DEEPEST:
        return False
    try:
        toml_rs.loads(text, toml_version=VERSION)
    except (toml_rs.TOMLDecodeError, ValueError, RecursionError):
        return False
    return True


def mend_of_line(line: str) -> Mend | None:
    """How to mend a line that stands for itself, such as `target = 4,5`; None for no idea."""
    if space := strange_space(line):
        column, name = space
        message = f"{name} stands here, which is no space to TOML"
        return Mend(message, "Write a plain space", with_plain_spaces(line), column)
    if header := _TORN_HEADER.fullmatch(line):
        mended = f"[[{header[1] or header[2]}]]"
        return Mend(
            "a header has as many brackets before it as behind it", f"Write {mended}", mended
        )
    setting = SETTING.match(line)
    if not setting or sum(map(line.count, "[{.=")) > DEEPEST:
        return None
    for mend in _candidates(line, setting):
        if mend.line is None or is_toml(mend.line):
            return mend
    return None


def _candidates(line: str, setting: re.Match[str]) -> Iterator[Mend]:
    """What the line may have been meant to be, the likeliest first."""
    key, start = setting["key"].strip(), setting.end()
    begin = f"{setting['key']}{setting['sign'].replace(':', ' =', 1)}"
    if ":" in setting["sign"]:
        begin = f"{setting['key']} = "
        written = line[start:].strip()
        help_ = f"Write {key} = {written}" if written else f"Write {key} = and its value."
        yield Mend(
            "a colon stands where = belongs", help_, begin + line[start:], setting.end("key") + 1
        )
    comment = _COMMENT.search(line, start)
    end = comment.start() if comment else len(line)
    written = line[start:end].rstrip()
    rest = line[start + len(written) :]
    column = start + 1
    if not written:
        help_ = f"Write what {key} is, or take the line out."
        yield Mend(f"'{key}' has no value", help_, None, max(setting.end("sign"), 1))
        return
    yield from _without_extra_signs(line, start, written, rest)
    yield from _with_straight_quotes(line, start, key)
    if slashes := _SLASHES.search(line, start):
        mended = f"{line[: slashes.end()]}# {line[slashes.end() :].lstrip('/ ')}"
        yield Mend("a comment begins with #", "Write # instead of //.", mended, slashes.end() + 1)
    for fitting in in_other_brackets(key, written):
        help_ = f"Write {key} = {fitting}"
        yield Mend(WRONG_BRACKETS, help_, f"{begin}{fitting}{rest}", column)
    if written[0] in "{[":
        yield from _within_brackets(line, start)
        return
    for value in values_meant(key, written):
        whole = None if value.text is None else f"{begin}{value.text}{rest}"
        yield Mend(value.message, value.help, whole, column, value.unit)


def _without_extra_signs(line: str, start: int, written: str, rest: str) -> Iterator[Mend]:
    """The line without a comma or semicolon at its end, or a second equals sign."""
    end = start + len(written)
    if written[-1] in ",;" and written[:-1]:
        mended = line[: end - 1] + rest
        yield Mend(f"a line ends without '{written[-1]}'", "Take it out.", mended, end)
    if written[0] in "=>:" and line[start - 1] == "=":
        mended = f"{line[:start]} {written[1:].lstrip()}{rest}"
        yield Mend(
            "one = stands between a key and its value", f"Write {mended.strip()}", mended, start + 1
        )


def _with_straight_quotes(line: str, start: int, key: str) -> Iterator[Mend]:
    """The line with curly quotes made straight: word processors and chats bend them."""
    rest = line[start:]
    for curly, straight in ((_CURLY, '"'), (_CURLY_SINGLE, "'")):
        if found := curly.search(rest):
            mended = line[:start] + curly.sub(straight, rest)
            help_ = (
                f"Write {mended.strip()}"
                if len(mended) < 90
                else f"Write {key} = {straight}...{straight}"
            )
            yield Mend(
                "curly quotes are letters to TOML; text stands in straight ones",
                help_,
                mended,
                start + found.start() + 1,
            )


def _within_brackets(line: str, start: int) -> Iterator[Mend]:
    """Mends of a list or a table on one line: its numbers, its words, a comma too many."""
    yield from _with_equals_signs(line, start)
    if found := re.search(r",(?=[ \t]*\}[ \t]*(?:#.*)?$)", line[start:]):
        place = start + found.start()
        mended = line[:place] + line[place + 1 :]
        yield Mend("a comma stands behind the last entry", "Take it out.", mended, place + 1)
    mended, first = line, None
    for found in reversed(list(_INNER.finditer(line, start))):
        value, end = _inner_value(found["value"].rstrip())
        if value is not None:
            place = found.start("value")
            mended = mended[:place] + value + mended[place + end :]
            first = place, found["value"][:end], value
    if first:
        place, was, value = first
        yield Mend(f"'{was}' is not written as TOML writes it", f"Write {value}", mended, place + 1)
    words = [word for word in _BARE_WORD.finditer(line, start) if word[2] not in {"true", "false"}]
    if words:
        quoted = _BARE_WORD.sub(r'\1"\2"\3', line[start:])
        place = words[0].start(2)
        yield Mend(
            "text must stand in quotes", f"Write {quoted.strip()}", line[:start] + quoted, place + 1
        )


def _with_equals_signs(line: str, start: int) -> Iterator[Mend]:
    """A table on one line whose keys and values are parted by colons, as JSON does."""
    pattern = re.compile(rf"([{{,][ \t]*{_KEY})[ \t]*:[ \t]*")
    if found := pattern.search(line, start):
        mended = line[:start] + pattern.sub(r"\1 = ", line[start:])
        help_ = f"Write {mended.strip()}"
        yield Mend("a colon stands where = belongs", help_, mended, found.end(1) + 1)


def _inner_value(written: str) -> tuple[str | None, int]:
    """The value that an entry of a table begins with, as it was meant, and how long it was."""
    parts = written.split(",")
    for count in (2, 1):
        text = ",".join(parts[:count]).rstrip()
        if count <= len(parts) and not is_toml(f"a = {text}"):
            # `a = 4, 5` are two things, `a = 4,5` is one.
            number = number_meant(text) if ", " not in text else None
            if number and number.sure and not number.unit:
                return number.sure, len(text)
            days = days_meant(text)
            if len(days) == 1:
                return str(days[0]), len(text)
    return None, 0
