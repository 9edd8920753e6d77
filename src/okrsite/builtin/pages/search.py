"""Search: every thing of the site by its words, as scripts that the browser searches by itself.

The same goals that the pages show, for the same audience; without JavaScript the page leads to the
lists of everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import (
    CYCLES,
    KPIS,
    OBJECTIVES,
    PAGES,
    PEOPLE,
    SEARCH,
    TEAMS,
    Anchor,
    File,
    GoalRef,
    Objective,
    Page,
    PageKind,
    Prose,
    Site,
    goal_link,
    href,
    in_pages,
    kpi_link,
    objective_link,
    path_of,
    person_link,
    team_link,
)
from okrsite.builtin.pages.objectives import in_order
from okrsite.builtin.pages.order import cycles_by_time
from okrsite.builtin.pages.scripts import DATA, call

PART = 1500
BEGINNING = 240
WHOLE = 4000
KINDS = ("objective", "key_result", "kpi", "team", "person", "cycle", "page")
_LISTS = (OBJECTIVES, KPIS, TEAMS, PEOPLE, CYCLES, PAGES)


class SearchView(Struct, frozen=True):
    """The page of the search, and the lists that stand in for it."""

    title: str
    lists: tuple[Anchor, ...]


class Thing(Struct, frozen=True, array_like=True):
    """One thing that can be found: its kind, title and place, what belongs to it, and its text."""

    kind: str
    title: str
    path: str
    under: str
    text: str


def search_view(site: Site) -> SearchView:
    """The page of the search."""
    lists = (Anchor(site.words[f"nav.{_name(path)}"], href("", path)) for path in _LISTS)
    return SearchView(site.words["search.title"], tuple(lists))


def things(site: Site) -> Iterator[Thing]:
    """Everything that can be found, the goals of the current cycle first."""
    for objective in in_order(site):
        yield from _goals(site, objective)
    yield from _kpis(site)
    yield from _company(site)
    for page in site.forest.pages.values():
        path = href("", path_of("page", page.id))
        yield Thing("page", page.title, path, "", _beginning(page.body, WHOLE))


def _goals(site: Site, objective: Objective) -> Iterator[Thing]:
    link = objective_link(site, "", objective.id)
    team, owner = team_link(site, "", objective.team), person_link(site, "", objective.owner)
    cycle = site.forest.cycles[objective.cycle].title
    under = _joined(cycle, _text(team), _text(owner), *objective.tags)
    yield Thing("objective", link.text, link.href, under, _beginning(objective.body))
    for result in objective.key_results:
        goal = GoalRef(objective=objective.id, key_result=result.id, span=result.span)
        place = goal_link(site, "", goal)
        yield Thing("key_result", place.text, place.href, _joined(objective.title, cycle), "")


def _kpis(site: Site) -> Iterator[Thing]:
    for kpi in site.forest.kpis.values():
        link = kpi_link(site, "", kpi.id)
        team, owner = team_link(site, "", kpi.team), person_link(site, "", kpi.owner)
        under = _joined(_text(team), _text(owner), *kpi.tags)
        yield Thing("kpi", link.text, link.href, under, _beginning(kpi.body))


def _company(site: Site) -> Iterator[Thing]:
    forest = site.forest
    for team in forest.teams.values():
        above = team_link(site, "", team.parent)
        path = href("", path_of("team", team.id))
        yield Thing("team", team.title, path, _text(above), _beginning(team.body))
    for person in forest.people.values():
        own = team_link(site, "", person.team)
        path = href("", path_of("person", person.id))
        under = _joined(person.role, _text(own))
        yield Thing("person", person.title, path, under, _beginning(person.body))
    for cycle in cycles_by_time(site):
        path = href("", path_of("cycle", cycle.id))
        under = site.numbers.span(cycle.start, cycle.end)
        yield Thing("cycle", cycle.title, path, under, _beginning(cycle.body))


def _beginning(text: Prose, length: int = BEGINNING) -> str:
    return " ".join(text.text[:length].split())


def _text(link: Anchor | None) -> str:
    return link.text if link else ""


def _joined(*parts: str) -> str:
    return " · ".join(each for each in parts if each)


def _name(path: str) -> str:
    return path.removesuffix(".html")


def _words(site: Site) -> dict[str, object]:
    """What the search says while it is used."""
    words = site.words
    plain = ("label", "hint", "close", "loading", "nothing")
    return {
        **{name: words[f"search.{name}"] for name in plain},
        "one": words["search.results.one"],
        "other": words["search.results.other"],
        "kinds": {kind: words[f"search.kind_{kind}"] for kind in KINDS},
    }


def _part(site: Site, shown: Sequence[Thing], number: int, total: int) -> bytes:
    return call("okrsiteSearch", total, _words(site) if number == 1 else None, shown)


def pages(site: Site) -> Iterator[Page | File]:
    """The page, and what it searches in as many scripts as it needs."""
    title = site.words["search.title"]
    yield Page(SEARCH, "search.html", title, partial(search_view, site), section="search")
    parts = in_pages(list(things(site)), PART)
    for number, part in enumerate(parts, start=1):
        content = partial(_part, site, part, number, len(parts))
        yield File(f"{DATA}/search-{number}.js", content)


KIND = PageKind(name="search", title="Search", pages=pages, order=1000)
