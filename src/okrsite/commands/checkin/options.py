"""Options: what the command line says of a check-in."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class CheckInOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of a check-in beside its objective."""

    me: str | None = None
    values: tuple[str, ...] = ()
    confidence: float | None = None
    note: str = ""
    kudos: tuple[str, ...] = ()
    day: date | None = None
    author: str | None = None
    is_file: bool = False
    commits: bool = False
    is_dry: bool = False

    @property
    def says_something(self) -> bool:
        """Whether the check-in itself is given, so that nothing is asked."""
        told = self.values or self.note or self.kudos
        return bool(told) or self.confidence is not None
