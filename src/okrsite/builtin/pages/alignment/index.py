"""What the browser needs to filter the alignment: where every goal stands in it, and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from okrsite.api.pages import ObjectiveId, PageContext
from okrsite.builtin.pages.goal_tree import Place
from okrsite.builtin.pages.js_data import DATA
from okrsite.builtin.pages.kpi.board import Tab
from okrsite.pipeline.present.paths import ALIGNMENT, MAP

OUTLINE = f"{DATA}/alignment.js"


class Outline(Struct, frozen=True, kw_only=True):
    """The whole alignment as numbers.

    `places` has for each place the number of its goal in the list of objectives and how deep it is,
    one after the other; `firsts` begin its pages of `size` places, to notice a new site.
    """

    size: int
    firsts: tuple[str, ...]
    places: tuple[int, ...]


def outline(places: Sequence[Place], numbers: Mapping[ObjectiveId, int], size: int) -> Outline:
    """The alignment by the numbers of its goals."""
    return Outline(
        size=size,
        firsts=tuple(place.objective for place in places[::size]),
        places=tuple(
            number for place in places for number in (numbers[place.objective], place.depth)
        ),
    )


def alignment_tabs(ctx: PageContext, here: str, *, is_part: bool = False) -> tuple[Tab, ...]:
    """The two ways to look at the alignment; `here` is the path of the one that is shown.

    `is_part` says that the page only belongs to it, as one of several drawings.
    """
    views = ((ALIGNMENT, "alignment.as_list"), (MAP, "alignment.as_map"))
    current = "true" if is_part else "page"
    return tuple(
        Tab(ctx.words[name], ctx.href(path), current if path == here else "")
        for path, name in views
    )
