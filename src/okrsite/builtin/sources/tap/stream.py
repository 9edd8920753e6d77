"""Streams: what taps and connectors have, and what comes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct

from okrsite.answers.observations import AnswerError

_MOST_NAMED = 10


class Stream(Struct, frozen=True):
    """One of the streams of a tap: a table. `described` is what the tap's catalogue says of it.

    `is_incremental` says that a run with a state gives only newer records.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[str, ...]
    is_incremental: bool
    described: dict[str, Any]


def chosen(streams: Sequence[Stream], wanted: Collection[str]) -> list[Stream]:
    """The streams that are wanted, in whichever case. Raises AnswerError where there is none."""
    names = {name.casefold() for name in wanted}
    found = [stream for stream in streams if stream.name.casefold() in names]
    if not found:
        known = ", ".join(stream.name for stream in streams[:_MOST_NAMED])
        raise AnswerError(f"the tap has no stream {', '.join(sorted(wanted))}, only {known}")
    return found
