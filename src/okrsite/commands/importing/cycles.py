"""Cycles: the stretch of time that a text or two days mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from okrsite.commands.authoring.cycle_names import NamedCycle, named_cycle, quarter_of
from okrsite.commands.authoring.slug import slug
from okrsite.commands.importing.facts import CycleFacts

_FISCAL = r"(?P<fiscal>fy|gj|ej|bj)?[\s'\u2019-]*"
_YEARS = r"(?P<year>(?:19|20)\d{2}|\d{2})(?:\s*/\s*(?P<second>\d{2,4}))?"
_WORDS = "quartal|halbjahr|quarter|half|trimestre|semestre"
_PART = (
    r"(?:(?P<letter>[qht])\s*-?\s*(?P<which>[1-4])"
    rf"|(?P<ordinal>[1-4])\s*\.?\s*(?P<word>{_WORDS})|(?P<word2>{_WORDS})\s*(?P<which2>[1-4]))"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w.]){_PART}[\s,/_-]*{_FISCAL}{_YEARS}(?![\w%])",
        rf"(?<![\w.]){_FISCAL}{_YEARS}[\s,/_-]*{_PART}(?![\w%])",
        r"(?<![\w.])(?P<fiscal>fy|gj)[\s'\u2019-]*(?P<year>\d{4}|\d{2})(?:\s*/\s*(?P<second>\d{2,4}))?(?![\w%])",
    )
)
_YEAR_ALONE = re.compile(
    r"(?:okrs?|goals|ziele|annual|year|jahr)?\W*((?:19|20)\d{2})\W*(?:okrs?|goals|ziele)?",
    re.IGNORECASE,
)


def cycle_in(text: str, year_starts: int = 1) -> CycleFacts | None:
    """The cycle that a text names, such as `Q3 2026`, `3. Quartal 2026`, `FY27 Q1` or `2026`."""
    for form in _FORMS:
        if found := form.search(text):
            named = _named(found, year_starts)
            if named:
                return named
    alone = _YEAR_ALONE.fullmatch(text.strip())
    return _facts(named_cycle(alone[1])) if alone else None


def cycle_between(start: date, end: date) -> CycleFacts | None:
    """The cycle of two days: one of the calendar where they are its ends, else one of its own.

    A day more or less at an end is how some tools count; None where the end comes first.
    """
    if end <= start:
        return None
    for named in _calendar(start):
        if abs(named.start - start) <= timedelta(1) and abs(named.end - end) <= timedelta(1):
            return _facts(named)
    return CycleFacts(f"{start}-to-{end}", f"{start} to {end}", start, end)


def named_between(title: str, start: date, end: date) -> CycleFacts:
    """A cycle with a name of its own and the days of the file."""
    return CycleFacts(slug(title) or f"{start}-to-{end}", title, start, end)


def _calendar(start: date) -> list[NamedCycle]:
    near = start + timedelta(1)
    names = [quarter_of(near).id, f"{near.year}-h{(near.month + 5) // 6}", str(near.year)]
    return [named for name in names if (named := named_cycle(name))]


def _named(found: re.Match[str], year_starts: int) -> CycleFacts | None:
    groups = found.groupdict()
    letter = (groups.get("letter") or "").lower().replace("t", "q")
    which = groups.get("which") or groups.get("ordinal") or groups.get("which2") or ""
    if which and not letter:
        word = (groups.get("word") or groups.get("word2") or "").lower()
        letter = "h" if word in {"halbjahr", "half", "semestre"} else "q"
    year = groups["year"]
    is_fiscal = bool(groups.get("fiscal") or groups.get("second"))
    if is_fiscal:
        # A fiscal year is called by the one in which it ends.
        year = f"fy{(groups.get('second') or year)[-2:]}"
    elif len(year) == 2:
        year = f"20{year}"
    if letter == "h" and which not in {"1", "2"}:
        return None
    return _facts(named_cycle(f"{year}-{letter}{which}" if letter else year, year_starts))


def _facts(named: NamedCycle | None) -> CycleFacts | None:
    return CycleFacts(named.id, named.title, named.start, named.end) if named else None
