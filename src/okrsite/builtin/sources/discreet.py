"""Discreet: texts for people, with everything secret taken out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from msgspec.structs import replace

from okrsite.api import Failure, Observation, SourceError

HIDDEN = "***"
# Shorter ones are found in ordinary words, and would tell more by being hidden.
_SHORTEST = 4
_LEAST_PART = 8


def discreet(text: str, secrets: Iterable[str]) -> str:
    """A text with secrets hidden: plain, percent-encoded, in base64, and long parts of them."""
    for form in sorted({form for each in secrets for form in _forms(each)}, key=len, reverse=True):
        text = _without(text, form)
    return text


def speaking_discreetly(
    secrets: Iterable[str], found: Iterable[Observation | Failure]
) -> Iterator[Observation | Failure]:
    """What is found or raised, as it comes, with the secrets hidden in every reason."""
    hidden = tuple(secrets)
    try:
        for each in found:
            if isinstance(each, Failure):
                yield replace(each, reason=discreet(each.reason, hidden))
            else:
                yield each
    except SourceError as wrong:
        reason = discreet(str(wrong), hidden)
        raise SourceError(reason, is_transient=wrong.is_transient) from None


def _forms(secret: str) -> Iterable[str]:
    if len(secret) < _SHORTEST:
        return ()
    encoded = b64encode(secret.encode()).decode().rstrip("=")
    return secret, quote(secret, safe=""), quote(secret), encoded


def _without(text: str, secret: str) -> str:
    """A text may have been cut within a secret, so every part of some length is hidden as well."""
    least = min(len(secret), _LEAST_PART)
    for start in range(len(secret) - least + 1):
        end = start + least
        if secret[start:end] not in text:
            continue
        while end < len(secret) and secret[start : end + 1] in text:
            end += 1
        text = text.replace(secret[start:end], HIDDEN)
    return text
