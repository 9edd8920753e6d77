"""Days that stand in a sheet as text, in a format and a language of their own."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from babel import Locale, UnknownLocaleError

from okrsite.answers.observations import AnswerError
from okrsite.model.period import period_of

_NAMED = re.compile(r"%[bB]")
_WORD = re.compile(r"[^\W\d_]+\.?")


def day_in_format(text: str, written: str, language: str) -> date | None:
    """The day of a text in a format of strptime; None where it is in another one.

    Without a day in the format it is the month's last, without a month the year's. Names of months
    are those of the language. Raises AnswerError for a language that is not known.
    """
    if _NAMED.search(written):
        written = _NAMED.sub("%m", written)
        months = _months(language)
        text = _WORD.sub(lambda found: months.get(_plain(found[0]), found[0]), text)
    try:
        # Only the day is taken of it.
        day = datetime.strptime(text.strip(), written).date()  # noqa: DTZ007
    except ValueError:
        return None
    if "%d" in written or "%j" in written:
        return day
    return period_of(day, "monthly" if "%m" in written else "yearly").end


@cache
def _months(language: str) -> dict[str, str]:
    """The number of each month by its names, long and short, in a language and in English."""
    try:
        locales = [Locale("en"), Locale.parse(language, sep="-")]
    except (UnknownLocaleError, ValueError):
        raise AnswerError(f"nothing is known of the language '{language}'") from None
    return {
        _plain(name): str(number)
        for locale in locales
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[form][width].items()
    }


def _plain(name: str) -> str:
    return name.casefold().rstrip(".")
