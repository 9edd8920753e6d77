"""Suggest: the word that somebody who mistyped probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(written: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, or nothing where none is close."""
    near = get_close_matches(written, sorted(known), 1)
    return f"; did you mean '{near[0]}'?" if near else ""
