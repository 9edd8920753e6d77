"""A source's values in a CSV file: nothing lost, nothing doubled, nothing else touched."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.period import period_of
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.sourcing import merge
from okrsite.pipeline.sourcing.merge import DayRange, numeral

PATH = "content/kpis/churn.csv"
TODAY = date(2026, 11, 20)
OCTOBER, SEPTEMBER = date(2026, 10, 31), date(2026, 9, 30)


def merged(text, given_values, **named):
    data = text.encode() if isinstance(text, str) else text
    return merge(PATH, data, given_values, period_of(TODAY, "monthly"), TODAY, **named)


def read(data):
    document = parse(PATH, data, Markdown())
    assert document.findings == ()
    return {point.day: point.value for point in document.entity.points}


def test_a_first_fetch_makes_the_file_in_order() -> None:
    found = merged(None, {OCTOBER: 4.8, SEPTEMBER: 8.0})
    assert found.data == b"date,value\n2026-09-30,8\n2026-10-31,4.8\n"
    assert found.new == DayRange(2, SEPTEMBER, OCTOBER)


def test_without_values_no_file_is_made_and_none_is_touched() -> None:
    assert merged(None, {}).data is None
    assert merged("date,value\n2026-09-30,8\n", {}).data is None


def test_a_new_day_goes_to_its_place_and_every_other_row_keeps_its_bytes() -> None:
    text = 'date,value,note\n2026-08-31, 8.10 ,audited\n2026-10-31,4.80,"a, b"\n'
    found = merged(text, {SEPTEMBER: 8.0})
    assert found.data == (
        b'date,value,note\n2026-08-31, 8.10 ,audited\n2026-09-30,8,\n2026-10-31,4.80,"a, b"\n'
    )


def test_line_ends_byte_order_mark_and_a_missing_last_one_stay() -> None:
    text = b"\xef\xbb\xbfdate,value\r\n2026-09-30,8"
    assert merged(text, {OCTOBER: 4.8}).data == text + b"\r\n2026-10-31,4.8\r\n"
    assert merged(text, {date(2026, 8, 31): 1.0}).data == (
        b"\xef\xbb\xbfdate,value\r\n2026-08-31,1\r\n2026-09-30,8"
    )
    ended = text + b"\r\n"
    assert merged(ended, {OCTOBER: 4.8}).data == ended + b"2026-10-31,4.8\r\n"


def test_a_blank_line_stays_where_it_is() -> None:
    text = "date,value\n2026-08-31,1\n\n2026-09-30,8\n"
    found = merged(text, {OCTOBER: 2.0, date(2026, 9, 1): 5.0})
    assert found.data == (b"date,value\n2026-08-31,1\n\n2026-09-01,5\n2026-09-30,8\n2026-10-31,2\n")


def test_a_value_that_is_the_same_otherwise_written_is_unchanged() -> None:
    found = merged("date,value\n2026-09-30,8.10\n", {SEPTEMBER: 8.1})
    assert (found.data, found.unchanged) == (None, 1)


def test_the_last_digits_of_another_engine_are_no_change() -> None:
    assert merged("date,value\n2026-09-30,8.1\n", {SEPTEMBER: 8.100000000000001}).unchanged == 1


def test_a_corrected_past_value_is_left_and_told() -> None:
    found = merged("date,value\n2026-10-31,4.8\n", {OCTOBER: 5.0})
    assert found.data is None
    assert [(change.day, change.stored, change.fetched) for change in found.differing] == [
        (OCTOBER, 4.8, 5)
    ]


def test_a_corrected_past_value_is_taken_when_asked_for_with_its_note_kept() -> None:
    text = 'date,value,note\n2026-09-30, 8 ,first\n2026-10-31,4.8,"late, ""very"""\n'
    found = merged(text, {SEPTEMBER: 7.0, OCTOBER: 5.0}, revise=True)
    assert found.data == (b'date,value,note\n2026-09-30, 7 ,first\n2026-10-31,5,"late, ""very"""\n')
    assert [change.day for change in found.changed] == [SEPTEMBER, OCTOBER]


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-01"])
def test_today_and_the_name_of_a_running_period_are_not_past(day: str) -> None:
    found = merged(f"date,value\n{day},4\n", {date.fromisoformat(day): 5.0})
    assert found.data == f"date,value\n{day},5\n".encode()


def test_another_day_of_the_running_period_is_past() -> None:
    assert merged("date,value\n2026-11-10,4\n", {date(2026, 11, 10): 5.0}).differing


@pytest.mark.parametrize(
    "text",
    [
        "date,value\n2026-09-30,8\n2026-10-31,4.\n",
        "date,value\n2026-09-30,8\n2026-10",
        'date,value,note\n2026-09-30,8,"torn',
        "date,value\n2026-10-31,8\n2026-09-30,8\n",
        "date,value\n2026-09-30,8\n2026-09-30,8\n",
        "date,value\n2026-09-30,\n",
        "",
        b"date,value\n\xff",
    ],
)
def test_a_file_with_a_mistake_is_told_and_left(text) -> None:
    found = merged(text, {OCTOBER: 5.0}, revise=True)
    assert found.data is None
    assert found.findings
    assert not found.new


def test_a_file_never_grows_beyond_what_can_be_read() -> None:
    many = {date(1, 1, 1) + timedelta(days=n): n + 0.123456789012 for n in range(60_000)}
    found = merged(None, many)
    assert found.data is None
    assert [finding.code for finding in found.findings] == ["OKR003"]


def test_numbers_are_written_in_the_fewest_digits() -> None:
    assert [numeral(number) for number in (4.0, 0.1, 1e308, 1e16, 123456789.25, -3.5, 5e-324)] == [
        "4", "0.1", "1e+308", "1e+16", "123456789.25", "-3.5", "5e-324",
    ]  # fmt: skip


NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 20))
VALUES = st.dictionaries(DAYS, NUMBERS, max_size=12)
ENDINGS = st.sampled_from(["\n", "\r\n"])


@given(VALUES, VALUES, ENDINGS, st.booleans())
def test_nothing_is_lost_doubled_or_rewritten(before, after, ending, revise) -> None:
    rows = [f"{day},{numeral(before[day])}" for day in sorted(before)]
    data = "".join(f"{row}{ending}" for row in ["date,value", *rows]).encode()
    found = merged(data, after, revise=revise)
    result = data if found.data is None else found.data
    known = read(result)
    assert known.keys() == before.keys() | after.keys()
    for day, value in known.items():
        assert value in {before.get(day), after.get(day)}
    if not revise:
        kept = {day for day in before if day not in {change.day for change in found.changed}}
        assert all(known[day] == before[day] for day in kept)
        lines = result.decode().splitlines(keepends=True)
        assert all(f"{day},{numeral(before[day])}{ending}" in lines for day in kept)
    counted = found.new.count + len(found.changed) + len(found.differing) + found.unchanged
    assert counted == len(after)


@given(VALUES, VALUES)
def test_a_second_merge_of_the_same_changes_nothing(before, after) -> None:
    first = merged(None, before).data or b"date,value\n"
    second = merged(first, after, revise=True).data or first
    assert merged(second, after, revise=True).data is None


@given(VALUES, VALUES)
def test_the_order_of_two_fetches_with_different_days_does_not_matter(some, others) -> None:
    others = {day: value for day, value in others.items() if day not in some}
    one = merged(merged(b"date,value\n", some).data or b"date,value\n", others)
    other = merged(merged(b"date,value\n", others).data or b"date,value\n", some)
    assert (one.data or merged(b"date,value\n", some).data) == (
        other.data or merged(b"date,value\n", others).data
    )
