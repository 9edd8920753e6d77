"""Entry: one check-in before it is written, and the text that it becomes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import Struct

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.errors import CommandError
from okrsite.model.goals import Objective

_FENCE = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)


class NewCheckIn(Struct, frozen=True, kw_only=True):
    """A check-in of a goal; `values` as TOML has them, `kudos` as whom and what for."""

    objective: Objective
    day: date
    author: str | None = None
    confidence: float | None = None
    values: dict[str, Any] = {}
    note: str = ""
    kudos: tuple[tuple[str, str], ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether it has no value, no confidence, no word and no thanks."""
        return not (self.values or self.note.strip() or self.kudos or self.confidence is not None)


def file_of(entry: NewCheckIn) -> str:
    """The text of a file of its own."""
    fields = {"objective": entry.objective.id, **_fields(entry)}
    return document_text(toml_lines(fields), entry.note)


def added_to(text: str, entry: NewCheckIn) -> str:
    """The text of an objective with the check-in as the last of its front matter.

    Everything else stays as it is, line ends included.
    """
    fences = [found.start() for found in _FENCE.finditer(text)]
    if len(fences) < 2:
        raise CommandError("its front matter has no end", "`okrsite check` shows the place.")
    before, after = text[: fences[1]], text[fences[1] :]
    gap = "" if before.endswith(("\n\n", "\n\r\n")) else "\n"
    note = {"note": entry.note.strip()}
    block = "\n".join([*gap.splitlines(), "[[checkins]]", *toml_lines(_fields(entry) | note), ""])
    is_crlf = before.endswith("\r\n")
    return before + (block.replace("\n", "\r\n") if is_crlf else block) + after


def _fields(entry: NewCheckIn) -> dict[str, Any]:
    return {
        "date": entry.day,
        "author": entry.author,
        "confidence": entry.confidence,
        "values": entry.values,
        "kudos": [{"to": to, "for": reason} for to, reason in entry.kudos],
    }
