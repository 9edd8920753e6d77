"""Told: what check-ins say of each key result over time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from okrsite.model.goals import CheckIn, CheckInValue
from okrsite.model.names import KeyResultId
from okrsite.model.series import Point

Told: TypeAlias = list[tuple[date, CheckInValue]]


def told_by(checkins: Iterable[CheckIn], until: date) -> dict[KeyResultId, Told]:
    """The values by key result, oldest first, of the check-ins up to a day, that day included."""
    told: dict[KeyResultId, Told] = {}
    for checkin in checkins:
        if checkin.values and checkin.date <= until:
            for key_result, value in checkin.values.items():
                told.setdefault(key_result, []).append((checkin.date, value))
    return told


def numbers(told: Told) -> list[Point]:
    """The numbers among the values; words have no place in a series."""
    return [Point(day, float(value)) for day, value in told if isinstance(value, (int, float))]


def reached(told: Told) -> Mapping[str, date]:
    """The day on which each milestone was first named; once reached, it stays reached."""
    days: dict[str, date] = {}
    for day, value in told:
        named = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        for milestone in named:
            days.setdefault(milestone, day)
    return days


def words(told: Told) -> list[tuple[date, str]]:
    """The words among the values, such as the names of zones; the newest is last."""
    return [(day, value) for day, value in told if isinstance(value, str)]
