"""Formulas: a KPI computed from other KPIs, as a small tree that is safe to evaluate."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Number(Struct, frozen=True, tag=True):
    """A constant."""

    value: float


class Operand(Struct, frozen=True, tag=True):
    """The value of another KPI in the same period; `column` is where its id stands in the text."""

    kpi: str
    column: int = 0


class Negation(Struct, frozen=True, tag=True):
    """The value with its sign turned."""

    of: Expression


class Operation(Struct, frozen=True, tag=True):
    """Two values joined by one of the four operations."""

    sign: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression


Expression = Number | Operand | Negation | Operation


class Formula(Struct, frozen=True):
    """A formula as it was written and as it is understood; `operands` in order, each once."""

    text: str
    tree: Expression
    operands: tuple[str, ...] = ()
