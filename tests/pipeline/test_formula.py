"""Formulas are read exactly and worked out without ever inventing a number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.formula import FormulaError, evaluate, read_formula


def value_of(text, **values):
    return evaluate(read_formula(text), values)


def outcome_of(text):
    """The column of a text's mistake, else 1, and its value, if it has one."""
    try:
        formula = read_formula(text)
    except FormulaError as mistake:
        return mistake.column, None
    return 1, evaluate(formula, dict.fromkeys(formula.operands, 2.0))


def mistake_in(text):
    with pytest.raises(FormulaError) as caught:
        read_formula(text)
    return caught.value.column, caught.value.message


def test_a_share_of_two_kpis_is_worked_out() -> None:
    assert value_of("{lost} / {customers} * 100", lost=3, customers=60) == 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 2 - 3", 5),
        ("24 / 4 / 2", 3),
        ("-2 * -3", 6),
        ("2 - -3", 5),
        ("--2", 2),
        (" 1.5e3 ", 1500),
        (".5 + 1.", 1.5),
        ("2 * (3 - (4 - 1))", 0),
    ],
)
def test_arithmetic_is_that_of_school(text, value) -> None:
    assert value_of(text) == value


def test_operands_are_listed_in_order_and_once() -> None:
    assert read_formula("{b} + {a} / {b}").operands == ("b", "a")


def test_spaces_inside_the_braces_do_not_matter() -> None:
    assert read_formula("{ lost }").operands == ("lost",)


@pytest.mark.parametrize("missing", [{}, {"lost": None}, {"lost": math.nan}, {"lost": math.inf}])
def test_a_missing_operand_is_missing_and_never_zero(missing) -> None:
    assert evaluate(read_formula("{lost} + 1"), missing) is None


def test_a_division_by_zero_is_missing() -> None:
    assert value_of("{a} / {b}", a=1, b=0) is None


def test_a_result_that_is_too_large_is_missing() -> None:
    assert value_of("{a} * {a}", a=1e300) is None


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "ends where a number, a {kpi-id} or '(' should follow"),
        ("1 +", 4, "ends where a number, a {kpi-id} or '(' should follow"),
        ("(1 + 2", 7, "ends where ')' should follow"),
        ("1 + 2)", 6, "has ')' where an operation should stand"),
        ("{a} {b}", 5, "has '{b}' where an operation should stand"),
        ("{a} {+} {b}", 5, "has '{+}' where an operation should stand"),
        ("{} + 1", 1, "a KPI's id must stand between the braces"),
        ("{a", 1, "cannot read '{'"),
        ("lost / 2", 1, "cannot read 'l'"),
        ("1e999", 1, "this number is too large"),
        ("2 ** 3", 4, "has '*' where a number, a {kpi-id} or '(' should stand"),
        ("\N{ARABIC-INDIC DIGIT TWO}", 1, "cannot read '\N{ARABIC-INDIC DIGIT TWO}'"),
    ],
)
def test_a_mistake_is_told_at_its_column(text, column, message) -> None:
    assert mistake_in(text) == (column, message)


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "1" + ")" * 5000, "-" * 5000 + "1", "+".join("1" * 5000)]
)
def test_a_formula_that_is_too_deep_is_refused_and_nothing_breaks(text) -> None:
    assert mistake_in(text)[1] == "is deeper or longer than 100 operations"


@pytest.mark.parametrize("text", ["(" * 99 + "1" + ")" * 99, "-" * 99 + "1", "+".join("1" * 100)])
def test_a_hundred_deep_is_still_read(text) -> None:
    assert evaluate(read_formula(text), {}) is not None


@given(st.text(alphabet="0123456789.+-*/(){} ae", max_size=40))
def test_any_text_is_a_formula_or_a_mistake_inside_it(text) -> None:
    column, result = outcome_of(text)
    assert 1 <= column <= len(text) + 1
    assert result is None or math.isfinite(result)


@given(st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 99), st.sampled_from("+-*/"))
def test_it_counts_as_python_counts(a, b, c, sign) -> None:
    text = f"{a} {sign} ({b} - {c})"
    expected = None if sign == "/" and b == c else eval(text)  # noqa: S307 - digits only
    assert value_of(text) == expected
