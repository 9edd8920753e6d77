"""Check-in values: what check-ins say of each key result over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from okrsite.model.goals import CheckIn, CheckInValue
from okrsite.model.names import KeyResultId, Rhythm
from okrsite.model.series import Point


class CheckInValues(Struct, frozen=True, gc=False):
    """A key result's values in check-ins, oldest first: numbers, and the words among them.

    Words are the names of zones, or of one or several milestones; `all` has both in their order.
    """

    all: list[tuple[date, CheckInValue]] = []
    numbers: list[Point] = []
    words: list[tuple[date, str | tuple[str, ...]]] = []


NO_VALUES = CheckInValues()


class GoalCheckIns(Struct, frozen=True, gc=False):
    """What check-ins say of an objective up to a day.

    Attributes:
        rhythm: How often it is checked in.
        days: The days of its check-ins, oldest first.
        values: What they say of each key result.
    """

    rhythm: Rhythm
    days: tuple[date, ...]
    values: dict[KeyResultId, CheckInValues]


def goal_checkins(checkins: Sequence[CheckIn], until: date, rhythm: Rhythm) -> GoalCheckIns:
    """What the check-ins of an objective say up to a day, that day included."""
    days = tuple(checkin.date for checkin in checkins if checkin.date <= until)
    return GoalCheckIns(rhythm, days, values_by_key_result(checkins, until))


def values_by_key_result(
    checkins: Iterable[CheckIn], until: date
) -> dict[KeyResultId, CheckInValues]:
    """The values of each key result in the check-ins up to a day, that day included."""
    found: dict[KeyResultId, CheckInValues] = {}
    for checkin in checkins:
        if checkin.values and checkin.date <= until:
            for key_result, value in checkin.values.items():
                if key_result not in found:
                    found[key_result] = CheckInValues([], [], [])
                found[key_result].all.append((checkin.date, value))
                if isinstance(value, (str, tuple)):
                    found[key_result].words.append((checkin.date, value))
                else:
                    found[key_result].numbers.append(Point(checkin.date, float(value)))
    return found


def reached_on(values: CheckInValues) -> Mapping[str, date]:
    """The day on which each milestone was first named; once reached, it stays reached."""
    days: dict[str, date] = {}
    for day, value in values.words:
        for milestone in (value,) if isinstance(value, str) else value:
            days.setdefault(milestone, day)
    return days
