"""Interpolation: `${VAR}` in a source's settings becomes its value, and no value moves an address.

In a text that is an address (`scheme://...`) a value stands for one part of it and no more: it is
percent-encoded as that part needs it, and where the host is, it has to be a host. A variable at
the very beginning is the address itself, and is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from okrsite.pipeline.sourcing.secrets import VARIABLE, MissingVariablesError, variables_in

_ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.:_-]*://")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST = re.compile(r"[\w.-]+")
# What a path may hold as it is. Some read an `@` or a `:` that comes after a slash as a login's.
_IN_PATH = "/!$&'()*+,;="


class UnfitVariableError(Exception):
    """A variable whose value does not fit where it is written; the message leaves the value out."""

    def __init__(self, name: str, part: str, holds: str) -> None:
        super().__init__(
            f"the environment variable {name} does not fit into its address: "
            f"{part} has only {holds}"
        )


def interpolate(value: Any, environment: Mapping[str, str]) -> Any:
    """A JSON value with its variables filled in; keys stay as they are.

    Raises MissingVariablesError where one is not set, or is empty, and UnfitVariableError.
    """
    missing = [name for name in variables_in(value) if not environment.get(name)]
    if missing:
        raise MissingVariablesError(missing)
    return _interpolated(value, environment)


def _interpolated(value: Any, environment: Mapping[str, str]) -> Any:
    match value:
        case str():
            return _text(value, environment)
        case dict():
            return {key: _interpolated(held, environment) for key, held in value.items()}
        case list():
            return [_interpolated(held, environment) for held in value]
        case _:
            return value


def _text(written: str, environment: Mapping[str, str]) -> str:
    begun, rest = _beginning(written, environment)
    # Of a variable only the place counts: its name has no character that ends a part.
    shape = begun + VARIABLE.sub(lambda found: "_" * len(found[0]), rest)
    address = _ADDRESS.match(shape)
    if address is None:
        return begun + VARIABLE.sub(lambda found: environment[found[1]], rest)
    host = address.end()
    path = _first_of("/?#\\", shape, host)
    login = shape.rfind("@", host, path)
    query = _first_of("?#", shape, path)

    def fitting(found: re.Match[str]) -> str:
        name, value, place = found[1], environment[found[1]], len(begun) + found.start()
        if place < login or place >= query:
            return quote(value, safe="")
        if place >= path:
            return quote(value, safe=_IN_PATH)
        if not _HOST.fullmatch(value):
            raise UnfitVariableError(name, "a host", "letters, digits, dots and dashes")
        return value

    return begun + VARIABLE.sub(fitting, rest)


def _first_of(marks: str, text: str, start: int) -> int:
    return next((at for at in range(start, len(text)) if text[at] in marks), len(text))


def _beginning(written: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """What a text begins with as a variable, filled in as it is, and the rest as it is written."""
    found = VARIABLE.match(written)
    if found is None:
        return "", written
    value, rest = environment[found[1]], written[found.end() :]
    if rest.startswith("://") and not _SCHEME.fullmatch(value):
        raise UnfitVariableError(found[1], "a scheme", "letters, digits, pluses, dots and dashes")
    return value, rest
