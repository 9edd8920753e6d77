"""A range holds what lies inside it after rounding to nine places, its bounds included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.measure import Range

FIGURES = st.floats(allow_nan=False, allow_infinity=False)
BOUNDS = st.none() | FIGURES
NEAR = st.integers(-30, 30).map(lambda steps: steps * 1e-10)


@given(BOUNDS, BOUNDS, st.lists(FIGURES), st.lists(NEAR))
def test_it_holds_what_rounds_to_between_its_rounded_bounds(low, high, far, near) -> None:
    held = Range(low, high)
    bound = low if low is not None else high if high is not None else 0.0
    values = [*far, *(bound + step for step in near)]
    assert held.holds_each(values) == [
        (low is None or round(value, 9) >= round(low, 9))
        and (high is None or round(value, 9) <= round(high, 9))
        for value in values
    ]


@pytest.mark.parametrize(
    ("value", "is_held"), [(4, True), (5, True), (5.0000000004, True), (5.1, False)]
)
def test_a_bound_is_inside_and_so_is_what_reads_like_it(value, is_held) -> None:
    assert Range(4, 5).holds(value) == is_held
