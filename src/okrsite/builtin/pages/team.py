"""Team: who is in it, what it is after, whether its numbers are okay, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import Kind
from okrsite.api.pages import (
    ATTENTION,
    KPIS,
    Anchor,
    Attention,
    Case,
    Html,
    KpiCard,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    Spread,
    TeamId,
    attention_of,
    card_path,
    cases,
    cases_of,
    confidence_words,
    href,
    in_pages,
    kpi_card,
    numbered,
    objective_row,
    paging,
    path_of,
    person_link,
    prose,
    report_path,
    root_of,
    status_spread,
    team_link,
)
from okrsite.builtin.pages.calendar import team_calendar
from okrsite.builtin.pages.feeds import team_feed
from okrsite.builtin.pages.progress_summary import Share, team_share
from okrsite.builtin.pages.sorting import cycles_by_time, is_over, worst_first

PAGE_SIZE = 100
SHOWN_CASES = 12
SHOWN_KPIS = 24
SHOWN_PEOPLE = 60
SHOWN_TEAMS = 60


class Member(Struct, frozen=True):
    """Somebody in the team, and what they do there."""

    link: Anchor
    role: str


class SubTeam(Struct, frozen=True):
    """A team within this one, and how far it is."""

    link: Anchor
    share: Share


class GoalGroup(Struct, frozen=True):
    """Objectives under one heading; `anchor` is the heading's id."""

    anchor: str
    heading: str
    rows: tuple[ObjectiveRow, ...]


class TeamOverview(Struct, frozen=True, kw_only=True):
    """What stands on the first page of a team beside its objectives. Texts and tuples may be empty.

    `more_*` lead to where the rest is found.
    """

    lead: Anchor | None
    rhythm: str
    reviews: str
    report: Anchor
    share: Share
    spread: Spread | None
    confidence: str
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    teams: tuple[SubTeam, ...]
    more_teams: str
    kpis: tuple[KpiCard, ...]
    more_kpis: Anchor | None
    people: tuple[Member, ...]
    more_people: str
    body: Html


class TeamView(Struct, frozen=True, kw_only=True):
    """One page of a team; `way` are the teams above it, from the top down.

    `subscriptions` lead to its feed and its calendar.
    """

    title: str
    way: tuple[Anchor, ...]
    overview: TeamOverview | None
    groups: tuple[GoalGroup, ...]
    subscriptions: tuple[Anchor, ...]
    paging: Paging | None


class Company(Struct, frozen=True):
    """What is worked out once for the pages of all teams: who and what belongs to which.

    `below` are the teams within a team, by their titles; `kpis` stand worst first.
    """

    below: dict[TeamId, list[TeamId]]
    people: dict[TeamId, list[str]]
    kpis: dict[TeamId, list[str]]
    own: dict[TeamId, list[ObjectiveId]]
    shown_with: dict[TeamId, list[ObjectiveId]]
    cases: Mapping[tuple[Kind, str], Case]


def company(site: Site) -> Company:
    """The teams of a site with all that is theirs; objectives by cycle, the current one first."""
    forest = site.forest
    found = Company({}, {}, {}, {}, {}, cases_of(cases(site)))
    for team in sorted(forest.teams.values(), key=lambda each: (each.title.casefold(), each.id)):
        if team.parent:
            found.below.setdefault(team.parent, []).append(team.id)
    for person in sorted(forest.people.values(), key=lambda each: (each.title.casefold(), each.id)):
        if person.team:
            found.people.setdefault(person.team, []).append(person.id)
    for kpi in worst_first(site):
        if team_id := forest.kpis[kpi].team:
            found.kpis.setdefault(team_id, []).append(kpi)
    places = {cycle.id: place for place, cycle in enumerate(cycles_by_time(site))}
    for goal in sorted(
        forest.objectives.values(),
        key=lambda each: (places[each.cycle], each.state != "active", each.id),
    ):
        if goal.team:
            found.own.setdefault(goal.team, []).append(goal.id)
        for team_id in goal.with_teams:
            found.shown_with.setdefault(team_id, []).append(goal.id)
    return found


def goals_of(site: Site, company: Company, id: TeamId) -> list[tuple[str, ObjectiveId]]:  # noqa: A002 - as named
    """The objectives that a team's pages list, in order, each with the name of its group."""
    objectives, own = site.forest.objectives, company.own.get(id, [])
    over = {goal for goal in own if is_over(site, objectives[goal])}
    mine = frozenset(own)
    with_us = company.shown_with.get(id, [])
    return [
        *(("own", goal) for goal in own if goal not in over),
        *(("with", goal) for goal in with_us if not is_over(site, objectives[goal])),
        *(("below", goal) for goal in site.scored.teams[id].all if goal not in mine),
        *(("earlier", goal) for goal in own if goal in over),
    ]


