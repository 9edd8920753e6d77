"""Views: the ways to look at the KPIs, each a page of its own, and the tabs that lead to them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.api.pages import PageContext
from okrsite.pipeline.present.paths import (
    CRITICAL_KPIS,
    FOCUS,
    KPI_TABLE,
    KPIS,
    KPIS_BY_TEAM,
    SCORECARD,
)

# The view and where it is, in the order of the tabs.
VIEWS: Mapping[str, str] = {
    "trouble": KPIS,
    "team": KPIS_BY_TEAM,
    "critical": CRITICAL_KPIS,
    "scorecard": SCORECARD,
    "focus": FOCUS,
    "table": KPI_TABLE,
}


class Tab(Struct, frozen=True):
    """A way to look at the KPIs; `current` is the value of `aria-current`."""

    text: str
    href: str
    current: str


def tabs(ctx: PageContext, view: str) -> tuple[Tab, ...]:
    """The ways to look at the KPIs; `view` is the one that is shown."""
    return tuple(
        Tab(ctx.words[f"kpis.by_{name}"], ctx.href(path), "page" if name == view else "")
        for name, path in VIEWS.items()
    )
