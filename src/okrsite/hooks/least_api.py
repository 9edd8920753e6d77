"""The least API: which version of `okrsite.api` a plugin says that it needs.

It is read from the plugin's text before the plugin runs: one that needs a later version would fail
at its first import, with words that tell nobody why.
"""

from __future__ import annotations

import ast
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

from okrsite.hooks.specs import API_VERSION

NAME = "OKRSITE_API"


def api_fault(source: str) -> str:
    """Why a plugin of this text cannot run with this API; empty where it can.

    A text that is no Python has its own words when it is imported.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    least = _assigned(tree)
    if least is None:
        return ""
    if not isinstance(least, ast.Constant) or type(least.value) is not int:
        return f"its {NAME} is {ast.unparse(least)}, not a whole number"
    if least.value > API_VERSION:
        return f"it needs version {least.value} of okrsite.api, and this okrsite has {API_VERSION}"
    return ""


def source_of(path: Path, point: EntryPoint | None) -> str:
    """The text of a plugin: of its file or, where there is none, of the module of a package."""
    if path.is_file():
        return path.read_text("utf-8", "replace")
    spec = find_spec(point.module) if point else None
    is_text = spec and spec.origin and spec.origin.endswith(".py")
    return Path(str(spec.origin)).read_text("utf-8", "replace") if spec and is_text else ""


def _assigned(tree: ast.Module) -> ast.expr | None:
    """What the module assigns to the name."""
    for step in tree.body:
        targets = step.targets if isinstance(step, ast.Assign) else []
        if isinstance(step, ast.AnnAssign):
            targets = [step.target]
        if any(isinstance(target, ast.Name) and target.id == NAME for target in targets):
            return step.value if isinstance(step, ast.Assign | ast.AnnAssign) else None
    return None
