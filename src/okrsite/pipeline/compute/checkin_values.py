"""Told: what check-ins say of each key result over time."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from okrsite.model.goals import CheckIn
from okrsite.model.names import KeyResultId
from okrsite.model.series import Point


class Told(Struct, frozen=True, gc=False):
    """The values told of a key result, oldest first: numbers, and the words among them.

    Words are the names of zones, or of one or several milestones.
    """

    numbers: list[Point] = []
    words: list[tuple[date, str | tuple[str, ...]]] = []


NOTHING = Told()


def told_by(checkins: Iterable[CheckIn], until: date) -> dict[KeyResultId, Told]:
    """What was told of each key result by the check-ins up to a day, that day included."""
    told: dict[KeyResultId, Told] = {}
    for checkin in checkins:
        if checkin.values and checkin.date <= until:
            for key_result, value in checkin.values.items():
                if key_result not in told:
                    told[key_result] = Told([], [])
                if isinstance(value, (str, tuple)):
                    told[key_result].words.append((checkin.date, value))
                else:
                    told[key_result].numbers.append(Point(checkin.date, float(value)))
    return told


def reached(told: Told) -> Mapping[str, date]:
    """The day on which each milestone was first named; once reached, it stays reached."""
    days: dict[str, date] = {}
    for day, value in told.words:
        for milestone in (value,) if isinstance(value, str) else value:
            days.setdefault(milestone, day)
    return days


def zones(told: Told) -> list[tuple[date, str]]:
    """The single words, such as the names of zones; the newest is last."""
    return [(day, value) for day, value in told.words if isinstance(value, str)]
