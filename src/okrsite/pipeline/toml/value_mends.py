"""Value mends: what a value that is no TOML was meant to be, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from okrsite.pipeline.toml.meant import days_meant, number_meant, range_meant
from okrsite.pipeline.toml.periods_meant import help_for_no_day
from okrsite.pipeline.toml.shares_meant import SCALES, share_meant

# The fields that hold a range.
RANGES = frozenset({"range", "warning", "keep"})
# Those that hold text, also where it looks like a number or a quarter, as `2026-q4` does.
_TEXTS = frozenset(
    [
        "abbreviation",
        "author",
        "cycle",
        "id",
        "kpi",
        "lead",
        "objective",
        "owner",
        "parent",
        "reason",
        "role",
        "team",
        "title",
        "unit",
    ]
)
# Those that hold a day.
_DAYS = frozenset({"by", "closed", "date", "done", "due", "end", "left", "since", "start"})
_YES = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "false": "false",
    "no": "false",
    "off": "false",
}


class ValueMeant(NamedTuple):
    """A value as it was meant, and what is to be said of it."""

    text: str | None
    message: str
    help: str
    unit: str = ""


def values_meant(key: str, written: str) -> Iterator[ValueMeant]:
    """What a value that stands alone may have been meant to be."""
    if written[0] in "\"'":
        yield from _quoted(key, written)
        return
    if key not in _TEXTS:
        scale = SCALES.get(key)
        if scale and (share := share_meant(written, scale)):
            message = f"'{written}' is not a number as TOML writes it"
            yield ValueMeant(share, message, f"Write {key} = {share}")
        yield from _days(key, written)
        if number := number_meant(written):
            is_sure = number.sure is not None
            yield _number(key, number.readings, number.unit, written, is_sure=is_sure)
            return
        if meant := range_meant(written):
            yield _range(key, str(meant), written)
            return
    if (word := _YES.get(written.lower())) and written.lower() in {"true", "false"}:
        yield ValueMeant(word, f"'{written}' is {word} in small letters", f"Write {key} = {word}")
    text = f'"{written}"' if '"' not in written else f"'{written}'"
    if written.endswith('"') and written.count('"') == 1:
        text = f'"{written}'
        yield ValueMeant(text, "the opening quote is missing", f"Write {key} = {text}")
    if written[0].isdigit() and key not in _TEXTS:
        help_ = "A number is 4.5, a date 2026-10-12, and text stands in quotes."
        yield ValueMeant(None, "this is neither a number nor a date", help_)
    if len(written) <= 80:
        yield ValueMeant(text, "text must stand in quotes", f"Write {key} = {text}")
    yield ValueMeant(text, "text must stand in quotes", 'Write it as "...".')


def _days(key: str, written: str) -> Iterator[ValueMeant]:
    days = days_meant(written)
    if len(days) == 1:
        yield ValueMeant(str(days[0]), f"'{written}' is not a date", f"Write {key} = {days[0]}")
    elif days:
        either = " or ".join(f"{key} = {day}" for day in days)
        yield ValueMeant(None, f"'{written}' may be two days", f"Write {either}")
    elif key in _DAYS and (help_ := help_for_no_day(written, f"{key} = ")):
        yield ValueMeant(None, f"'{written}' is not a date", help_)


def _number(
    key: str, readings: tuple[str, ...], unit: str, written: str, *, is_sure: bool
) -> ValueMeant:
    message = f"'{written}' is not a number as TOML writes it"
    if len(readings) > 1:
        either = f"{key} = {readings[0]}, or {key} = {readings[1]} where the comma begins decimals"
        return ValueMeant(None, message, f"Write {either}")
    number = readings[0]
    if unit:
        message = f"'{written}' is a number with a unit"
        help_ = f'Write {key} = {number} and, in a line of its own, unit = "{unit}"'
        return ValueMeant(number if is_sure else None, message, help_, unit)
    return ValueMeant(number if is_sure else None, message, f"Write {key} = {number}")


def _range(key: str, meant: str, written: str) -> ValueMeant:
    if key in RANGES:
        message = f"'{written}' is not a range as TOML writes it"
        return ValueMeant(meant, message, f"Write {key} = {meant}")
    help_ = f"To stay in a range, write keep = {meant}; to get somewhere, {key} = and one number."
    return ValueMeant(None, f"'{written}' is a range and not a number", help_)


def _quoted(key: str, written: str) -> Iterator[ValueMeant]:
    """Text whose quotes do not pair, or with signs inside that quotes do not bear."""
    quote, inner = written[0], written[1:]
    other = "'" if quote == '"' else '"'
    if inner.endswith(other) and inner.count(quote) == 0:
        text = f"{quote}{inner[:-1]}{quote}"
        yield ValueMeant(
            text, f"text that begins with {quote} must end with {quote}", f"Write {key} = {text}"
        )
    if inner.count(quote) == 0:
        text = f"{written}{quote}"
        yield ValueMeant(text, "the closing quote is missing", f"Write {key} = {text}")
        return
    if not inner.endswith(quote):
        return
    bare = inner[:-1]
    if quote == '"' and "\\" in bare and "'" not in bare and '"' not in bare:
        text = f"'{bare}'"
        message = "a backslash is a sign of its own between double quotes"
        yield ValueMeant(text, message, f"Write {key} = {text}, or each backslash twice.")
    if quote in bare:
        text = f"'{bare}'" if quote == '"' and "'" not in bare else f'"{_escaped(bare)}"'
        yield ValueMeant(text, f"a {quote} inside of text ends it", f"Write {key} = {text}")


def _escaped(text: str) -> str:
    return re.sub(r'(?<!\\)"', r"\"", text)