def team_view(
    site: Site,
    company: Company,
    id: TeamId,  # noqa: A002 - as named
    shown: Sequence[tuple[str, ObjectiveId]],
    place: tuple[int, int],
) -> TeamView:
    """A page of a team; `place` is its number and how many there are."""
    number, total = place
    path = path_of("team", id)
    root = root_of(numbered(path, number))
    return TeamView(
        title=site.forest.teams[id].title,
        way=_way(site, root, id),
        overview=_overview(site, company, root, id) if number == 1 else None,
        groups=tuple(
            GoalGroup(
                f"goals-{name}",
                site.words[f"team.goals_{name}"],
                tuple(objective_row(site, root, goal) for _, goal in found),
            )
            for name, found in groupby(shown, key=lambda each: each[0])
        ),
        subscriptions=_subscriptions(site, root, id),
        paging=paging(site, root, path, number, total),
    )


def _way(site: Site, root: str, id: TeamId) -> tuple[Anchor, ...]:  # noqa: A002 - as named
    way: list[Anchor] = []
    above = site.forest.teams[id].parent
    while above and len(way) < 12:
        way.append(team_link(site, root, above) or Anchor(above))
        above = site.forest.teams[above].parent
    return tuple(reversed(way))


def _overview(site: Site, company: Company, root: str, id: TeamId) -> TeamOverview:  # noqa: A002 - as named
    team, score, words = site.forest.teams[id], site.scored.teams[id], site.words
    asked = cases_of_team(company, id)
    kpis, below = company.kpis.get(id, []), company.below.get(id, [])
    people = [each for each in company.people.get(id, []) if each != team.lead]
    return TeamOverview(
        lead=person_link(site, root, team.lead),
        rhythm=words[f"rhythm.{team.rhythm}"] if team.rhythm else "",
        reviews=words[f"rhythm.{team.reviews}"] if team.reviews else "",
        report=Anchor(words["report.print"], href(root, report_path("team", id))),
        share=team_share(site, score),
        spread=status_spread(site, score.statuses),
        confidence=confidence_words(site, _rounded(score.confidence)),
        attention=tuple(attention_of(site, root, each) for each in asked[:SHOWN_CASES]),
        more_attention=_more(site, len(asked) - SHOWN_CASES, href(root, ATTENTION)),
        teams=tuple(_sub_team(site, root, each) for each in below[:SHOWN_TEAMS]),
        more_teams=_rest(site, len(below) - SHOWN_TEAMS),
        kpis=tuple(kpi_card(site, root, each) for each in kpis[:SHOWN_KPIS]),
        more_kpis=_more(site, len(kpis) - SHOWN_KPIS, href(root, KPIS)),
        people=tuple(_member(site, root, each) for each in people[:SHOWN_PEOPLE]),
        more_people=_rest(site, len(people) - SHOWN_PEOPLE),
        body=prose(site, team.body, root),
    )


def cases_of_team(company: Company, id: TeamId) -> list[Case]:  # noqa: A002 - as named
    """What needs attention about the team itself, its objectives and its KPIs."""
    subjects: list[tuple[Kind, str]] = [
        ("team", id),
        *(("kpi", each) for each in company.kpis.get(id, [])),
        *(("objective", each) for each in company.own.get(id, [])),
    ]
    return [case for each in subjects if (case := company.cases.get(each))]


def _sub_team(site: Site, root: str, id: TeamId) -> SubTeam:  # noqa: A002 - as named
    link = team_link(site, root, id) or Anchor(id)
    return SubTeam(link, team_share(site, site.scored.teams[id]))


def _member(site: Site, root: str, id: str) -> Member:  # noqa: A002 - as named
    person = site.forest.people[id]
    return Member(Anchor(person.title, href(root, path_of("person", id))), person.role)


def _more(site: Site, rest: int, address: str) -> Anchor | None:
    return Anchor(_rest(site, rest), address) if rest > 0 else None


def _rest(site: Site, rest: int) -> str:
    if rest < 1:
        return ""
    return site.words.count("common.more", rest, site.numbers.number(rest))


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 1)


def _subscriptions(site: Site, root: str, id: TeamId) -> tuple[Anchor, ...]:  # noqa: A002 - as named
    return (
        Anchor(site.words["feed.team"], href(root, team_feed(id))),
        Anchor(site.words["feed.team_calendar"], href(root, team_calendar(id))),
    )


def pages(site: Site) -> Iterator[Page]:
    """Each team in as many pages as its objectives need."""
    known = company(site)
    for team in site.forest.teams.values():
        parts = in_pages(goals_of(site, known, team.id), PAGE_SIZE)
        for number, part in enumerate(parts, start=1):
            yield Page(
                numbered(path_of("team", team.id), number),
                "team.html",
                team.title,
                partial(team_view, site, known, team.id, part, (number, len(parts))),
                section="teams",
                edit=team.span.path,
                card=card_path("team", team.id),
            )


KIND = PageKind(name="team", title="Team", pages=pages)
