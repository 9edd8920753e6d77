"""Pages: every kind of page that ships."""

from okrsite.api import PageKind, hookimpl
from okrsite.builtin.pages import (
    alignment,
    attention,
    badges,
    calendar,
    checkins,
    compare,
    cycle,
    cycles,
    feeds,
    focus,
    free_pages,
    home,
    interface,
    kpi,
    kpi_or_okr,
    kpis,
    loop,
    maturity,
    not_found,
    objective,
    objectives,
    people,
    person,
    redirects,
    scorecard,
    search,
    six_steps,
    tags,
    team,
    teams,
)

KINDS: tuple[PageKind, ...] = (
    alignment.KIND,
    attention.KIND,
    badges.KIND,
    calendar.KIND,
    checkins.KIND,
    compare.KIND,
    cycle.KIND,
    cycles.KIND,
    feeds.KIND,
    focus.KIND,
    free_pages.KIND,
    home.KIND,
    interface.KIND,
    kpi.KIND,
    kpi_or_okr.KIND,
    kpis.KIND,
    loop.KIND,
    maturity.KIND,
    not_found.KIND,
    objective.KIND,
    objectives.KIND,
    people.KIND,
    person.KIND,
    redirects.KIND,
    scorecard.KIND,
    search.KIND,
    six_steps.KIND,
    tags.KIND,
    team.KIND,
    teams.KIND,
)


@hookimpl
def okrsite_pages() -> tuple[PageKind, ...]:
    """The kinds of pages that ship."""
    return KINDS
