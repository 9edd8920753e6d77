"""Settings below the front matter: lines of the text that were meant to be read."""

from __future__ import annotations

import re
from collections.abc import Collection

import tomli

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.parse.front_matter import FrontMatter
from okrsite.pipeline.prose.foreign_markup import prose_lines

_HEADER = re.compile(r" {0,3}\[{1,2}\s*([A-Za-z_]+)[\w.-]*\s*\]{1,2}\s*")
_FENCE = re.compile(r"\+\+\+[ \t]*")
_SETTING = re.compile(r"([a-z_]+)\s*=\s*\S.*")
# Of an objective's own tables, those that people append to wherever its file ends.
TABLES = frozenset({"checkin", "checkins", "key_result", "key_results"})


def settings_below(
    front_matter: FrontMatter, path: str, keys: Collection[str], *, is_checkin: bool
) -> Diagnostic | None:
    """The first line of the text that was meant as a setting, if there is one.

    It is a header of a table, a second fence, or one of the `keys` with a value.
    """
    body, line = front_matter.body, front_matter.body_line
    if "+++" not in body and "[" not in body and "=" not in body:
        return None
    lines = list(prose_lines(body))
    found = next(((row, text) for row, text in lines if _is_setting(text, keys)), None)
    if found is None:
        return None
    row, text = found
    fence = f"the +++ in line {line - 1}"
    if is_checkin:
        help_ = "A file holds one check-in: put the other one into a file of its own."
    elif not _FENCE.fullmatch(text) and _begins_block(lines, row):
        help_ = f"Take out {fence}; the settings end at the one below."
    else:
        help_ = f"Move it up, above {fence} that ends the settings."
    message = f"'{text.strip()[:40]}' stands in the text, where settings are not read"
    return error("OKR132", Span(path, line + row, 1), message, help_)


def _begins_block(lines: list[tuple[int, str]], row: int) -> bool:
    """Whether a text begins with settings that another fence ends."""
    is_first = not any(text.strip() for number, text in lines if number < row)
    return is_first and any(_FENCE.fullmatch(text) for number, text in lines if number > row)


def _is_setting(text: str, keys: Collection[str]) -> bool:
    if _FENCE.fullmatch(text):
        return True
    if header := _HEADER.fullmatch(text):
        return header[1] in TABLES or header[1] in keys
    setting = _SETTING.fullmatch(text.rstrip())
    return setting is not None and setting[1] in keys and _is_toml(text)


def _is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except (tomli.TOMLDecodeError, ValueError, RecursionError):
        return False
    return True
