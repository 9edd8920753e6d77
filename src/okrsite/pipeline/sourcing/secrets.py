"""Secrets: `${VAR}` in the settings of a source, filled in, and kept out of what is said of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
HIDDEN = "[secret]"


class MissingVariables(Exception):  # noqa: N818 - it says what is missing
    """Environment variables that the settings name and the environment does not have."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        plural = "s" * (len(self.names) != 1)
        super().__init__(f"the environment variable{plural} {', '.join(self.names)} must be set")


def variables_in(value: Any) -> tuple[str, ...]:
    """The names of all variables in the texts of a JSON value, in order, each once."""
    return tuple(sorted({name for text in _texts(value) for name in VARIABLE.findall(text)}))


def filled(value: Any, environment: Mapping[str, str]) -> Any:
    """A JSON value with its variables filled in; keys stay as they are.

    Raises MissingVariables where one is not set, or is empty.
    """
    missing = [name for name in variables_in(value) if not environment.get(name)]
    if missing:
        raise MissingVariables(missing)
    return _filled(value, environment)


def scrubber(secrets: Iterable[str]) -> Callable[[str], str]:
    """What takes secrets out of a text, also as addresses, JSON and Base64 hold them."""
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    if not forms:
        return str
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(re.escape(form) for form in longest_first))
    return lambda text: pattern.sub(HIDDEN, text)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)
        case _:
            return


def _filled(value: Any, environment: Mapping[str, str]) -> Any:
    match value:
        case str():
            return VARIABLE.sub(lambda found: environment[found[1]], value)
        case dict():
            return {key: _filled(each, environment) for key, each in value.items()}
        case list():
            return [_filled(each, environment) for each in value]
        case _:
            return value


def _forms(secret: str) -> Iterator[str]:
    yield secret
    # Libraries wrap and cut what they quote; a part of several lines is a secret by itself.
    yield from (line for line in secret.splitlines() if len(line.strip()) > 3)
    yield secret.strip() or secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    yield from _base64_forms(secret.encode())


def _base64_forms(secret: bytes) -> Iterator[str]:
    """The characters of Base64 that the secret alone decides, wherever in a text it begins."""
    for before in range(3):
        encoded = b64encode(b"\0" * before + secret).decode().rstrip("=")
        after = (before + len(secret)) % 3
        own = encoded[(0, 2, 3)[before] : len(encoded) - (1 if after else 0)]
        if len(own) > 7:
            yield own
            yield own.replace("+", "-").replace("/", "_")
