"""Person: their goals and KPIs, what needs their attention, and the thanks they got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import GoalKey, Objective, Person, Team
from okrsite.api.pages import (
    Anchor,
    Attention,
    Case,
    CheckInCard,
    Html,
    KpiCard,
    KpiId,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    PersonId,
    TeamId,
    attention_of,
    cases,
    checkin_card,
    goal_link,
    kpi_card,
    objective_line,
    objective_link,
    path_of,
    person_link,
    team_link,
)
from okrsite.builtin.pages.brief.lifted import Lifted, LiftedLine, Mark, lifted, lifted_line
from okrsite.builtin.pages.owed import OwedLine, owed_line, owed_to
from okrsite.builtin.pages.person.answer import answer_of
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.sorting import cycle_places, worst_first
from okrsite.builtin.pages.upcoming import Due, DueLine, due_ahead, due_line, due_title
from okrsite.pipeline.present.attention import has_left, movers
from okrsite.pipeline.present.goal_list import is_over
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import ATTENTION
from okrsite.pipeline.present.sentences.sentence import Sentence
from okrsite.pipeline.present.told import ToldCheckIn, checkin_of, told_checkins

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
    left: str
    team: Anchor | None
    leads: tuple[Anchor, ...]
    answer: tuple[Sentence, ...]
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    owed: tuple[OwedLine, ...]
    needs: tuple[LiftedLine, ...]
    promised: tuple[LiftedLine, ...]
    due_title: str
    due: tuple[DueLine, ...]
    more_due: str
    goals: tuple[ObjectiveLine, ...]
    more_goals: str
    results: tuple[OwnedResult, ...]
    kpis: tuple[KpiCard, ...]
    more_kpis: str
    earlier: tuple[ObjectiveLine, ...]
    more_earlier: str
    checkins: tuple[CheckInCard, ...]
    thanks: tuple[ThanksFrom, ...]
    body: Html


class Mine(Struct, frozen=True):
    """What belongs to one person, in the order in which it is shown."""

    goals: list[ObjectiveId]
    earlier: list[ObjectiveId]
    results: list[GoalKey]
    kpis: list[KpiId]
    leads: list[TeamId]
    cases: list[Case]
    due: Sequence[Due]
    owed: list[ObjectiveId]
    checkins: list[ToldCheckIn]
    thanks: list[tuple[ToldCheckIn, int]]


def belongings(ctx: PageContext) -> Mapping[PersonId, Mine]:
    """For everybody who is listed, what is theirs; worked out once for all their pages."""
    ahead = due_ahead(ctx)
    found = {
        person: Mine([], [], [], [], [], [], ahead.get(person, []), [], [], [])
        for person in ctx.ids(Person)
    }
    _add_goals(ctx, found)
    for kpi in worst_first(ctx):
        if mine := found.get(ctx.kpi(kpi).owner or ""):
            mine.kpis.append(kpi)
    for team in ctx.all(Team):
        if mine := found.get(team.lead or ""):
            mine.leads.append(team.id)
    for case in cases(ctx):
        if mine := found.get(movers(ctx, case.subject)[0] or ""):
            mine.cases.append(case)
    _add_checkins(ctx, found)
    _add_owed(ctx, found)
    return found


def _belongings_of(ctx: PageContext, id_: PersonId) -> Mine:
    found = ctx.entry(belongings, id_)
    if found is None:
        raise KeyError(id_)
    return found


def person_view(ctx: PageContext, id_: PersonId) -> PersonView:
    """The page of a person."""
    person, mine = ctx.person(id_), _belongings_of(ctx, id_)
    return PersonView(
        title=person.title,
        role=person.role,
        left=left_words(ctx, person),
        team=team_link(ctx, person.team),
        leads=tuple(link for team in mine.leads if (link := team_link(ctx, team))),
        answer=answer_of(ctx, id_, mine.goals, mine.due),
        attention=tuple(
            replace(attention_of(ctx, case), owner=None) for case in mine.cases[:SHOWN_CASES]
        ),
        more_attention=_more(ctx, len(mine.cases) - SHOWN_CASES),
        owed=tuple(owed_line(ctx, goal) for goal in mine.owed[:SHOWN_DUE]),
        needs=_lifted(ctx, id_, "help"),
        promised=_lifted(ctx, id_, "next"),
        due_title=due_title(ctx),
        due=tuple(due_line(ctx, due) for due in mine.due[:SHOWN_DUE]),
        more_due=more_words(ctx, len(mine.due) - SHOWN_DUE),
        goals=tuple(_line(ctx, id_, goal) for goal in mine.goals[:SHOWN_GOALS]),
        more_goals=more_words(ctx, len(mine.goals) - SHOWN_GOALS),
        results=tuple(_result(ctx, result) for result in mine.results[:SHOWN_RESULTS]),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in mine.kpis[:SHOWN_KPIS]),
        more_kpis=more_words(ctx, len(mine.kpis) - SHOWN_KPIS),
        earlier=tuple(_line(ctx, id_, goal) for goal in mine.earlier[:SHOWN_GOALS]),
        more_earlier=more_words(ctx, len(mine.earlier) - SHOWN_GOALS),
        checkins=tuple(
            replace(checkin_card(ctx, checkin_of(ctx, row)), author=None)
            for row in mine.checkins[:SHOWN_CHECKINS]
        ),
        thanks=tuple(_thanks(ctx, *thanks) for thanks in islice(mine.thanks, SHOWN_THANKS)),
        body=ctx.prose(person.body),
    )


def _line(ctx: PageContext, id_: PersonId, goal: ObjectiveId) -> ObjectiveLine:
    """A goal, with its owner only where that is somebody else."""
    line = objective_line(ctx, goal)
    return replace(line, owner=None) if ctx.objective(goal).owner == id_ else line


def left_words(ctx: PageContext, person: Person) -> str:
    """When somebody left; empty for those who are there."""
    if person.left is None or not has_left(ctx, person.id):
        return ""
    return ctx.words.say("person.left", day=ctx.numbers.day(person.left))


def _add_owed(ctx: PageContext, found: Mapping[PersonId, Mine]) -> None:
    """The goals of others that support somebody's and whose check-in is late."""
    for person, mine in found.items():
        mine.owed.extend(owed_to(ctx, mine.goals, partial(_is_of, person)))


