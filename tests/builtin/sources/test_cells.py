from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.answers.cells import day_of, number_of


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 23, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 22, 30, tzinfo=UTC), "2026-10-01"),
        ("2026-09-30", "2026-09-30"),
        (" 2026-09-30 ", "2026-09-30"),
        ("2026-09-30T22:30:00Z", "2026-10-01"),
        ("2026-09-30 22:30:00", "2026-09-30"),
        ("2026-09", "2026-09-30"),
        ("2024-02", "2024-02-29"),
        ("2026-Q3", "2026-09-30"),
        ("2026-W40", "2026-10-04"),
        ("2026", "2026-12-31"),
        (2026, "2026-12-31"),
        (20260930, "2026-09-30"),
        (1790807400, "2026-10-01"),
        (1790807400000, "2026-10-01"),
        (Decimal(2026), "2026-12-31"),
    ],
)
def test_a_day_is_told_in_many_ways(cell, day) -> None:
    assert day_of(cell, "Europe/Berlin").isoformat() == day


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "30.09.2026", "2026-13", "2026-02-30", "2026-W60", True, 1.5, float("inf"),
     float("nan"), 10**30, -5, [], {}, None, timedelta(days=1), "2026-09-30T99:00"],
)  # fmt: skip
def test_what_is_no_day_is_named(cell) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        day_of(cell, "UTC")


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=-11)))), st.text(), st.integers())
def test_any_cell_is_a_day_or_said_not_to_be_one(moment, text, number) -> None:
    for cell in (moment, text, number, float(number % 10**300), moment.isoformat()):
        try:
            day = day_of(cell, "Pacific/Kiritimati")
        except ValueError as reason:
            day = str(reason)
        assert isinstance(day, date) or "is not a day" in day


@pytest.mark.parametrize("cell", [None, "", " ", "NaN", "Inf", "-inf", "+Inf", "null",
                                  float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"),
                                  "1e999"])  # fmt: skip
def test_missing_is_never_zero(cell) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [(4, 4), (4.5, 4.5), ("4.5", 4.5), (" -4.5e3 ", -4500), (Decimal("0.1"), 0.1), (-0.0, 0.0),
     (1e308, 1e308), ("0", 0)],
)  # fmt: skip
def test_numbers_are_numbers(cell, number) -> None:
    assert repr(number_of(cell)) == repr(float(number))


@pytest.mark.parametrize("cell", [True, False, "4,5", "4 %", "1_000", "\u0661", "0x10", [], {},
                                  b"4", 10**400, date(2026, 1, 1), timedelta(1)])  # fmt: skip
def test_what_is_no_number_is_said(cell) -> None:
    with pytest.raises(ValueError, match="number"):
        number_of(cell)


@pytest.mark.parametrize(
    ("cell", "year_starts", "day"),
    [
        ("FY27-Q1", 2, "2026-04-30"),
        ("fy27q4", 2, "2027-01-31"),
        ("FY2027-Q4", 10, "2027-09-30"),
        ("FY27-Q2", 10, "2027-03-31"),
        ("FY27", 7, "2027-06-30"),
        ("FY27-Q1", 1, "2027-03-31"),
        ("FY27", 1, "2027-12-31"),
        # Without FY it is the calendar's, wherever the company's own year begins.
        ("2027-Q1", 2, "2027-03-31"),
    ],
)
def test_a_period_of_the_companys_own_year_stands_at_its_last_day(cell, year_starts, day) -> None:
    assert day_of(cell, "UTC", year_starts).isoformat() == day


@pytest.mark.parametrize("cell", ["FY27-Q5", "FY7", "FY27-H1", "FYQ1"])
def test_what_only_looks_like_a_fiscal_period_is_no_day(cell) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        day_of(cell, "UTC", 2)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        # The clock goes back in the night to 25 October, which has 25 hours.
        ("2026-10-24T21:59:59Z", "2026-10-24"),
        ("2026-10-24T22:00:00Z", "2026-10-25"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25"),
        ("2026-10-25T22:59:59Z", "2026-10-25"),
        ("2026-10-25T23:00:00Z", "2026-10-26"),
        # It goes on in the night to 28 March, which has 23.
        ("2027-03-27T23:00:00Z", "2027-03-28"),
        ("2027-03-28T21:59:59Z", "2027-03-28"),
        ("2027-03-28T22:00:00Z", "2027-03-29"),
        # An hour that does not exist, without a zone, is of the day it names.
        ("2027-03-28T02:30:00", "2027-03-28"),
    ],
)
def test_a_moment_falls_on_its_local_day_also_where_clocks_change(cell, day) -> None:
    assert day_of(cell, "Europe/Berlin").isoformat() == day
