"""Placeholders: days and parameters in an address or a body, and nothing else that is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from msgspec import Struct

from okrsite.answers.cells import BEGINNING

DAYS = ("since", "until", "after")
_PLACE = re.compile(r"(?<!\$)\{([A-Za-z_]\w*(?::[^{}]+)?)\}")
_DAY = re.compile(r"\{(since|until|after)(?::([^{}]+))?\}")
_NUMBERS = {"epoch": 1, "epoch_ms": 1000}


class Placeholders(Struct, frozen=True):
    """What the places stand for: days in a time zone, and the parameters that a KPI gave."""

    since: date
    until: date
    timezone: str
    parameters: Mapping[str, str] = {}

    def in_address(self, address: str) -> str:
        """An address with its places filled in; a parameter is one part of it and no more."""
        filled = _DAY.sub(lambda found: self._day(found, encode=True), address)
        for name, value in self.parameters.items():
            filled = filled.replace(f"{{{name}}}", quote(value, safe=""))
        return filled

    def in_body(self, value: Any) -> Any:
        """A JSON value with the days in its texts; a parameter is a whole text, or none."""
        match value:
            case str():
                return self._text(value)
            case dict():
                return {key: self.in_body(held) for key, held in value.items()}
            case list():
                return [self.in_body(held) for held in value]
            case _:
                return value

    def _text(self, text: str) -> Any:
        if text[:1] == "{" and text[1:-1] in self.parameters:
            return self.parameters[text[1:-1]]
        whole = _DAY.fullmatch(text)
        if whole and whole[2] in _NUMBERS:
            return int(self._day(whole))
        return _DAY.sub(self._day, text)

    def _day(self, found: re.Match[str], *, encode: bool = False) -> str:
        day = {"since": self.since, "until": self.until}.get(found[1]) or self._after()
        wanted = found[2] or "%Y-%m-%d"
        begins = datetime.combine(day, time(), ZoneInfo(self.timezone))
        if wanted in _NUMBERS:
            return str(int(begins.timestamp()) * _NUMBERS[wanted])
        written = begins.strftime(wanted)
        return quote(written, safe=":/") if encode else written

    def _after(self) -> date:
        return self.until + timedelta(days=1)


def placeholders(
    since: date | None, until: date, timezone: str, parameters: Mapping[str, str]
) -> Placeholders:
    """The places of a request; without a first day it is one before any company's."""
    return Placeholders(since or BEGINNING, until, timezone, parameters)


def with_example_days(address: str) -> str:
    """An address as it may look with its days, to be looked at before anything is asked."""
    return _DAY.sub("2026-01-01", address)


def known_places(parameters: Iterable[str]) -> frozenset[str]:
    """The names of all places that are filled in."""
    return frozenset((*DAYS, *parameters))


def places_in(text: str) -> list[str]:
    """What stands in braces in a text, without them."""
    return _PLACE.findall(text)


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for held in value.values():
                yield from texts_of(held)
        case list():
            for held in value:
                yield from texts_of(held)
        case _:
            return
