"""Value: what a formula comes to, from the values of its operands."""

from collections.abc import Mapping
from math import isfinite
from typing import Literal, assert_never

from okrsite.model.formula import Expression, Formula, Negation, Number, Operand, Operation

Sign = Literal["+", "-", "*", "/"]


def evaluate(formula: Formula, values: Mapping[str, float | None]) -> float | None:
    """The value of a formula; None where an operand is missing or the result is not finite."""
    return _value(formula.tree, values)


def _value(tree: Expression, values: Mapping[str, float | None]) -> float | None:
    match tree:
        case Number(value):
            return value
        case Operand(kpi):
            return _finite(values.get(kpi))
        case Negation(of):
            positive = _value(of, values)
            return None if positive is None else -positive
        case Operation(sign, left, right):
            return _apply(sign, _value(left, values), _value(right, values))
        case _:
            assert_never(tree)


def _apply(sign: Sign, left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    match sign:
        case "+":
            return _finite(left + right)
        case "-":
            return _finite(left - right)
        case "*":
            return _finite(left * right)
        case "/":
            return _finite(left / right) if right else None
        case _:
            assert_never(sign)


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None
