"""Bracket kinds: a table between the brackets of a list, a list between those of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.pipeline.toml.structure_mend import LISTS, LineChange, StructureMend, blanked

WRONG_BRACKETS = "a table with keys stands in { }, a list in [ ]"

_BRACKETS = {"[": "]", "{": "}", "(": ")"}
_SETTING = re.compile(r"[\w\"'.-]+[ \t]*=")
_BARE_WORDS = re.compile(r"[^\W\d][\w-]*(?:\s*,\s*[^\W\d][\w-]*)*")
_QUOTES = ('"', "'")


def in_other_brackets(key: str, written: str) -> Iterator[str]:
    """A value of one line in the brackets that fit it; nothing where it has none around it.

    What comes is not always TOML: whether it is must be tried.
    """
    opening, inner = written[0], written[1:-1].strip()
    if _BRACKETS.get(opening) != written[-1]:
        return
    if _SETTING.match(inner):
        # Lists of tables hold one table here.
        yield f"[{{ {inner} }}]" if key in LISTS else f"{{ {inner} }}"
    elif opening == "{" and _BARE_WORDS.fullmatch(inner):
        yield f"[{', '.join(_quoted(word.strip()) for word in inner.split(','))}]"
    elif opening != "[" and inner[:1] in _QUOTES:
        yield f"[{inner}]"


def _quoted(word: str) -> str:
    return f'"{word}"'


def settings_in_list(lines: list[str], key: str, first: int, end: int) -> StructureMend | None:
    """A table over several lines that stands in the brackets of a list; None where it is none.

    `first` and `end` are the lines of the brackets.
    """
    inner = [written.strip() for written in lines[first : end - 1]]
    begin, rest = lines[first - 1].rstrip(), lines[end - 1].strip()
    is_table = begin.endswith("[") and rest == "]" and all(map(_SETTING.match, inner))
    if not is_table or not inner or any("#" in written for written in inner):
        return None
    entries = " ".join(f"{written.rstrip(',')}," for written in inner).removesuffix(",")
    (value,) = in_other_brackets(key.strip(), f"[{entries}]")
    mended = f"{begin.removesuffix('[')}{value}"
    changes = (LineChange((first, 1), (end, len(lines[end - 1]) + 1), mended),)
    help_, reading = f"Write {mended.strip()}", blanked(key, first, end)
    return StructureMend(first, len(begin), WRONG_BRACKETS, help_, reading, changes)
