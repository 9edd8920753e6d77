"""Sums are exact and the same on every Python, whatever the order and the size."""

import pytest

from okrsite.pipeline.compute.rounding import LARGEST, total


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.1] * 10, 1.0),
        ([1e16, 1.0, -1e16], 1.0),
        ([1e308, 1e308, -1e308], 1e308),
        ([-1e308, 1e308, 1e308], 1e308),
        ([1e308, 1e308], LARGEST),
        ([-1e308, -1e308], -LARGEST),
    ],
)
def test_a_sum_is_exact_and_never_infinite(values: list[float], expected: float) -> None:
    assert total(values) == expected


def test_our_code_cannot_add_floats_by_sum() -> None:
    ours = {"__name__": "okrsite.pipeline.anything"}
    with pytest.raises(pytest.fail.Exception, match="adds floats by sum"):
        exec("sum([0.1, 0.2])", ours)  # noqa: S102 - as a module of ours
    exec("sum([1, True])", ours)  # noqa: S102 - as above
