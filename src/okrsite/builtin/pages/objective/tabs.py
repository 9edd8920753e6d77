"""Tabs: the goals as a list and as a map."""

from __future__ import annotations

from okrsite.api.pages import PageContext
from okrsite.builtin.pages.kpi.views import Tab
from okrsite.pipeline.present.paths import MAP, OBJECTIVES


def alignment_tabs(ctx: PageContext, here: str, *, is_part: bool = False) -> tuple[Tab, ...]:
    """The two ways to look at the goals; `here` is the path of the one that is shown.

    `is_part` says that the page only belongs to it, as one of several drawings.
    """
    views = ((OBJECTIVES, "alignment.as_list"), (MAP, "alignment.as_map"))
    current = "true" if is_part else "page"
    return tuple(
        Tab(ctx.words[name], ctx.href(path), current if path == here else "")
        for path, name in views
    )
