"""Headers: the lines `[a.b]` of a TOML text, and which of them begins a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from okrsite.pipeline.toml.positions import Step, Writing

_WORD = re.compile(r"[\w-]+")


def header_line(writing: Writing, steps: tuple[Step, ...], since: int) -> int | None:
    """The first line of the file, from one on, that is the header of a table or of one in it.

    `steps` lead to the table from any that holds it; None where it has no header.
    """
    last = str(steps[-1])
    numbers = _headers(writing.text).get(last if _WORD.fullmatch(last) else "", [])
    begin = bisect_left(numbers, since - writing.first_line)
    if begin == len(numbers):
        return None
    name = r"\s*\.\s*".join(rf"[\"']?{re.escape(str(step))}[\"']?" for step in steps)
    header = re.compile(rf"[ \t]*\[(?:[^\[\]]*\.)?\s*{name}\s*[\].]")
    found = (number for number in numbers[begin:] if header.match(writing.lines[number]))
    number = next(found, None)
    return None if number is None else number + writing.first_line


# Thousands of tables of one text are asked for in a row, and it must not be searched for each anew.
@lru_cache(maxsize=4)
def _headers(text: str) -> dict[str, list[int]]:
    """By each word of a header the lines, from 0, that it stands in; by no word all of them."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n")):
        if line.lstrip(" \t").startswith("["):
            for word in {"", *_WORD.findall(line)}:
                found.setdefault(word, []).append(number)
    return found
