"""Tables for spreadsheets: text stays text, numbers stay numbers."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.builtin.exporters.comma_separated import FORMULA_STARTS, csv_table, inert

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|'/c calc'!A0", "  =1", "=1"]


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode()), strict=True))


@pytest.mark.parametrize("text", EVIL)
def test_a_text_that_would_be_a_formula_begins_with_an_apostrophe(text) -> None:
    assert inert(text) == f"'{text}"
    assert read(csv_table(["a"], [{"a": text}]))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", EVIL)
def test_a_formula_inside_a_list_or_a_table_stays_text_too(text) -> None:
    rows = read(csv_table(["a", "b"], [{"a": [text, "x"], "b": {text: "x"}}]))
    assert all(cell.startswith("'") for cell in rows[1])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back_as_it_was(value) -> None:
    data = csv_table(["a"], [{"a": value}])
    assert float(read(data)[1][0]) == value
    assert b'"' not in data.splitlines()[1]


@given(st.text())
def test_no_text_ever_begins_a_formula_and_none_is_lost(text) -> None:
    (cell,) = read(csv_table(["a"], [{"a": text}]))[1] or [""]
    assert not cell.lstrip(" ").startswith(FORMULA_STARTS)
    assert cell.removeprefix("'" if cell != text else "") == text


def test_what_is_missing_is_empty_and_never_zero() -> None:
    assert csv_table(["a", "b", "c"], [{"a": None, "b": True}]) == b'"a","b","c"\n"","true",""\n'


def test_a_table_without_rows_has_its_header() -> None:
    assert csv_table(["a", "b"], []) == b'"a","b"\n'
