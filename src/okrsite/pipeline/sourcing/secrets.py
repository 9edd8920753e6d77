"""Secrets: the variables `${VAR}` of a source's settings, and the scrubber of all messages."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote, quote_plus, unquote

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
HIDDEN = "[secret]"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_MARKS = re.compile(r"[/\\@?#:%&=;,\[\]\s]+")
# Shorter parts are found in ordinary words, and would tell more by being hidden.
_SHORTEST_PART = 4
_LONG_STEP = 16
_SHORTEST_FRAGMENT = 8


class MissingVariablesError(Exception):
    """Environment variables that the settings name and the environment does not have."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        plural = "s" * (len(self.names) != 1)
        super().__init__(f"the environment variable{plural} {', '.join(self.names)} must be set")


def variables_in(value: Any) -> tuple[str, ...]:
    """The names of all variables in the texts of a JSON value, in order, each once."""
    return tuple(sorted({name for text in _texts(value) for name in VARIABLE.findall(text)}))


def scrubber(
    secrets: Iterable[str], *, mask: str = HIDDEN, may_be_cut: bool = False
) -> Callable[[str], str]:
    """A function that takes secrets out of a text: plain, percent-encoded, in JSON and in Base64.

    Secrets are found in whichever case, since hosts are written in small letters, and so are the
    parts of each, which stand between the marks of an address: whoever reads a secret as an address
    quotes its parts.

    Where texts `may_be_cut` within a secret, any eight characters of one are hidden instead, and
    the parts are not: then secrets may be settings such as `application/json`, whose parts are
    ordinary words. Secrets of less than four characters are left alone there for the same reason.
    """
    if may_be_cut:
        kept = [secret for secret in secrets if len(secret) >= _SHORTEST_PART]
        whole = {form for secret in kept for form in (*_forms(secret), _base64(secret.encode()))}
        longest_first = _longest_first(whole)
        return lambda text: _without_fragments(text, longest_first, mask)
    hidden = {part for secret in secrets if secret for part in (secret, *_parts(secret))}
    forms = {form for text in hidden for form in _forms(text)}
    if not forms:
        return str
    pattern = re.compile("|".join(map(re.escape, _longest_first(forms))), re.IGNORECASE)
    return lambda text: pattern.sub(mask, text)


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(forms, key=lambda form: (-len(form), form))


def _without_fragments(text: str, forms: Sequence[str], mask: str) -> str:
    """A text without any form, and without any run of eight characters of one."""
    # First whole: a run of one form may be the beginning of another, whose rest would be left.
    for form in forms:
        text = text.replace(form, mask)
    for form in forms:
        least = min(len(form), _SHORTEST_FRAGMENT)
        for start in range(len(form) - least + 1):
            end = start + least
            if form[start:end] not in text:
                continue
            while end < len(form) and form[start : end + 1] in text:
                end += 1
            text = text.replace(form[start:end], mask)
    return text


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
        steps = [step for step in path.split("/")[1:] if len(step) >= _LONG_STEP]
        within = [password, *(pair.rpartition("=")[2] for pair in query.split("&")), *steps]
    for piece in within:
        for text in (piece, unquote(piece)):
            yield from (part for part in _MARKS.split(text) if len(part) >= _SHORTEST_PART)
        if len(unquote(piece)) >= _SHORTEST_PART:
            yield from (piece, unquote(piece))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for held in value.values():
                yield from _texts(held)
        case list():
            for held in value:
                yield from _texts(held)
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
        encoded = _base64(b"\0" * before + secret)
        after = (before + len(secret)) % 3
        own = encoded[(0, 2, 3)[before] : len(encoded) - (1 if after else 0)]
        if len(own) > 7:
            yield own
            yield own.replace("+", "-").replace("/", "_")


def _base64(secret: bytes) -> str:
    return b64encode(secret).decode().rstrip("=")
