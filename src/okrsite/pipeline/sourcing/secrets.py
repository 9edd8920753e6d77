"""Secrets: the variables `${VAR}` of a source's settings, kept out of what is said of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus, unquote

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
HIDDEN = "[secret]"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_MARKS = re.compile(r"[/\\@?#:%&=;,\[\]\s]+")
# Shorter parts are found in ordinary words, and would tell more by being hidden.
_SHORTEST_PART = 4
_LONG_STEP = 16


class MissingVariables(Exception):  # noqa: N818 - it says what is missing
    """Environment variables that the settings name and the environment does not have."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        plural = "s" * (len(self.names) != 1)
        super().__init__(f"the environment variable{plural} {', '.join(self.names)} must be set")


def variables_in(value: Any) -> tuple[str, ...]:
    """The names of all variables in the texts of a JSON value, in order, each once."""
    return tuple(sorted({name for text in _texts(value) for name in VARIABLE.findall(text)}))


def scrubber(secrets: Iterable[str]) -> Callable[[str], str]:
    """What takes secrets and their parts out of a text, also as addresses, JSON and Base64 have it.

    In whichever case: hosts are written in small letters. The parts are what stands between the
    marks of an address, for whoever reads a secret as one tells its parts.
    """
    told = {part for secret in secrets if secret for part in (secret, *_parts(secret))}
    forms = {form for each in told for form in _forms(each)}
    if not forms:
        return str
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(re.escape(form) for form in longest_first), re.IGNORECASE)
    return lambda text: pattern.sub(HIDDEN, text)


def _parts(secret: str) -> Iterator[str]:
    """The parts that are secret by themselves.

    Of a whole address these are what may be a password, what follows the path, and steps of the
    path that are too long to be names; its host and its user are told, as where it was asked.
    """
    scheme, is_address, rest = secret.partition("://")
    within = [secret]
    if is_address and _SCHEME.fullmatch(scheme):
        login, _, place = rest.rpartition("@")
        path, _, query = place.partition("?")
        password = login.partition(":")[2] or login
        steps = [each for each in path.split("/")[1:] if len(each) >= _LONG_STEP]
        within = [password, *(each.rpartition("=")[2] for each in query.split("&")), *steps]
    for each in within:
        for text in (each, unquote(each)):
            yield from (part for part in _MARKS.split(text) if len(part) >= _SHORTEST_PART)
        if len(unquote(each)) >= _SHORTEST_PART:
            yield from (each, unquote(each))


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


def _forms(secret: str) -> Iterator[str]:
    yield secret
    # Libraries wrap and cut what they quote; a part of several lines is a secret by itself.
    yield from (line for line in secret.splitlines() if len(line.strip()) > 3)
    yield secret.strip() or secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote(secret, safe="/!$&'()*+,;=")
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
