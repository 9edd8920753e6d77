"""Figures and days are read in the site's language, and missing is never zero."""

import tomllib
from datetime import date
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.measure import Range
from okrsite.model.period import period_of
from okrsite.pipeline.figures.precision import as_read, figures_of
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import words_of

TABLES = {
    "value": {"not_measured": "not measured"},
    "period": {"week": "week {week} of {year}"},
}
LOCALES = Path(__file__).parents[3] / "src/okrsite/locales"
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


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "accounts", "1 account"),
        (-1, "points", "−1 point"),
        (1, "libraries", "1 library"),
        (1, "classes", "1 class"),
        (1, "releases per month", "1 release per month"),
        (1, "story points", "1 story point"),
        (1, "a week", "1 a week"),
        (1, "ms", "1 ms"),
        (1, "news", "1 news"),
        (1, "NPS", "1 NPS"),
        (1, "address", "1 address"),
        (1.5, "accounts", "1.5 accounts"),
        (1000, "accounts", "1,000 accounts"),
        (0, "accounts", "0 accounts"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular_in_english_only(value, unit, text) -> None:
    assert plain(numbers("en").quantity(value, unit)) == text
    assert plain(numbers("de").quantity(value, unit)).endswith(unit)


def test_none_is_not_measured_and_zero_is_zero() -> None:
    assert numbers().quantity(None, "%") == numbers().percent(None) == "not measured"
    assert numbers().quantity(0, "") == numbers().quantity(-0.0, "") == "0"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1e-7, "", "0.0000001"),
        (-1e-10, "s", "−0.0000000001 s"),
        (0.0000039, "EUR", "€0.0000039"),
        (3.2e-15, "s", "3.2×10⁻¹⁵ s"),
        (1.5e20, "", "1.5×10²⁰"),
    ],
)
def test_a_tiny_or_huge_value_is_neither_zero_nor_in_the_form_of_programs(
    value, unit, text
) -> None:
    assert plain(numbers().quantity(value, unit)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "€1,235"), (1235.5, "€1,236"), (-1234.5, "−€1,235"), (2.675, "€2.68")],
)
def test_halves_are_rounded_away_from_zero_as_they_are_written(value, text) -> None:
    assert numbers().quantity(value, "EUR") == text


@pytest.mark.parametrize(
    ("language", "value", "unit", "text"),
    [
        ("en", 0.5, "EUR", "€0.50"),
        ("en", 101.4, "EUR", "€101.40"),
        ("en", 12.345, "KWD", "KWD 12.345"),
        ("en", 12.3, "KWD", "KWD 12.300"),
        ("en", 12.5, "JPY", "¥13"),
        ("en", 100_000, "CHF", "CHF 100,000"),
        ("en", 1_200_000, "CHF", "CHF 1.2M"),
        ("en", -12.5, "CHF", "−CHF 12.50"),
        ("de", -12.5, "CHF", "−12,50 CHF"),
        ("nl", -12.5, "EUR", "€ −12,50"),
        ("pt-BR", 12.5, "BRL", "R$ 12,50"),
        ("es", 1234, "EUR", "1234 €"),
        ("es", 12345, "EUR", "12.345 €"),
        ("hi", 1_00_000, "EUR", "€1,00,000"),
    ],
)
def test_money_is_written_as_the_language_does_with_all_its_cents_or_none(
    language, value, unit, text
) -> None:
    assert plain(numbers(language).quantity(value, unit)) == text


def test_all_amounts_of_one_thing_have_cents_or_none_has() -> None:
    basket = figures_of("EUR", written=[90], computed=[98.2, 101.4])
    told = [numbers().among(value, basket) for value in (90, 98.2, 101.4, 100)]
    assert told == ["€90.00", "€98.20", "€101.40", "€100.00"]


def test_a_minus_goes_with_its_digits() -> None:
    assert numbers().exactly(-0.04, "%", numbers().precision(1.5, figures_of("%", [1]))) == "−0.04%"
    assert numbers().percent(-0.004) == "0%"
    assert numbers().percent(-0.215) == "−22%"


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


def test_figures_of_one_thing_are_told_apart_and_never_read_as_all_of_it() -> None:
    shop = figures_of("%", written=[99.995, 99.997, 99.99, 99.999], computed=[99.994, 99.996])
    told = [numbers().among(value, shop) for value in (99.994, 99.996, 99.9991, 99.99999)]
    assert told == ["99.994%", "99.996%", "99.9991%", "99.99999%"]


@pytest.mark.parametrize(
    ("value", "bounds", "text"),
    [
        (5.004, [5], "5.004%"),
        (5.004, [4.5], "5%"),
        (4.9999999, [5], "4.9999999%"),
        (5.0000000001, [5], "5%"),
        (5.004, [5.004], "5.004%"),
        (1000.4, [1000], "1,000.4%"),
        (1_000_001, [1_000_000], "1,000,001%"),
        (-0.00001, [0], "−0.00001%"),
        (1.0004e15, [1e15], "1.0004×10¹⁵%"),
    ],
)
def test_a_figure_near_a_bound_never_reads_as_being_on_its_other_side(value, bounds, text) -> None:
    assert numbers().among(value, figures_of("%", bounds)) == text


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
    told = float(as_read(value, numbers().precision(value, figures_of("", [bound]))))
    assert Range(max=bound).holds(told) == Range(max=bound).holds(value)
    assert Range(min=bound).holds(told) == Range(min=bound).holds(value)


def test_a_sign_stays_before_its_figure_where_the_text_runs_from_right_to_left() -> None:
    assert numbers("ar").quantity(-23.8, "").startswith("\u200e\u2212")


def test_a_calculation_is_read_from_left_to_right_in_every_language() -> None:
    assert numbers("ar").formula("(4 − 8) / 2 = 50%") == "\u2066(4 − 8) / 2 = 50%\u2069"
    assert numbers("de").formula("(4 − 8) / 2 = 50%") == "(4 − 8) / 2 = 50%"
    assert numbers("he").signed(5, "").startswith("\u200e+")
    assert numbers("en").signed(5, "") == "+5"


@pytest.mark.parametrize(
    ("language", "quarter", "year"),
    [("en", "Q3 FY27", "FY27"), ("de", "Q3 GJ27", "GJ27"), ("fr", "T3 FY27", "FY27")],
)
def test_the_quarters_of_a_companys_own_year_are_called_by_the_year_they_end_in(
    language, quarter, year
) -> None:
    texts = tomllib.loads((LOCALES / f"{language}.toml").read_text("utf-8"))
    write, day = Numbers(words_of(language, texts)), date(2026, 8, 31)
    assert write.period(period_of(day, "quarterly", 2)) == quarter
    assert write.period(period_of(day, "yearly", 2)) == year
