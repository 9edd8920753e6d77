"""Contribution: how much each operand of a formula moved its value."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial, fsum

from okrsite.model.formula import Formula
from okrsite.pipeline.formula import evaluate

# Each operand more doubles the work, and nobody reads a sum of so many parts.
MOST = 8


def contributions(
    formula: Formula, before: Mapping[str, float], after: Mapping[str, float]
) -> dict[str, float]:
    """The part of each operand in the change of a formula's value; together they are the change.

    It is the Shapley value (Shapley 1953, "A value for n-person games"): what the formula gains
    when the operand takes its later value, on average over all orders in which the operands may
    take theirs. Empty where a value is missing on the way, or there are too many operands.
    """
    names = formula.operands
    if not 0 < len(names) <= MOST:
        return {}
    values: dict[frozenset[str], float] = {}
    for later in _subsets(names):
        value = evaluate(
            formula, {name: (after if name in later else before)[name] for name in names}
        )
        if value is None:
            return {}
        values[later] = value
    return {name: _part(name, values, len(names)) for name in names}


def _part(name: str, values: Mapping[frozenset[str], float], count: int) -> float:
    return fsum(
        factorial(len(others))
        * factorial(count - len(others) - 1)
        * (values[others | {name}] - value)
        for others, value in values.items()
        if name not in others
    ) / factorial(count)


def _subsets(names: Iterable[str]) -> Iterable[frozenset[str]]:
    known = tuple(names)
    return (
        frozenset(chosen) for size in range(len(known) + 1) for chosen in combinations(known, size)
    )
