"""Team: its people, goals and KPIs, and what needs its attention."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import Team
from okrsite.api.pages import (
    Anchor,
    Attention,
    Html,
    KpiCard,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    Spread,
    TeamId,
    attention_of,
    in_pages,
    kpi_card,
    numbered,
    objective_line,
    paging,
    path_of,
    person_link,
    status_spread,
    team_link,
)
from okrsite.builtin.pages.brief.ahead import DueGroup, ahead
from okrsite.builtin.pages.brief.asked import cases_in
from okrsite.builtin.pages.brief.grid import LISTED, Grid, grid
from okrsite.builtin.pages.brief.lead import lead_sentences
from okrsite.builtin.pages.brief.lifted import LiftedLine, Mark, lifted, lifted_line
from okrsite.builtin.pages.brief.scope import current_goals
from okrsite.builtin.pages.outputs.briefs import team_brief
from okrsite.builtin.pages.outputs.calendar import team_calendar
from okrsite.builtin.pages.outputs.feeds import team_feed
from okrsite.builtin.pages.owed import OwedLine, owed_line, owed_to
from okrsite.builtin.pages.progress_summary import Share, team_share
from okrsite.builtin.pages.scopes import is_inside
from okrsite.builtin.pages.team.belongings import belongings_of, goals_of
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import ATTENTION, KPIS, TEAMS, card_path, report_path
from okrsite.pipeline.present.sentences.sentence import Sentence

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
    rows: tuple[ObjectiveLine, ...]


class TeamOverview(Struct, frozen=True, kw_only=True):
    """What stands on the first page of a team beside its objectives. Texts and tuples may be empty.

    `more_*` lead to where the rest is found.
    """

    lead: Anchor | None
    rhythm: str
    reviews: str
    report: Anchor
    answer: tuple[Sentence, ...]
    share: Share
    spread: Spread | None
    confidence: str
    grid: Grid | None
    attention: tuple[Attention, ...]
    ahead: tuple[DueGroup, ...]
    owed: tuple[OwedLine, ...]
    needs: tuple[LiftedLine, ...]
    promised: tuple[LiftedLine, ...]
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

    `subscriptions` lead to its brief as a feed, to its check-ins and to its calendar.
    """

    title: str
    way: tuple[Anchor, ...]
    overview: TeamOverview | None
    groups: tuple[GoalGroup, ...]
    brief: Anchor
    subscriptions: tuple[Anchor, ...]
    paging: Paging | None


def team_view(ctx: PageContext, name: str) -> TeamView:
    """A page of a team."""
    id_, _, place = name.partition("/")
    number, path = int(place), path_of("team", id_)
    brief = Anchor(ctx.words["feed.brief"], ctx.href(team_brief(id_)))
    parts = in_pages(goals_of(ctx, id_), PAGE_SIZE)
    return TeamView(
        title=ctx.team(id_).title,
        way=_way(ctx, id_),
        overview=_overview(ctx, id_) if number == 1 else None,
        groups=tuple(
            GoalGroup(
                f"goals-{group}",
                ctx.words[f"team.goals_{group}"],
                tuple(_line(ctx, id_, goal) for _, goal in found),
            )
            for group, found in groupby(parts[number - 1], key=lambda entry: entry[0])
        ),
        brief=brief,
        subscriptions=(brief, *_subscriptions(ctx, id_)),
        paging=paging(ctx, path, number, len(parts)),
    )


def _line(ctx: PageContext, id_: TeamId, goal: ObjectiveId) -> ObjectiveLine:
    """A goal, with its team only where that is another one."""
    line = objective_line(ctx, goal)
    return replace(line, team=None) if ctx.objective(goal).team == id_ else line


def _way(ctx: PageContext, id_: TeamId) -> tuple[Anchor, ...]:
    way: list[Anchor] = []
    above = ctx.team(id_).parent
    while above and len(way) < 12:
        way.append(team_link(ctx, above) or Anchor(above))
        above = ctx.team(above).parent
    return tuple(reversed(way))


