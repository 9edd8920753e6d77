"""Person: what somebody is after, what waits for them, and what they are thanked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import CheckIn, GoalKey
from okrsite.api.pages import (
    ATTENTION,
    Anchor,
    Attention,
    Case,
    CheckInCard,
    Html,
    KpiCard,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    PersonId,
    Site,
    all_checkins,
    attention_of,
    cases,
    checkin_card,
    goal_link,
    href,
    kpi_card,
    movers,
    objective_link,
    objective_row,
    path_of,
    person_link,
    prose,
    root_of,
    team_link,
)
from okrsite.builtin.pages.sorting import cycles_by_time, is_over, worst_first
from okrsite.builtin.pages.upcoming import Due, DueLine, due_ahead, due_line, due_title

SHOWN_CASES = 12
SHOWN_DUE = 12
SHOWN_GOALS = 60
SHOWN_RESULTS = 40
SHOWN_KPIS = 24
SHOWN_CHECKINS = 4
SHOWN_THANKS = 20


class OwnedResult(Struct, frozen=True):
    """A key result that somebody owns, and the objective it is part of."""

    link: Anchor
    objective: Anchor


class ThanksFrom(Struct, frozen=True):
    """Thanks that somebody got: what for, by whom, when and where it was said."""

    for_: str
    by: Anchor | None
    day: str
    objective: Anchor


class PersonView(Struct, frozen=True, kw_only=True):
    """A person's page. Texts and tuples may be empty; `more_*` tell or lead to the rest."""

    title: str
    role: str
    team: Anchor | None
    leads: tuple[Anchor, ...]
    attention_title: str
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    due_title: str
    due: tuple[DueLine, ...]
    more_due: str
    goals: tuple[ObjectiveRow, ...]
    more_goals: str
    results: tuple[OwnedResult, ...]
    kpis: tuple[KpiCard, ...]
    more_kpis: str
    earlier: tuple[ObjectiveRow, ...]
    more_earlier: str
    checkins: tuple[CheckInCard, ...]
    thanks: tuple[ThanksFrom, ...]
    body: Html


class Mine(Struct, frozen=True):
    """What belongs to one person, in the order in which it is shown."""

    goals: list[ObjectiveId]
    earlier: list[ObjectiveId]
    results: list[GoalKey]
    kpis: list[str]
    leads: list[str]
    cases: list[Case]
    due: list[Due]
    checkins: list[CheckIn]
    thanks: list[tuple[CheckIn, str]]


def belongings(site: Site) -> Mapping[PersonId, Mine]:
    """For everybody who is listed, what is theirs; worked out once for all their pages."""
    ahead = due_ahead(site)
    found = {
        each: Mine([], [], [], [], [], [], ahead.get(each, []), [], [])
        for each in site.forest.people
    }
    _goals(site, found)
    for kpi in worst_first(site):
        if mine := found.get(site.forest.kpis[kpi].owner or ""):
            mine.kpis.append(kpi)
    for team in site.forest.teams.values():
        if mine := found.get(team.lead or ""):
            mine.leads.append(team.id)
    for case in cases(site):
        if mine := found.get(movers(site, case.subject)[0] or ""):
            mine.cases.append(case)
    _told(site, found)
    return found


def person_view(site: Site, mine: Mine, id: PersonId) -> PersonView:  # noqa: A002 - as named
    """The page of a person."""
    person, root = site.forest.people[id], root_of(path_of("person", id))
    return PersonView(
        title=person.title,
        role=person.role,
        team=team_link(site, root, person.team),
        leads=tuple(link for each in mine.leads if (link := team_link(site, root, each))),
        attention_title=site.words.say("person.attention", name=person.title),
        attention=tuple(
            replace(attention_of(site, root, each), owner=None) for each in mine.cases[:SHOWN_CASES]
        ),
        more_attention=_more(site, root, len(mine.cases) - SHOWN_CASES),
        due_title=due_title(site),
        due=tuple(due_line(site, root, each) for each in mine.due[:SHOWN_DUE]),
        more_due=_rest(site, len(mine.due) - SHOWN_DUE),
        goals=tuple(objective_row(site, root, each) for each in mine.goals[:SHOWN_GOALS]),
        more_goals=_rest(site, len(mine.goals) - SHOWN_GOALS),
        results=tuple(_result(site, root, each) for each in mine.results[:SHOWN_RESULTS]),
        kpis=tuple(kpi_card(site, root, each) for each in mine.kpis[:SHOWN_KPIS]),
        more_kpis=_rest(site, len(mine.kpis) - SHOWN_KPIS),
        earlier=tuple(objective_row(site, root, each) for each in mine.earlier[:SHOWN_GOALS]),
        more_earlier=_rest(site, len(mine.earlier) - SHOWN_GOALS),
        checkins=tuple(checkin_card(site, root, each) for each in mine.checkins[:SHOWN_CHECKINS]),
        thanks=tuple(_thanks(site, root, *each) for each in islice(mine.thanks, SHOWN_THANKS)),
        body=prose(site, person.body, root),
    )


def _told(site: Site, found: Mapping[PersonId, Mine]) -> None:
    for checkin in all_checkins(site):
        if mine := found.get(checkin.author or ""):
            mine.checkins.append(checkin)
        for kudos in checkin.kudos:
            if mine := found.get(kudos.to):
                mine.thanks.append((checkin, kudos.for_))


def _goals(site: Site, found: Mapping[PersonId, Mine]) -> None:
    places = {cycle.id: place for place, cycle in enumerate(cycles_by_time(site))}
    for goal in sorted(
        site.forest.objectives.values(),
        key=lambda each: (places[each.cycle], each.state != "active", each.id),
    ):
        is_past = is_over(site, goal)
        if mine := found.get(goal.owner or ""):
            (mine.earlier if is_past else mine.goals).append(goal.id)
        for result in goal.key_results if not is_past else ():
            mine = found.get(result.owner or "")
            if mine and result.owner != goal.owner:
                mine.results.append(GoalKey(goal.id, result.id))


def _result(site: Site, root: str, goal: GoalKey) -> OwnedResult:
    return OwnedResult(goal_link(site, root, goal), objective_link(site, root, goal.objective))


def _thanks(site: Site, root: str, checkin: CheckIn, for_: str) -> ThanksFrom:
    return ThanksFrom(
        for_,
        person_link(site, root, checkin.author),
        site.numbers.day(checkin.date),
        objective_link(site, root, checkin.objective),
    )


def _more(site: Site, root: str, rest: int) -> Anchor | None:
    return Anchor(_rest(site, rest), href(root, ATTENTION)) if rest > 0 else None


def _rest(site: Site, rest: int) -> str:
    return site.words.count("common.more", rest, site.numbers.number(rest)) if rest > 0 else ""


def pages(site: Site) -> Iterator[Page]:
    """One page for everybody who is listed."""
    mine = belongings(site)
    for person in site.forest.people.values():
        yield Page(
            path_of("person", person.id),
            "person.html",
            person.title,
            partial(person_view, site, mine[person.id], person.id),
            section="teams",
            edit=person.span.path,
        )


KIND = PageKind(name="person", title="Person", pages=pages)