def _is_of(person: PersonId, goal: Objective) -> bool:
    return goal.owner == person


def _lifted(ctx: PageContext, id_: PersonId, mark: Mark) -> tuple[LiftedLine, ...]:
    """What somebody's own check-ins ask for or promise."""
    said = ctx.once(_said_by, id_, mark)
    return tuple(replace(lifted_line(ctx, passage), author=None) for passage in said[:SHOWN_DUE])


def _said_by(ctx: PageContext, id_: PersonId, mark: Mark) -> tuple[Lifted, ...]:
    return tuple(passage for passage in lifted(ctx, COMPANY, mark) if passage.author == id_)


def _add_checkins(ctx: PageContext, found: Mapping[PersonId, Mine]) -> None:
    for row in told_checkins(ctx):
        if mine := found.get(row.author or ""):
            mine.checkins.append(row)
        for place, person in enumerate(row.thanked):
            if mine := found.get(person):
                mine.thanks.append((row, place))


def _add_goals(ctx: PageContext, found: Mapping[PersonId, Mine]) -> None:
    places = cycle_places(ctx)
    for goal in sorted(
        ctx.all(Objective),
        key=lambda objective: (places[objective.cycle], objective.state != "active", objective.id),
    ):
        is_past = is_over(ctx, goal)
        for name in dict.fromkeys((goal.owner or "", *goal.contributors)):
            if mine := found.get(name):
                (mine.earlier if is_past else mine.goals).append(goal.id)
        for result in goal.key_results if not is_past else ():
            for name in dict.fromkeys((result.owner or "", *result.contributors)):
                if name != goal.owner and (mine := found.get(name)):
                    mine.results.append(GoalKey(goal.id, result.id))


def _result(ctx: PageContext, goal: GoalKey) -> OwnedResult:
    return OwnedResult(goal_link(ctx, goal), objective_link(ctx, goal.objective))


def _thanks(ctx: PageContext, row: ToldCheckIn, place: int) -> ThanksFrom:
    checkin = checkin_of(ctx, row)
    return ThanksFrom(
        checkin.kudos[place].for_,
        person_link(ctx, checkin.author),
        ctx.numbers.day(checkin.date),
        objective_link(ctx, checkin.objective),
    )


def _more(ctx: PageContext, rest: int) -> Anchor | None:
    return Anchor(more_words(ctx, rest), ctx.href(ATTENTION)) if rest > 0 else None


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for everybody who is listed."""
    for person in ctx.all(Person):
        yield Page(
            person.id,
            path_of("person", person.id),
            "person.html",
            person.title,
            section="teams",
            edit=person.span.path,
        )


KIND = PageKind(name="person", title="Person", names=names, view=person_view)