def _overview(ctx: PageContext, id_: TeamId) -> TeamOverview:
    team, score, words = ctx.team(id_), ctx.team_score(id_), ctx.words
    belongings = belongings_of(ctx, id_)
    asked, kpis, below = cases_in(ctx, id_), belongings.kpis, belongings.below
    people = [person for person in belongings.people if person != team.lead]
    return TeamOverview(
        lead=person_link(ctx, team.lead),
        rhythm=words[f"rhythm.{team.rhythm}"] if team.rhythm else "",
        reviews=words[f"rhythm.{team.reviews}"] if team.reviews else "",
        report=Anchor(words["report.print"], ctx.href(report_path("team", id_))),
        answer=lead_sentences(ctx, id_),
        share=team_share(ctx, score),
        spread=status_spread(ctx, score.statuses),
        grid=_grid(ctx, id_),
        confidence=confidence_words(ctx, _rounded(score.confidence)),
        attention=tuple(attention_of(ctx, case) for case in asked[:SHOWN_CASES]),
        ahead=ahead(ctx, id_),
        owed=tuple(owed_line(ctx, goal) for goal in ctx.once(_owed, id_)[:SHOWN_CASES]),
        needs=_lifted(ctx, id_, "help"),
        promised=_lifted(ctx, id_, "next"),
        more_attention=_more(ctx, len(asked) - SHOWN_CASES, ctx.href(ATTENTION)),
        teams=tuple(_sub_team(ctx, team) for team in below[:SHOWN_TEAMS]),
        more_teams=more_words(ctx, len(below) - SHOWN_TEAMS),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in kpis[:SHOWN_KPIS]),
        more_kpis=_more(ctx, len(kpis) - SHOWN_KPIS, ctx.href(KPIS)),
        people=tuple(_member(ctx, person) for person in people[:SHOWN_PEOPLE]),
        more_people=more_words(ctx, len(people) - SHOWN_PEOPLE),
        body=ctx.prose(team.body),
    )


def _grid(ctx: PageContext, id_: TeamId) -> Grid | None:
    """The teams inside by status, where there are too many goals to read one by one."""
    if len(current_goals(ctx, id_)) <= LISTED:
        return None
    return grid(ctx, id_, Anchor("", ctx.href(TEAMS)))


def _owed(ctx: PageContext, id_: TeamId) -> tuple[ObjectiveId, ...]:
    """What goals of teams outside owe to those of a team and of the teams inside it."""
    return tuple(owed_to(ctx, current_goals(ctx, id_), lambda goal: is_inside(ctx, goal.team, id_)))


def _lifted(ctx: PageContext, id_: TeamId, mark: Mark) -> tuple[LiftedLine, ...]:
    """What the check-ins of a team and of the teams inside it ask for or promise."""
    return tuple(lifted_line(ctx, passage) for passage in lifted(ctx, id_, mark)[:SHOWN_CASES])


def _sub_team(ctx: PageContext, id_: TeamId) -> SubTeam:
    link = team_link(ctx, id_) or Anchor(id_)
    return SubTeam(link, team_share(ctx, ctx.team_score(id_)))


def _member(ctx: PageContext, id_: str) -> Member:
    person = ctx.person(id_)
    return Member(Anchor(person.title, ctx.href(path_of("person", id_))), person.role)


def _more(ctx: PageContext, rest: int, address: str) -> Anchor | None:
    return Anchor(more_words(ctx, rest), address) if rest > 0 else None


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 1)


def _subscriptions(ctx: PageContext, id_: TeamId) -> tuple[Anchor, ...]:
    return (
        Anchor(ctx.words["feed.team"], ctx.href(team_feed(id_))),
        Anchor(ctx.words["feed.team_calendar"], ctx.href(team_calendar(id_))),
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """Each team in as many pages as its objectives need."""
    for team in ctx.all(Team):
        for number in range(1, len(in_pages(goals_of(ctx, team.id), PAGE_SIZE)) + 1):
            yield Page(
                f"{team.id}/{number}",
                numbered(path_of("team", team.id), number),
                "team.html",
                team.title,
                section="teams",
                edit=team.span.path,
                card=card_path("team", team.id),
            )


KIND = PageKind(name="team", title="Team", names=names, view=team_view)
