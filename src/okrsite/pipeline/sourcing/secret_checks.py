"""Written secrets: variables where none is filled in, and secrets that anybody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.kpis import Source
from okrsite.model.settings import SourceSettings
from okrsite.pipeline.sourcing.secrets import VARIABLE

_OPENED = re.compile(r"\$\{[^}]*\}?")
_SECRET = re.compile(
    r"(?:^|[_-])(?:password|passwd|secret|token|api_?-?key|authorization|private_?-?key)$",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"://[^/@:\s]*:([^/@\s]+)@")
_HELP = 'Write "${NAME}", and give the variable NAME to `okrsite fetch` alone.'


def mistakes_of_settings(settings: SourceSettings) -> Iterator[Diagnostic]:
    """What is no variable though it begins as one (OKR621), and secrets in the open (OKR623)."""
    for steps, text in _texts(msgspec.json.decode(settings.settings), ()):
        place = settings.at(".".join(steps))
        for found in _OPENED.findall(text):
            if not VARIABLE.fullmatch(found):
                message = f"'{found}' does not name an environment variable"
                help_ = 'Its name has letters, digits and underscores: "${API_TOKEN}".'
                yield error("OKR621", place, message, help_)
        if "${" not in text and (_is_named_as_secret(steps, text) or _LOGIN.search(text)):
            message = f"'{'.'.join(steps)}' holds a secret that everybody can read"
            yield Diagnostic("OKR623", "warning", place, message, _HELP)


def mistakes_of_query(source: Source) -> Iterator[Diagnostic]:
    """Variables in what a KPI asks, which stay as they are: authors ask, they hold no keys."""
    for steps, text in _texts(msgspec.json.decode(source.settings), ()):
        if found := VARIABLE.search(text):
            message = f"'{found[0]}' is not filled in here"
            help_ = f"Variables belong into [sources.{source.use}] of okrsite.toml."
            place = source.at(".".join(steps))
            yield Diagnostic("OKR622", "warning", place, message, help_)


def _is_named_as_secret(steps: tuple[str, ...], text: str) -> bool:
    named = [step for step in steps if not step.isdigit()]
    return bool(text and named and _SECRET.search(named[-1]))


def _texts(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    match value:
        case str():
            yield steps, value
        case dict():
            for key, each in value.items():
                yield from _texts(each, (*steps, key))
        case list():
            for i, each in enumerate(value):
                yield from _texts(each, (*steps, str(i)))
        case _:
            return
