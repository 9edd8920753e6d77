"""Pages: every kind of page that ships."""

from okrsite.api import PageKind, hookimpl
from okrsite.builtin.pages import (
    alignment,
    attention,
    checkins,
    cycle,
    cycles,
    free_pages,
    home,
    interface,
    kpi,
    kpis,
    loop,
    not_found,
    objective,
    objectives,
    people,
    person,
    redirects,
    search,
    team,
    teams,
)

KINDS: tuple[PageKind, ...] = (
    alignment.KIND,
    attention.KIND,
    checkins.KIND,
    cycle.KIND,
    cycles.KIND,
    free_pages.KIND,
    home.KIND,
    interface.KIND,
    kpi.KIND,
    kpis.KIND,
    loop.KIND,
    not_found.KIND,
    objective.KIND,
    objectives.KIND,
    people.KIND,
    person.KIND,
    redirects.KIND,
    search.KIND,
    team.KIND,
    teams.KIND,
)


@hookimpl
def okrsite_pages() -> tuple[PageKind, ...]:
    """The kinds of pages that ship."""
    return KINDS
