"""Sections: what `status` says in words, before anybody decides how they look."""

from msgspec import Struct


class Section(Struct, frozen=True):
    """A part of the answer; where it has no rows, `empty` is said instead."""

    title: str
    rows: tuple[tuple[str, ...], ...] = ()
    empty: str = ""


def percent(share: float | None) -> str:
    """A share in whole percent; what is not measured says so."""
    return "not measured" if share is None else f"{share:.0%}"


def spoken(word: str) -> str:
    """A word of the vocabulary as people say it."""
    return word.replace("_", " ")
