"""The contract for plugins says what every field holds, and leaves nothing untyped."""

import ast
import re
from inspect import cleandoc
from pathlib import Path

import pytest
from msgspec import Struct, structs

from okrsite import api
from okrsite.api import pages
from okrsite.model import extensions

CLASSES = [
    value
    for module in (api, pages)
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, Struct)
]


def documented(kind: type) -> set[str]:
    """The fields that the `Attributes` of a class or of one it extends say something of."""
    texts = [cleandoc(base.__doc__ or "") for base in kind.__mro__ if base.__module__ != "builtins"]
    listed = (text.partition("\n\nAttributes:\n")[2] for text in texts)
    return {name for text in listed for name in re.findall(r"^    (\w+): \S", text, re.MULTILINE)}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_of_an_exported_class_is_documented(kind) -> None:
    assert {field.name for field in structs.fields(kind)} - documented(kind) == set()


def test_no_docstring_tells_of_a_field_that_is_gone() -> None:
    stale = {
        kind.__name__: documented(kind) - {field.name for field in structs.fields(kind)}
        for kind in CLASSES
    }
    assert not any(stale.values()), stale


def test_the_contract_for_plugins_leaves_nothing_untyped() -> None:
    tree = ast.parse(Path(extensions.__file__).read_text("utf-8"))
    assert "Any" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_a_plugin_without_pages_loads_nothing_of_the_pages() -> None:
    source = Path(api.__file__).read_text("utf-8")
    assert "okrsite.pipeline.present" not in source
