"""Pages: every kind of page that ships."""

from okrsite.api import hookimpl
from okrsite.api.pages import PageKind
from okrsite.builtin.pages import old_addresses
from okrsite.builtin.pages.agenda import agenda
from okrsite.builtin.pages.alignment import alignment
from okrsite.builtin.pages.alignment import map as goal_map
from okrsite.builtin.pages.changes import changes, feed
from okrsite.builtin.pages.compare import compare
from okrsite.builtin.pages.cycle import cycle, cycles, report
from okrsite.builtin.pages.guides import free_pages, glossary, kpi_or_okr, six_steps
from okrsite.builtin.pages.home import attention, checkins, home, wall
from okrsite.builtin.pages.kpi import board as kpi_board
from okrsite.builtin.pages.kpi import focus, kpi, loop, scorecard
from okrsite.builtin.pages.kpi import table as kpi_table
from okrsite.builtin.pages.markdown import llms
from okrsite.builtin.pages.objective import objective, objectives, tags
from okrsite.builtin.pages.outputs import (
    badges,
    briefs,
    calendar,
    cards,
    feeds,
    json_api,
    not_found,
    redirects,
    search,
)
from okrsite.builtin.pages.person import people, person
from okrsite.builtin.pages.team import maturity, team, teams

KINDS: tuple[PageKind, ...] = (
    agenda.KIND,
    alignment.KIND,
    goal_map.KIND,
    attention.KIND,
    badges.KIND,
    briefs.KIND,
    calendar.KIND,
    cards.KIND,
    changes.KIND,
    feed.KIND,
    checkins.KIND,
    compare.KIND,
    cycle.KIND,
    cycles.KIND,
    feeds.KIND,
    focus.KIND,
    free_pages.KIND,
    home.KIND,
    json_api.KIND,
    kpi.KIND,
    llms.KIND,
    kpi_or_okr.KIND,
    kpi_table.KIND,
    kpi_board.KIND,
    loop.KIND,
    maturity.KIND,
    not_found.KIND,
    old_addresses.KIND,
    objective.KIND,
    objectives.KIND,
    people.KIND,
    person.KIND,
    redirects.KIND,
    report.KIND,
    scorecard.KIND,
    search.KIND,
    six_steps.KIND,
    tags.KIND,
    team.KIND,
    teams.KIND,
    glossary.KIND,
    wall.KIND,
)


@hookimpl
def okrsite_pages() -> tuple[PageKind, ...]:
    """The kinds of pages that ship."""
    return KINDS
