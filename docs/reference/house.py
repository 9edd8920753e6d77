"""The layers and packages of the code, and excerpts from it."""

import ast
import re
import tomllib
from importlib import import_module
from inspect import (
    getsource,
)
from pathlib import Path

from reference import ROOT
from reference.markdown import cell, python

CODE = ROOT / "src" / "okrsite"
# "Resolve: from separate documents …" says in its second part what is done.
TITLE = re.compile(r"^(?:\w+|`[^`]+`): (.)")


def layers() -> str:
    """The layers of the code as import-linter checks them, the top one first."""
    return " → ".join(" and ".join(f"`{name}`" for name in layer) for layer in _layers()) + "\n"


def rooms() -> str:
    """Every package of the code, layer by layer, with what it says of itself."""
    names = (name for layer in _layers() for name in layer)
    rows = (
        f"| `{path.relative_to(CODE)}` | {cell(_purpose(path))} |"
        for name in names
        for path in [CODE / name, *_packages_in(CODE / name)]
    )
    return "\n".join(["| package | what it holds |\n|---|---|", *rows]) + "\n"


def excerpt(where: str, name: str) -> str:
    """The code of a function or class, from a module or from a file of the tests."""
    if not where.endswith(".py"):
        return python(getsource(getattr(import_module(where), name)))
    text = (ROOT / where).read_text("utf-8")
    (node,) = (
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return python(ast.get_source_segment(text, node) or "")


def _layers() -> list[list[str]]:
    """The names beside each other on each layer, as `pyproject.toml` has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip() for name in layer.split("|")] for layer in found]


def _packages_in(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/**/__init__.py"))


def _purpose(path: Path) -> str:
    """What a package or module says of itself, without its own name before it."""
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return TITLE.sub(lambda found: found[1].upper(), text.split("\n\n")[0])
