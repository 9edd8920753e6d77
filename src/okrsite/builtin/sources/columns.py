"""Columns: which of a table's columns has the days, and which the values."""

from collections.abc import Sequence

from okrsite.api import suggestion
from okrsite.builtin.sources.answer import AnswerError

DAYS = ("date", "day", "month", "week", "quarter", "year", "period")
VALUE = "value"


def column(header: Sequence[str], name: str) -> int:
    """The place of a column by its name, case and surrounding space aside.

    Raises AnswerError where there is none, or more than one.
    """
    wanted = _plain(name)
    places = [place for place, each in enumerate(header) if _plain(each) == wanted]
    if len(places) == 1:
        return places[0]
    if places:
        raise AnswerError(f"{len(places)} columns are called '{name}'")
    near = suggestion(name, [each for each in header if each])
    raise AnswerError(f"there is no column '{name}'{near}")


def day_and_value(header: Sequence[str]) -> tuple[int, int]:
    """The places of day and value: by their usual names, or by order where there are two columns.

    Raises AnswerError where neither tells.
    """
    names = [_plain(each) for each in header]
    days = [place for place, name in enumerate(names) if name in DAYS]
    values = [place for place, name in enumerate(names) if name == VALUE]
    if len(days) == len(values) == 1:
        return days[0], values[0]
    if len(header) == 2:
        return 0, 1
    raise AnswerError(
        f"of {len(header)} columns it is not clear which has the day and which the value; "
        "call them date and value"
    )


def _plain(name: str) -> str:
    return name.strip().lower()
