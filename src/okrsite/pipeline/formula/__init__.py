"""Formulas: from the text of a KPI's formula to a tree, and from values to a value."""

from okrsite.pipeline.formula.parser import FormulaError, read_formula
from okrsite.pipeline.formula.value import evaluate

__all__ = ["FormulaError", "evaluate", "read_formula"]
