"""Search: every thing of the site by its words, as scripts that the browser searches by itself.

The same goals that the pages show, for the same audience; without JavaScript the page leads to the
lists of everything. What was told in check-ins comes in scripts of its own, the newest first, which
the browser asks for after the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import FreePage, GoalKey, Kpi, Objective, Person, Prose, Team
from okrsite.api.pages import (
    Anchor,
    File,
    Page,
    PageContext,
    PageKind,
    checkins_of,
    cycle_link,
    goal_link,
    href,
    in_pages,
    kpi_link,
    numbered,
    objective_link,
    path_of,
    person_link,
    team_link,
)
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.objective.feed import feed_parts
from okrsite.builtin.pages.objective.objectives import in_order
from okrsite.builtin.pages.objective.story import SHOWN as SHOWN_CHECKINS
from okrsite.builtin.pages.sorting import cycles_by_time
from okrsite.pipeline.present.checkins import checkin_anchor
from okrsite.pipeline.present.paths import (
    CHECKINS,
    CYCLES,
    KPIS,
    OBJECTIVES,
    PAGES,
    PEOPLE,
    SEARCH,
    TEAMS,
)

PART = 1500
PART_OF_TEXT = 150_000
BEGINNING = 240
WHOLE = 4000
WHOLE_NOTE = 20_000
KINDS = ("objective", "key_result", "kpi", "team", "person", "cycle", "page", "checkin")
_LISTS = (OBJECTIVES, KPIS, TEAMS, PEOPLE, CYCLES, PAGES)


class SearchView(Struct, frozen=True):
    """The page of the search, and the lists that stand in for it."""

    title: str
    lists: tuple[Anchor, ...]


class Thing(Struct, frozen=True, array_like=True):
    """One thing that can be found: its kind, title and place, what belongs to it, and its text.

    What is of the current cycle comes before what is as good.
    """

    kind: str
    title: str
    path: str
    under: str
    text: str
    is_current: bool = False


def search_view(ctx: PageContext, _: str) -> SearchView:
    """The page of the search."""
    lists = (Anchor(ctx.words[f"nav.{_name(path)}"], ctx.href(path)) for path in _LISTS)
    return SearchView(ctx.words["search.title"], tuple(lists))


def things(ctx: PageContext) -> Iterator[Thing]:
    """Everything that can be found, the goals of the current cycle first."""
    for id_ in in_order(ctx):
        yield from _goals(ctx, ctx.objective(id_))
    yield from _kpis(ctx)
    yield from _company(ctx)
    for page in ctx.all(FreePage):
        path = href("", path_of("page", page.id))
        yield Thing("page", page.title, path, "", _beginning(page.body, WHOLE))


def checkin_things(ctx: PageContext) -> Iterator[Thing]:
    """What was told in check-ins, the newest first, each where a reader finds it in whole.

    That is the page of its goal, or the feed where that page stops before it.
    """
    with_goals = {
        checkin_anchor(ctx, checkin)
        for goal in ctx.all(Objective)
        for checkin in checkins_of(ctx, goal)[:SHOWN_CHECKINS]
    }
    for number, part in enumerate(feed_parts(ctx), start=1):
        feed = numbered(CHECKINS, number)
        for checkin in part:
            goal = objective_link(ctx, checkin.objective)
            anchor = checkin_anchor(ctx, checkin)
            page = path_of("objective", checkin.objective) if anchor in with_goals else feed
            author = _text(person_link(ctx, checkin.author))
            under = _joined(ctx.numbers.day(checkin.date), author)
            thanks = " ".join(kudos.for_ for kudos in checkin.kudos)
            notes = (checkin.note, *(said.note for said in checkin.result_notes.values()))
            said = " ".join(_beginning(note, WHOLE_NOTE) for note in notes)
            text = f"{said} {thanks}".strip()
            is_current = ctx.objective(checkin.objective).cycle == ctx.current_cycle
            yield Thing("checkin", goal.text, href("", page, anchor), under, text, is_current)


def _goals(ctx: PageContext, objective: Objective) -> Iterator[Thing]:
    link = objective_link(ctx, objective.id)
    team, owner = team_link(ctx, objective.team), person_link(ctx, objective.owner)
    cycle = cycle_link(ctx, objective.cycle).text
    under = _joined(cycle, _text(team), _text(owner), *objective.tags)
    is_current = objective.cycle == ctx.current_cycle
    yield Thing("objective", link.text, link.href, under, _beginning(objective.body), is_current)
    for result in objective.key_results:
        place = goal_link(ctx, GoalKey(objective.id, result.id))
        under = _joined(objective.title, cycle)
        text = _beginning(result.text)
        yield Thing("key_result", place.text, place.href, under, text, is_current)


def _kpis(ctx: PageContext) -> Iterator[Thing]:
    for kpi in ctx.all(Kpi):
        link = kpi_link(ctx, kpi.id)
        team, owner = team_link(ctx, kpi.team), person_link(ctx, kpi.owner)
        under = _joined(kpi.abbreviation, _text(team), _text(owner), *kpi.tags)
        yield Thing("kpi", link.text, link.href, under, _beginning(kpi.body))


def _company(ctx: PageContext) -> Iterator[Thing]:
    for team in ctx.all(Team):
        above = team_link(ctx, team.parent)
        path = href("", path_of("team", team.id))
        yield Thing("team", team.title, path, _text(above), _beginning(team.body))
    for person in ctx.all(Person):
        own = team_link(ctx, person.team)
        path = href("", path_of("person", person.id))
        under = _joined(person.role, _text(own))
        yield Thing("person", person.title, path, under, _beginning(person.body))
    for cycle in cycles_by_time(ctx):
        path = href("", path_of("cycle", cycle.id))
        under = ctx.numbers.span(cycle.start, cycle.end)
        is_current = cycle.id == ctx.current_cycle
        yield Thing("cycle", cycle.title, path, under, _beginning(cycle.body), is_current)


def _beginning(text: Prose, length: int = BEGINNING) -> str:
    return " ".join(text.text[:length].split())


def _text(link: Anchor | None) -> str:
    return link.text if link else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _name(path: str) -> str:
    return path.removesuffix(".html")


def _words(ctx: PageContext, further: int) -> dict[str, object]:
    """What the search says while it is used; `further` scripts hold what check-ins told."""
    words = ctx.words
    plain = ("label", "hint", "close", "loading", "nothing", "older")
    return {
        "further": further,
        **{name: words[f"search.{name}"] for name in plain},
        "results": words.forms("search.results"),
        "kinds": {kind: words[f"search.kind_{kind}"] for kind in KINDS},
    }


def by_size(found: Sequence[Thing]) -> list[list[Thing]]:
    """Things in stretches that make scripts of a good size, however much each of them says."""
    parts: list[list[Thing]] = []
    # As if a part were full, so that the first thing begins one.
    length = PART_OF_TEXT
    for thing in found:
        size = len(thing.text) + len(thing.title) + len(thing.path) + len(thing.under)
        if length + size > PART_OF_TEXT or len(parts[-1]) == PART:
            parts.append([])
            length = 0
        parts[-1].append(thing)
        length += size
    return parts


def _things(ctx: PageContext) -> list[Thing]:
    return list(things(ctx))


def _checkin_parts(ctx: PageContext) -> list[list[Thing]]:
    return by_size(list(checkin_things(ctx)))


def names(ctx: PageContext) -> Iterator[Page | File]:
    """The page, and what it searches in as many scripts as it needs."""
    title = ctx.words["search.title"]
    yield Page("search", SEARCH, "search.html", title, section="search")
    for number in range(1, len(in_pages(ctx.once(_things), PART)) + 1):
        yield File(f"things/{number}", f"{DATA}/search-{number}.js")
    for number in range(1, len(ctx.once(_checkin_parts)) + 1):
        yield File(f"told/{number}", f"{DATA}/search-checkins-{number}.js")


def content(ctx: PageContext, name: str) -> bytes:
    """One of the scripts; the first one also has the words of the search."""
    kind, _, place = name.partition("/")
    number, parts = int(place), in_pages(ctx.once(_things), PART)
    if kind == "told":
        return call("okrsiteSearch", len(parts), None, ctx.once(_checkin_parts)[number - 1])
    words = _words(ctx, len(ctx.once(_checkin_parts))) if number == 1 else None
    return call("okrsiteSearch", len(parts), words, parts[number - 1])


KIND = PageKind(
    name="search", title="Search", names=names, view=search_view, content=content, order=1000
)
