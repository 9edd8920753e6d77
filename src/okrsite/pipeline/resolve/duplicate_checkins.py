"""Twins: the same check-in in two places, of which one is enough."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.goals import CheckIn


def each_once(checkins: Iterable[CheckIn], findings: list[Diagnostic]) -> tuple[CheckIn, ...]:
    """One objective's check-ins by day and place, each once: an author says one thing a day.

    Two without an author may be of two people; they are one only if they say the same.
    """
    first: dict[object, CheckIn] = {}
    kept: list[CheckIn] = []
    for checkin in sorted(checkins, key=_when_and_where):
        key = (checkin.date, checkin.author or _what_it_says(checkin))
        if key in first:
            findings.append(_twice(checkin, first[key]))
        else:
            first[key] = checkin
            kept.append(checkin)
    return tuple(kept)


def _when_and_where(checkin: CheckIn) -> tuple[object, ...]:
    return (checkin.date, checkin.span)


def _what_it_says(checkin: CheckIn) -> object:
    return (checkin.confidence, tuple(sorted(checkin.values.items())), checkin.note.text)


def _twice(checkin: CheckIn, first: CheckIn) -> Diagnostic:
    author = f" by '{checkin.author}'" if checkin.author else ""
    return error(
        "OKR120",
        checkin.span,
        f"the check-in of {checkin.date}{author} on '{checkin.objective}' stands twice,"
        f" at {first.span} too",
        "Put both into one",
    )
