"""Dated: settings with the days that are asked for in their texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from okrsite.answers.cells import BEGINNING
from okrsite.api import RecordsWanted


def with_days(settings: Any, wanted: RecordsWanted[Any]) -> Any:
    """A JSON value whose texts have the first and the last day in place of `{since}`, `{until}`."""
    return _filled(settings, (wanted.since or BEGINNING, wanted.until))


def _filled(value: Any, days: tuple[date, date]) -> Any:
    since, until = days
    match value:
        case str():
            return value.replace("{since}", f"{since}").replace("{until}", f"{until}")
        case dict():
            return {key: _filled(held, days) for key, held in value.items()}
        case list():
            return [_filled(held, days) for held in value]
        case _:
            return value
