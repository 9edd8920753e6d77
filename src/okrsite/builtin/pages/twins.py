"""Twins: where a page stands in Markdown, with `.md` for `.html`, and whether it does."""

from __future__ import annotations

from okrsite.api import Kpi, Objective
from okrsite.api.pages import PageContext

# A file for each of more things than that would double a build for readers who take the lists.
MOST = 2000


def has_twins(ctx: PageContext) -> bool:
    """Whether each goal and KPI has a twin of its own, beside the lists of all."""
    return ctx.once(_has_twins)


def _has_twins(ctx: PageContext) -> bool:
    return len(ctx.ids(Objective)) + len(ctx.ids(Kpi)) <= MOST


def twin_path(path: str) -> str:
    """The path of a page's twin."""
    return f"{path.removesuffix('.html')}.md"
