"""Paging: long lists in pages that stay small however many goals there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paths import Anchor, numbered

T = TypeVar("T")


class Paging(Struct, frozen=True):
    """The way through the pages of a list.

    Attributes:
        label: Which page of how many it is.
        previous: The page before.
        next: The page after.
    """

    label: str
    previous: Anchor | None
    next: Anchor | None


def in_pages(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """The things in stretches of a size; one empty stretch where there are none."""
    return [things[first : first + size] for first in range(0, len(things), size)] or [things]


def paging(ctx: PageContext, path: str, number: int, total: int) -> Paging | None:
    """The way from one page of a list to its neighbours; nothing where it has one page only."""
    if total == 1:
        return None
    words = ctx.words
    before = Anchor(words["paging.previous"], ctx.href(numbered(path, number - 1)))
    after = Anchor(words["paging.next"], ctx.href(numbered(path, number + 1)))
    return Paging(
        words.say("paging.page", number=str(number), total=str(total)),
        before if number > 1 else None,
        after if number < total else None,
    )


def more_words(ctx: PageContext, rest: int, key: str = "common.more") -> str:
    """How many more there are than a page shows; empty where it shows all."""
    return ctx.words.count(key, rest, ctx.numbers.number(rest)) if rest > 0 else ""
