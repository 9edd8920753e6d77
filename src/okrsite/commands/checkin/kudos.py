"""Kudos: whom a check-in thanks and what for, from what somebody types."""

from __future__ import annotations

from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import find_person
from okrsite.model.forest import Forest


def kudos_of(written: str, forest: Forest) -> tuple[str, str]:
    """Who is thanked and what for, from `ada: what for`. Raises `CommandError` without a reason."""
    who, mark, reason = written.partition(":")
    if not mark or not who.strip() or not reason.strip():
        raise CommandError(f"{written!r} thanks nobody", "Write who, a colon, and what for.")
    return find_person(who.strip(), forest), reason.strip()
