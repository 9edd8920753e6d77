"""Unit field: where a unit goes that somebody wrote behind a number."""

from __future__ import annotations

from okrsite.model.edit import Edit, insert_line
from okrsite.pipeline.toml.mends import SETTING
from okrsite.pipeline.toml.positions import TomlText

# The fields whose numbers are in the `unit` of their table.
_MEASURED = frozenset({"start", "target", "current"})


def unit_edits(source: TomlText, line: int, unit: str) -> tuple[Edit, ...] | None:
    """What puts a unit beside the number on a line of the file; nothing where it stands there.

    None where the table says another unit, or where the number is in no unit of its own. Two
    numbers of one table give the same edit, so that it is made once.
    """
    number = line - source.first_line
    if _key(source.lines[number]) not in _MEASURED:
        return None
    block = _block(source.lines, number)
    by_key = {key: n for n in reversed(block) if (key := _key(source.lines[n]))}
    if "kpi" in by_key:
        return None
    if (written := by_key.get("unit")) is not None:
        setting = SETTING.match(source.lines[written])
        value = source.lines[written][setting.end() :].strip() if setting else ""
        return () if value.strip("\"'") == unit else None
    first = min(by_key[key] for key in _MEASURED if key in by_key)
    return (insert_line(source.path, first + source.first_line + 1, f'unit = "{unit}"'),)


def _key(line: str) -> str:
    setting = SETTING.match(line)
    return setting["key"].strip() if setting else ""


def _block(lines: list[str], number: int) -> list[int]:
    """The numbers of the lines from the header above a line to the next one."""
    first = last = number
    while first > 0 and not lines[first - 1].lstrip().startswith("["):
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].lstrip().startswith("["):
        last += 1
    return list(range(first, last + 1))
