"""Shapes: a class or a function of the code as the reference shows it."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from inspect import (
    cleandoc,
    formatannotation,
    get_annotations,
    getdoc,
    isfunction,
    signature,
)
from textwrap import wrap
from typing import Any, ForwardRef

from msgspec import NODEFAULT, Struct, structs

from reference.markdown import paragraphs

WIDTH = 100
# How a docstring lists the fields of its class, and one of them with the lines that go on with it.
ATTRIBUTES = "\n\nAttributes:\n"
FIELD = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def signature_of(function: Callable[..., Any]) -> str:
    """What a function takes and gives, with the names of types as its file has them."""
    written = signature(function)
    plain = (
        parameter.replace(annotation=PlainType(parameter.annotation))
        for parameter in written.parameters.values()
        if parameter.name != "self"
    )
    given = PlainType(written.return_annotation)
    return str(written.replace(parameters=list(plain), return_annotation=given))


class PlainType:
    """A type as it is written, which `inspect` shows by its `repr`."""

    def __init__(self, annotation: Any) -> None:
        """Take an annotation, evaluated or not."""
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        text = annotation if isinstance(annotation, str) else formatannotation(annotation)
        short = re.sub(r"\b(?:\w+\.)+(?=[A-Za-z_]\w*)|(?<=\w)_co\b", "", text)
        self.text = re.sub(r"^Optional\[(.*)\]$", r"\1 | None", short)

    def __repr__(self) -> str:
        return self.text


def shape(kind: type) -> str:
    """The head of a class, its fields with what they mean, and its properties and functions."""
    if issubclass(kind, Exception):
        return f"class {kind.__name__}(Exception):\n    def __init__{signature_of(kind.__init__)}"
    fields = _fields(kind)
    lines = (
        _commented(f"    {name}: {PlainType(type_)}{_given(kind, name)}", fields.get(name, ""))
        for name, type_ in get_annotations(kind).items()
    )
    return "\n".join([f"class {kind.__name__}{_types_of(kind)}:", *lines, *_more(kind)])


def summary(kind: type) -> str:
    """What a class's docstring says before its fields."""
    return paragraphs(cleandoc(kind.__doc__ or "").partition(ATTRIBUTES)[0])


def _fields(kind: type) -> dict[str, str]:
    """What a class's docstring says of each of its fields."""
    listed = cleandoc(kind.__doc__ or "").partition(ATTRIBUTES)[2]
    return {name: " ".join(said.split()) for name, said in FIELD.findall(listed)}


def _commented(line: str, comment: str) -> str:
    """A line of code with its comment: beside it where it fits, else above."""
    beside = f"{line}  # {comment}" if comment else line
    if len(beside) <= WIDTH:
        return beside
    return "\n".join(
        [*wrap(comment, WIDTH, initial_indent="    # ", subsequent_indent="    # "), line]
    )


def _types_of(kind: type) -> str:
    """`[Settings, Query]`, the types that a generic class leaves to the plugin."""
    types = getattr(kind, "__parameters__", ())
    left = ", ".join(str(PlainType(type_.__name__)) for type_ in types)
    return f"[{left}]" if left else ""


def _more(kind: type) -> Iterator[str]:
    """What a type tells beside its fields: properties, and functions of its own."""
    for name, held in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(held, property | cached_property):
            function = held.func if isinstance(held, cached_property) else held.fget
            given = PlainType(signature(function).return_annotation)
            yield f"    {name}: {given}  # {_brief(function)}"
        elif isfunction(held):
            yield f"    def {name}{signature_of(held)}  # {_brief(held)}"


def _brief(function: object) -> str:
    """The first sentence of what a function says of itself."""
    return paragraphs(getdoc(function) or "").partition("\n\n")[0]


def _given(kind: type, name: str) -> str:
    if not issubclass(kind, Struct):
        return ""
    field = next(one for one in structs.fields(kind) if one.name == name)
    if field.required:
        return ""
    default = field.default_factory() if field.default is NODEFAULT else field.default
    if callable(default) or isinstance(default, memoryview):
        # What it is called by depends on where it lies in memory.
        return " = ..."
    return f" = {type(default).__name__}()" if isinstance(default, Struct) else f" = {default!r}"
