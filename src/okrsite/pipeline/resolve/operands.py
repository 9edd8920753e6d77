"""Operands: the KPIs inside a formula, where they stand, and under which ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from okrsite.model.formula import Expression, Negation, Number, Operand, Operation
from okrsite.model.kpis import Kpi
from okrsite.model.position import Span


def place_in_formula(kpi: Kpi, column: int) -> Span:
    """The place of a character of the formula, behind the quote that opens it."""
    start = kpi.at("formula")
    return Span(start.path, start.line, start.column + column) if "formula" in kpi.places else start


def operands_of(tree: Expression) -> list[Operand]:
    """The KPIs that a formula names, in order and as often as it names them."""
    match tree:
        case Number():
            return []
        case Operand():
            return [tree]
        case Negation(of):
            return operands_of(of)
        case Operation(_, left, right):
            return operands_of(left) + operands_of(right)
        case _:
            assert_never(tree)


def renamed(tree: Expression, ids: Mapping[str, str]) -> Expression:
    """The same formula with other ids for its operands."""
    match tree:
        case Number():
            return tree
        case Operand(kpi, column):
            return Operand(ids[kpi], column)
        case Negation(of):
            return Negation(renamed(of, ids))
        case Operation(sign, left, right):
            return Operation(sign, renamed(left, ids), renamed(right, ids))
        case _:
            assert_never(tree)
