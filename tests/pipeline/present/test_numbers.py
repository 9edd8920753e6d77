"""Figures and days are read in the site's language, and missing is never zero."""

from datetime import date
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.measure import Range
from okrsite.model.period import period_of
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.present.precision import as_told, more_places
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
def test_a_figure_is_written_with_its_unit_as_the_language_does(
    value, unit, english, german
) -> None:
    assert plain(numbers("en").quantity(value, unit)) == english
    assert plain(numbers("de").quantity(value, unit)) == german


def test_none_is_not_measured_and_zero_is_zero() -> None:
    assert numbers().quantity(None, "%") == numbers().percent(None) == "not measured"
    assert numbers().quantity(0, "") == numbers().quantity(-0.0, "") == "0"


def test_a_tiny_value_is_not_written_as_zero() -> None:
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
def test_a_share_is_whole_percent_and_100_is_said_of_the_whole_only(share, text) -> None:
    assert numbers().percent(share) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["", "%", "EUR", "h"]))
def test_every_finite_figure_can_be_written(value, unit) -> None:
    assert isfinite(value)
    assert numbers().quantity(value, unit)


def test_days_are_written_as_the_language_does() -> None:
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
def test_a_period_goes_by_its_name(cadence, name) -> None:
    assert numbers().period(period_of(date(2026, 10, 7), cadence)) == name


def test_an_unknown_language_counts_as_english_does() -> None:
    assert numbers("xx-unknown").quantity(1234, "") == "1,234"


def test_a_difference_shows_its_sign() -> None:
    assert numbers().signed(4.2, "%") == "+4.2%"
    assert numbers().signed(-4.2, "%") == "−4.2%"
    assert numbers().signed(0, "%") == "0%"


@pytest.mark.parametrize(
    ("value", "bounds", "text"),
    [
        (5.004, [5], "5.004%"),
        (5.004, [4.5], "5%"),
        (4.9999999, [5], "4.9999999%"),
        (5.0000000001, [5], "5%"),
        (5.004, [5.004], "5.004%"),
        (1000.4, [1000], "1,000.4%"),
        (1_000_001, [1_000_000], "1.000001M%"),
        (-0.00001, [0], "−0.00001%"),
        (1.0004e15, [1e15], "1.0004e+15%"),
    ],
)
def test_a_figure_near_a_bound_never_reads_as_being_on_its_other_side(value, bounds, text) -> None:
    assert numbers().beside(value, "%", *bounds) == text


def test_a_share_near_a_threshold_reads_on_its_own_side() -> None:
    assert numbers().percent(0.6996, 0.4, 0.7) == "69.96%"
    assert numbers().percent(0.66, 0.4, 0.7) == "66%"
    assert numbers().percent(0.7, 0.4, 0.7) == "70%"


def test_a_bound_is_told_with_every_place_that_somebody_wrote() -> None:
    assert numbers().exact(99.9505, "%") == "99.9505%"
    assert numbers().exact(1_234_567, "") == "1.234567M"
    assert numbers().exact(5, "%") == "5%"


@given(
    st.floats(-1e12, 1e12).map(lambda value: round(value, 6)),
    st.floats(-2e-3, 2e-3).map(lambda away: round(away, 6)),
)
def test_what_is_read_is_inside_a_range_exactly_where_the_value_is(bound, away) -> None:
    value = bound + away
    told = as_told(value, more_places(value, [bound]))
    assert Range(max=bound).holds(told) == Range(max=bound).holds(value)
    assert Range(min=bound).holds(told) == Range(min=bound).holds(value)


def test_a_sign_stays_before_its_figure_where_the_text_runs_from_right_to_left() -> None:
    assert numbers("ar").quantity(-23.8, "").startswith("\u200e\u2212")


def test_a_calculation_is_read_from_left_to_right_in_every_language() -> None:
    assert numbers("ar").formula("(4 − 8) / 2 = 50%") == "\u2066(4 − 8) / 2 = 50%\u2069"
    assert numbers("de").formula("(4 − 8) / 2 = 50%") == "(4 − 8) / 2 = 50%"
    assert numbers("he").signed(5, "").startswith("\u200e+")
    assert numbers("en").signed(5, "") == "+5"
