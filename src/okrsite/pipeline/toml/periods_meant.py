"""Periods meant: what somebody wrote in the place of a day that is none, and what to do then."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from okrsite.model.names import Cadence
from okrsite.model.period import Period, period_of
from okrsite.pipeline.toml.meant import LONGEST, MONTHS

_WORDS: dict[Cadence, str] = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
}
_WEEK = re.compile(
    r"(?P<year>[0-9]{4})-?W(?P<week>[0-9]{1,2})"
    r"|(?:CW|KW|W) ?(?P<w>[0-9]{1,2})[ ,/-]+(?P<y>[0-9]{4})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})[ -]?Q(?P<quarter>[1-4])|Q(?P<q>[1-4])[ ,/-]*(?P<y>[0-9]{4})",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})|(?P<m>[0-9]{1,2})[-./ ](?P<y>[0-9]{4})"
)
_NAMED = re.compile(r"(?P<name>[^\W\d_]{3,})[\s,.-]*(?P<year>[0-9]{4})")
_DAY = re.compile(r"([0-9]{1,4})[-./]([0-9]{1,2})[-./]([0-9]{1,4})")


def period_meant(text: str) -> Period | None:
    """The week, month, quarter or year in `2026-W45`, `2026-11`, `Q4 2026` or `2026`, if any."""
    text = text.strip()[:LONGEST]
    try:
        if found := _WEEK.fullmatch(text):
            year, week = int(found["year"] or found["y"]), int(found["week"] or found["w"])
            return period_of(date.fromisocalendar(year, week, 1), "weekly")
        if found := _QUARTER.fullmatch(text):
            year, quarter = int(found["year"] or found["y"]), int(found["quarter"] or found["q"])
            return period_of(date(year, 3 * quarter, 1), "quarterly")
        if found := _MONTH.fullmatch(text):
            year, month = int(found["year"] or found["y"]), int(found["month"] or found["m"])
            return period_of(date(year, month, 1), "monthly")
        if found := _NAMED.fullmatch(text):
            month = MONTHS.get(found["name"].casefold()[:3], 0)
            return period_of(date(int(found["year"]), month, 1), "monthly")
        if re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
            return period_of(date(int(text), 1, 1), "yearly")
    except ValueError:
        return None
    return None


def help_for_no_day(text: str, setting: str = "") -> str:
    """What to do about a text that is no day, as a sentence; empty where nothing can be told.

    `setting` is what stands before a value, such as `due = `.
    """
    if period := period_meant(text):
        word = _WORDS[period.cadence]
        return f"It is a {word}: write a day of it, such as its last, {setting}{period.end}."
    found = _DAY.fullmatch(text.strip()[:LONGEST])
    if not found:
        return ""
    first, middle, last = map(int, found.groups())
    if len(found[1]) == 4:
        year, month, day = first, middle, last
    else:
        day, month, year = (first, middle, last) if middle <= 12 else (middle, first, last)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return f"A year has 12 months, and {month} is none of them."
    return f"{year}-{month:02} has {monthrange(year, month)[1]} days, and {day} is none of them."
