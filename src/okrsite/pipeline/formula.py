"""Formulas: from the text of a KPI's formula to a tree, and from values to a value."""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Literal, NamedTuple, assert_never

from okrsite.model.formula import Expression, Formula, Negation, Number, Operand, Operation

Sign = Literal["+", "-", "*", "/"]
DEEPEST = 100
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|\{(?P<operand>[^{}]*)\}"
    r"|(?P<sign>[-+*/()])"
)
_SPACE = re.compile(r"\s*")
_PRECEDENCE: dict[Sign, int] = {"+": 1, "-": 1, "*": 2, "/": 2}


class FormulaError(ValueError):
    """A mistake in a formula; `column` counts from 1 in the formula's own text."""

    def __init__(self, column: int, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


class _Token(NamedTuple):
    """A number, an operand or a sign; `kind` is "end" after the last one."""

    kind: str
    text: str
    column: int


def read_formula(text: str) -> Formula:
    """The formula that a text means: numbers, `{kpi-id}`, `+ - * /`, parentheses, unary minus.

    Raises `FormulaError` at the first place that cannot be read; so does a tree that would be more
    than 100 deep, such as one of more than 100 operations in a row.
    """
    tokens = _tokens(text)
    reader = _FormulaReader(tokens)
    tree = reader.expression(0, 0)
    reader.expect("end", "an operation")
    ids = (token.text for token in tokens if token.kind == "operand")
    return Formula(text, tree, tuple(dict.fromkeys(ids)))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = _skip_space(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise FormulaError(at + 1, f"cannot read {text[at]!r}")
        kind = str(found.lastgroup)
        tokens.append(_Token(kind, found[kind].strip(), at + 1))
        at = _skip_space(text, found.end())
    return [*tokens, _Token("end", "", len(text) + 1)]


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _FormulaReader:
    """Walks over the tokens once, by recursive descent."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def expression(self, lowest: int, depth: int) -> Expression:
        """An operand and every operation after it that binds more tightly than `lowest`."""
        left = self._operand(depth)
        operations = 0
        while sign := self._operation_above(lowest):
            token = self._take()
            operations += 1
            _refuse_depth(token, depth + operations)
            left = Operation(sign, left, self.expression(_PRECEDENCE[sign], depth + 1))
        return left

    def expect(self, kind: str, wanted: str, text: str = "") -> None:
        """Take the one token that must come now."""
        token = self._take()
        if (token.kind, token.text) != (kind, text):
            raise _unexpected(token, wanted)

    def _operation_above(self, lowest: int) -> Sign | None:
        """The sign that comes now, if it is one that binds more tightly than `lowest`."""
        match self._peek():
            case _Token("sign", ("+" | "-" | "*" | "/") as sign, _) if _PRECEDENCE[sign] > lowest:
                return sign
            case _:
                return None

    def _operand(self, depth: int) -> Expression:
        token = self._take()
        _refuse_depth(token, depth)
        match token:
            case _Token("number", text, _) if isfinite(float(text)):
                return Number(float(text))
            case _Token("number", _, column):
                raise FormulaError(column, "this number is too large")
            case _Token("operand", "", column):
                raise FormulaError(column, "a KPI's id must stand between the braces")
            case _Token("operand", kpi, column):
                return Operand(kpi, column)
            case _Token("sign", "-", _):
                return Negation(self._operand(depth + 1))
            case _Token("sign", "(", _):
                inner = self.expression(0, depth + 1)
                self.expect("sign", "')'", ")")
                return inner
            case _:
                raise _unexpected(token, "a number, a {kpi-id} or '('")

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek()
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token


def _refuse_depth(token: _Token, depth: int) -> None:
    if depth >= DEEPEST:
        raise FormulaError(token.column, f"is deeper or longer than {DEEPEST} operations")


def _unexpected(token: _Token, wanted: str) -> FormulaError:
    if token.kind == "end":
        return FormulaError(token.column, f"ends where {wanted} should follow")
    written = f"{{{token.text}}}" if token.kind == "operand" else token.text
    return FormulaError(token.column, f"has '{written}' where {wanted} should stand")


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


def rename_operands(tree: Expression, ids: Mapping[str, str]) -> Expression:
    """The same formula with other ids for its operands."""
    match tree:
        case Number():
            return tree
        case Operand(kpi, column):
            return Operand(ids[kpi], column)
        case Negation(of):
            return Negation(rename_operands(of, ids))
        case Operation(sign, left, right):
            return Operation(sign, rename_operands(left, ids), rename_operands(right, ids))
        case _:
            assert_never(tree)
