"""Validation: whether every field of what a plugin gave holds what its type promises.

msgspec does not look at what its structs are made of, and a name that is no text, or settings that
cannot be decoded, would fail far from the plugin that gave them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import isasyncgenfunction, iscoroutinefunction, signature
from pathlib import PurePath
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct, structs

from okrsite.model.extensions import Rule
from okrsite.model.names import Kind
from okrsite.pipeline.present.page_kind import PageKind
from okrsite.pipeline.present.panel import Panel
from okrsite.pipeline.present.shortcode import Shortcode
from okrsite.pipeline.suggest import suggestion

CODE = re.compile("[A-Za-z]+[0-9]+")
# The name of a panel is part of addresses and of templates' names.
CALLED = re.compile("[a-z][a-z0-9-]*")
WORD = re.compile("[A-Za-z0-9][A-Za-z0-9_-]*")
# The menus that a kind of pages may stand in; with none it stands beside them.
GROUPS = ("goals", "numbers", "company", "more", "")
KINDS: tuple[str, ...] = get_args(Kind)
_LONGEST = 60
_WORDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    bytes: "bytes",
    Mapping: "dictionaries of text to text",
}


def type_errors(value: Struct) -> Iterator[str]:
    """What is wrong with the fields of a value: `whose code is 5, not text`, each of them."""
    for name, wanted in _fields(type(value)):
        held = getattr(value, name)
        if wrong := _type_error(held, wanted) or _text_error(value, name, held):
            yield f"whose {name} is {_shortened(held)}, {wrong}"


def field_errors(given: Any) -> Iterator[str]:
    """What is wrong with types by the kind of document that they are for."""
    if not isinstance(given, Mapping):
        yield f"{_shortened(given)}, not a dictionary of classes by the kind of document"
        return
    for kind, row in given.items():
        if kind not in KINDS:
            yield f"a class for {kind!r}, not one of {', '.join(KINDS)}{_suggested(kind, KINDS)}"
        elif wrong := _class_error(row):
            yield f"{_shortened(row)} for {kind!r}, {wrong}"


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind with their types; evaluating them is most of the work, so it is kept."""
    return tuple((field.name, field.type) for field in structs.fields(kind))


def _type_error(held: Any, wanted: Any) -> str:
    """Why something cannot stand where a type is wanted; nothing where it can."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in {Union, UnionType}:
        if held is None and NoneType in inner:
            return ""
        return _type_error(held, next(kind for kind in inner if kind is not NoneType))
    if origin is Literal:
        return "" if held in inner else f"not one of {', '.join(inner)}{_suggested(held, inner)}"
    if origin is Callable:
        return _function_error(held, inner[0])
    if origin is type:
        return _class_error(held)
    if origin is tuple:
        fits = isinstance(held, tuple | list) and not any(
            _type_error(item, inner[0]) for item in held
        )
        return "" if fits else f"not a tuple with {_WORDS[get_origin(inner[0]) or inner[0]]} in it"
    if origin is Mapping:
        fits = isinstance(held, Mapping) and all(
            isinstance(key, inner[0]) and isinstance(value, inner[1]) for key, value in held.items()
        )
        return "" if fits else f"not a dictionary of text to {_WORDS[inner[1]]}"
    if isinstance(held, wanted) and not (wanted is int and isinstance(held, bool)):
        return ""
    return f"not {_WORDS[wanted]}"


def _suggested(held: Any, known: tuple[str, ...]) -> str:
    return suggestion(held, known) if isinstance(held, str) else ""


def _function_error(held: Any, arguments: Any) -> str:
    if not callable(held):
        return "not a function"
    if iscoroutinefunction(held) or isasyncgenfunction(held):
        return "which is `async`, and nobody waits for it; write `def` without `async`"
    return _arguments_error(held, arguments) if isinstance(arguments, list) else ""


def _arguments_error(function: Any, arguments: list[Any]) -> str:
    """Why a function cannot be called with so many arguments; empty where nobody can tell."""
    try:
        taken = signature(function)
    except (TypeError, ValueError):
        return ""
    try:
        taken.bind(*arguments)
    except TypeError as problem:
        count = f"{len(arguments)} argument{'s' * (len(arguments) != 1)}"
        return f"which is called with {count}: {problem}{_place(function)}"
    return ""


def _place(function: Any) -> str:
    """` (plugins/desk.py:12)`, where a function is written; nothing where nobody can tell."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    return f" ({'/'.join(PurePath(code.co_filename).parts[-2:])}:{code.co_firstlineno})"


def _class_error(held: Any) -> str:
    if not (isinstance(held, type) and issubclass(held, Struct)):
        return "no class of msgspec: class Name(msgspec.Struct, frozen=True)"
    try:
        msgspec.json.Decoder(held)
    except Exception as problem:  # noqa: BLE001 - a stranger's annotations may name anything
        return f"which cannot be read from a file: {type(problem).__name__}: {problem}"
    return ""


def _text_error(value: Struct, field: str, held: Any) -> str:
    """Why a text that is one still does not fit."""
    match value, field:
        case Rule(), "code" if not CODE.fullmatch(held):
            return "not letters and then digits, such as OWN001"
        case PageKind(), "group" if held not in GROUPS:
            return f"not one of {', '.join(filter(None, GROUPS))}{_suggested(held, GROUPS)}"
        case Shortcode(), "name" if not CALLED.fullmatch(held):
            return "not small letters, digits and hyphens, such as at-risk"
        case Panel(), "name" if not WORD.fullmatch(held):
            return "not letters, digits, hyphens and underscores, such as next-steps"
        case _, "name" if not held.strip() or not held.isprintable():
            return "which nobody can write down; give it a word"
        case _:
            return ""


def _shortened(held: Any) -> str:
    shown = held.__qualname__ if callable(held) and hasattr(held, "__qualname__") else repr(held)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
