"""What each operand moved adds up to the change of the formula's value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.compute.contribution import contributions
from okrsite.pipeline.formula import evaluate, read_formula

VALUES = st.fixed_dictionaries(dict.fromkeys("abc", st.floats(1, 1000)))


@pytest.mark.parametrize("text", ["{a} + {b} - {c}", "{a} / {b} * {c}", "({a} - {b}) / {c}"])
@given(before=VALUES, after=VALUES)
def test_the_parts_add_up_to_the_change(text, before, after) -> None:
    formula = read_formula(text)
    change = evaluate(formula, after) - evaluate(formula, before)
    parts = contributions(formula, before, after)
    assert sum(parts.values()) == pytest.approx(change, rel=1e-6, abs=1e-6)


def test_in_a_sum_each_operand_moves_it_by_its_own_change() -> None:
    parts = contributions(read_formula("{a} - {b}"), {"a": 5, "b": 1}, {"a": 7, "b": 4})
    assert parts == {"a": 2, "b": -3}


def test_an_operand_that_stood_still_moved_nothing() -> None:
    parts = contributions(read_formula("{a} * {b}"), {"a": 5, "b": 2}, {"a": 5, "b": 3})
    assert parts == {"a": 0, "b": 5}


def test_where_a_value_is_missing_on_the_way_nothing_is_told() -> None:
    assert contributions(read_formula("{a} / {b}"), {"a": 1, "b": 0}, {"a": 1, "b": 2}) == {}
