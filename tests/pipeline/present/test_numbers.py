"""Figures and days are read in the site's language, and missing is never zero."""

from datetime import date
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.period import period_of
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import words_of

TABLES = {
    "value": {"not_measured": "not measured"},
    "period": {"week": "week {week} of {year}"},
}
NBSP = "\N{NO-BREAK SPACE}"


def numbers(language="en"):
    return Numbers(words_of(language, TABLES))


def plain(text):
    return text.replace(NBSP, " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "unit", "english", "german"),
    [
        (1234, "", "1,234", "1.234"),
        (0.3, "s", "0.3 s", "0,3 s"),
        (12.345, "%", "12.35%", "12,35 %"),
        (8, "%", "8%", "8 %"),
        (14, "h", "14 h", "14 h"),
        (-3, "h", "−3 h", "−3 h"),
        (28700, "EUR", "€28,700", "28.700 €"),
        (12.5, "EUR", "€12.50", "12,50 €"),
        (1_200_000, "USD", "$1.2M", "1,2 Mio. $"),
        (45, "NPS", "45 NPS", "45 NPS"),
    ],
)
def test_a_figure_is_written_with_its_unit_as_the_language_does(value, unit, english, german):
    assert plain(numbers("en").quantity(value, unit)) == english
    assert plain(numbers("de").quantity(value, unit)) == german


def test_none_is_not_measured_and_zero_is_zero():
    assert numbers().quantity(None, "%") == numbers().percent(None) == "not measured"
    assert numbers().quantity(0, "") == numbers().quantity(-0.0, "") == "0"


def test_a_tiny_value_is_not_written_as_zero():
    assert numbers().number(1e-7) == "1e-07"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.5, "50%"),
        (0.535, "54%"),
        (0.996, "99%"),
        (1, "100%"),
        (0.001, "1%"),
        (0, "0%"),
        (1.2, "120%"),
    ],
)
def test_a_share_is_whole_percent_and_100_is_said_of_the_whole_only(share, text):
    assert numbers().percent(share) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["", "%", "EUR", "h"]))
def test_every_finite_figure_can_be_written(value, unit):
    assert isfinite(value)
    assert numbers().quantity(value, unit)


def test_days_are_written_as_the_language_does():
    day = date(2026, 11, 21)
    assert numbers("en").day(day) == "November 21, 2026"
    assert numbers("de").day(day) == "21. November 2026"
    assert numbers("en").short_day(day) == "Nov 21"


@pytest.mark.parametrize(
    ("cadence", "name"),
    [
        ("daily", "October 7, 2026"),
        ("weekly", "week 41 of 2026"),
        ("monthly", "October 2026"),
        ("quarterly", "Q4 2026"),
        ("yearly", "2026"),
    ],
)
def test_a_period_goes_by_its_name(cadence, name):
    assert numbers().period(period_of(date(2026, 10, 7), cadence)) == name


def test_an_unknown_language_counts_as_english_does():
    assert numbers("xx-unknown").quantity(1234, "") == "1,234"


def test_a_difference_shows_its_sign():
    assert numbers().signed(4.2, "%") == "+4.2%"
    assert numbers().signed(-4.2, "%") == "−4.2%"
    assert numbers().signed(0, "%") == "0%"
