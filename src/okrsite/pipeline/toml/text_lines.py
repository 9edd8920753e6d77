"""Text lines: where each line of a text stands in the TOML that it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.pipeline.toml.positions import LineColumn

# In a text in double quotes: a line that goes on below, an escape, or the end of a line. Its
# line break belongs to none of the text's lines where a backslash stands before it.
_BREAK = re.compile(r"\\[ \t]*\n[ \t\n]*|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\n")


def text_lines(raw: str, start: LineColumn) -> Iterator[LineColumn]:
    """The line and column of each line of a text, of which `raw` is what was written at `start`.

    Within a line, escapes are as long as they were written only up to the first one.
    """
    quotes = 3 if raw[:3] in {'"""', "'''"} else 1
    begin = quotes + raw.startswith("\n", quotes) * (quotes == 3)
    yield _place(raw, begin, start)
    if raw[0] == "'":
        breaks = (found.end() for found in re.finditer("\n", raw[begin:]))
    else:
        breaks = (
            found.end()
            for found in _BREAK.finditer(raw[begin:])
            if found[0] in {"\n", "\\n", "\\u000a", "\\u000A"}
        )
    for end in breaks:
        yield _place(raw, begin + end, start)


def _place(raw: str, offset: int, start: LineColumn) -> LineColumn:
    before = raw[:offset]
    line = before.count("\n")
    column = offset - before.rfind("\n") if line else start[1] + offset
    return start[0] + line, column
