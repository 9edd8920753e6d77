"""Pages: every kind of page that ships."""

from okrsite.api import PageKind, hookimpl
from okrsite.builtin.pages import alignment, home, kpi, kpis, objective, objectives

KINDS: tuple[PageKind, ...] = (
    alignment.KIND,
    home.KIND,
    kpi.KIND,
    kpis.KIND,
    objective.KIND,
    objectives.KIND,
)


@hookimpl
def okrsite_pages() -> tuple[PageKind, ...]:
    """The kinds of pages that ship."""
    return KINDS
