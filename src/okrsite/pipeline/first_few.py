"""The first few of many things, and how many more there are."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def first_few(items: Sequence[Item], most: int) -> tuple[Sequence[Item], str]:
    """At most so many items, and `and 3 more` for the rest; empty where there is no rest."""
    left_out = len(items) - most
    return items[:most], f"and {left_out} more" if left_out > 0 else ""
