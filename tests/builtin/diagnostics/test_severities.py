"""What the code says of a finding is what the catalogue says of it.

Findings are made by `error(code, ...)`, by `Diagnostic(code, severity, ...)`, and by functions that
pass a code on to one of the two. All are found in the syntax trees of the source.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.builtin import diagnostics
from okrsite.builtin.rules import rules_of

SRC = Path(diagnostics.__file__).parents[2]
# Rules are given their own code and severity, and say those of no other.
RULES = SRC / "builtin"
CATALOGUE = {rule.code: rule.severity for rule in rules_of(diagnostics.__name__)}
CODE = re.compile(r"OKR\d{3}")

Said = tuple[str, str]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        if not path.is_relative_to(RULES):
            yield path, ast.parse(path.read_text())


TREES = dict(trees())


def codes(node: ast.expr | None) -> list[str]:
    """The codes that an expression stands for: a text, or one of two."""
    match node:
        case ast.Constant(value=str(text)) if CODE.fullmatch(text):
            return [text]
        case ast.IfExp():
            return [*codes(node.body), *codes(node.orelse)]
        case _:
            return []


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def severity_of(call: ast.Call) -> str | None:
    """The severity that a call of `error` or `Diagnostic` says."""
    if name_of(call) == "error":
        return "error"
    if name_of(call) == "Diagnostic" and isinstance(call.args[1], ast.Constant):
        return str(call.args[1].value)
    return None


def functions() -> Iterator[ast.FunctionDef]:
    for tree in TREES.values():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def passing_on() -> dict[str, str]:
    """The functions that make a finding of the `code` they are given, with its severity."""
    found = {"error": "error"}
    known = 0
    while len(found) > known:
        known = len(found)
        for function in functions():
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                severity = severity_of(call) or found.get(name_of(call))
                names = {argument.id for argument in call.args if isinstance(argument, ast.Name)}
                if severity and "code" in names and function.name != "error":
                    assert found.setdefault(function.name, severity) == severity
    return found


PASSING_ON = passing_on()


def said_by(node: ast.AST) -> Iterator[Said]:
    match node:
        case ast.Call() if name_of(node) == "Diagnostic":
            severity = severity_of(node)
            yield from ((code, severity or "") for code in codes(node.args[0]))
        case ast.Call():
            given = [code for argument in node.args for code in codes(argument)]
            yield from ((code, PASSING_ON[name_of(node)]) for code in given)
            # A finding is copied with another code, and stays the error that it was.
            copied = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            yield from ((code, "error") for value in copied for code in codes(value))
        case ast.Return(value=ast.Tuple(elts=[first, *_])):
            # `error(*words)` takes what such a function returns.
            yield from ((code, "error") for code in codes(first))
        case ast.Assign(targets=[ast.Name(id="code")]):
            yield from ((code, "error") for code in codes(node.value))


SAID = [
    (path, said)
    for path, tree in TREES.items()
    for node in ast.walk(tree)
    for said in said_by(node)
]


def test_every_severity_said_is_that_of_the_catalogue() -> None:
    for path, (code, severity) in SAID:
        assert CATALOGUE.get(code) == severity, f"{code} in {path}"


def test_every_entry_of_the_catalogue_is_said_somewhere() -> None:
    assert {code for _, (code, _) in SAID} == CATALOGUE.keys()


def test_no_finding_is_made_with_a_severity_that_cannot_be_read_here() -> None:
    calls = [
        (path, node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) == "Diagnostic"
    ]
    computed = {path.relative_to(SRC).as_posix() for path, call in calls if not severity_of(call)}
    # Where a rule's own code and severity are put to what it found.
    assert computed == {"pipeline/check/one_rule.py"}
    assert len(calls) > len(computed)


@pytest.mark.parametrize("made", ["error('OKR410', x, y)", "Diagnostic('OKR001', 'hint', x, y)"])
def test_a_wrong_severity_would_be_noticed(made: str) -> None:
    (call,) = [node for node in ast.walk(ast.parse(made)) if isinstance(node, ast.Call)]
    ((code, severity),) = said_by(call)
    assert CATALOGUE[code] != severity
