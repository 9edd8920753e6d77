"""Things: all that the search finds, each with its place, its words and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import (
    CheckIn,
    FreePage,
    GoalKey,
    KeyResultScore,
    Kpi,
    Objective,
    ObjectiveScore,
    Person,
    Prose,
    Team,
)
from okrsite.api.pages import (
    Anchor,
    KpiCard,
    KpiId,
    ObjectiveId,
    PageContext,
    cycle_link,
    goal_link,
    href,
    kpi_card,
    kpi_link,
    numbered,
    objective_link,
    path_of,
    person_link,
    team_link,
)
from okrsite.builtin.pages.objective.feed import feed_parts
from okrsite.builtin.pages.objective.objectives import in_order
from okrsite.builtin.pages.objective.story import SHOWN as SHOWN_CHECKINS
from okrsite.builtin.pages.sorting import cycles_by_time
from okrsite.pipeline.present.checkins import checkin_anchor
from okrsite.pipeline.present.paths import (
    CHECKINS,
)
from okrsite.pipeline.present.progress import verdict_badge

BEGINNING = 240
WHOLE = 4000
WHOLE_NOTE = 20_000
# Of the line of a KPI in a result, in pixels.
HIGH = 20


class Now(Struct, frozen=True, array_like=True):
    """How a thing stands: its value and status as they are read, and how its value went lately.

    `tone` and `icon` are of the status; `line` has heights from 0 to `HIGH`, none without values.
    """

    value: str
    status: str
    tone: str
    icon: str
    line: tuple[int, ...] = ()


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
    now: Now | None = None


def things(ctx: PageContext) -> Iterator[Thing]:
    """Everything that can be found, the goals of the current cycle first."""
    of_goals = dict(zip(ctx.ids(Objective), ctx.rows(Objective, _goals), strict=True))
    for id_ in in_order(ctx):
        yield from of_goals[id_]
    yield from ctx.rows(Kpi, _kpi)
    yield from _company(ctx)
    for page in ctx.all(FreePage):
        path = href("", path_of("page", page.id))
        yield Thing("page", page.title, path, "", _beginning(page.body, WHOLE))


def checkin_things(ctx: PageContext) -> Iterator[Thing]:
    """What was told in check-ins, the newest first, each where a reader finds it in whole.

    That is the page of its goal, or the feed where that page stops before it.
    """
    of_goals = dict(zip(ctx.ids(Objective), ctx.rows(Objective, _checkins), strict=True))
    shown: Counter[ObjectiveId] = Counter()
    for number, part in enumerate(feed_parts(ctx), start=1):
        feed = numbered(CHECKINS, number)
        for row in part:
            thing, goal = of_goals[row.objective][row.place], path_of("objective", row.objective)
            shown[row.objective] += 1
            page = goal if shown[row.objective] <= SHOWN_CHECKINS else feed
            yield replace(thing, path=href("", page, thing.path))


def _checkins(ctx: PageContext, id_: ObjectiveId) -> tuple[Thing, ...]:
    """What was told of a goal, each with its place on whatever page it stands."""
    title, is_current = objective_link(ctx, id_).text, _is_current(ctx, ctx.objective(id_))
    return tuple(
        Thing(
            "checkin",
            title,
            checkin_anchor(ctx, checkin),
            _joined(ctx.numbers.day(checkin.date), _text(person_link(ctx, checkin.author))),
            _said(checkin),
            is_current,
        )
        for checkin in ctx.checkins(id_)
    )


def _said(checkin: CheckIn) -> str:
    thanks = " ".join(kudos.for_ for kudos in checkin.kudos)
    notes = (checkin.note, *(said.note for said in checkin.result_notes.values()))
    said = " ".join(_beginning(note, WHOLE_NOTE) for note in notes)
    return f"{said} {thanks}".strip()


def _is_current(ctx: PageContext, objective: Objective) -> bool:
    return objective.cycle == ctx.current_cycle


def _goals(ctx: PageContext, id_: ObjectiveId) -> tuple[Thing, ...]:
    """A goal and its key results."""
    return tuple(_things_of(ctx, ctx.objective(id_)))


def _things_of(ctx: PageContext, objective: Objective) -> Iterator[Thing]:
    link = objective_link(ctx, objective.id)
    team, owner = team_link(ctx, objective.team), person_link(ctx, objective.owner)
    cycle = cycle_link(ctx, objective.cycle).text
    under = _joined(cycle, _text(team), _text(owner), *objective.tags)
    is_current = _is_current(ctx, objective)
    score, text = ctx.objective_score(objective.id), _beginning(objective.body)
    yield Thing("objective", link.text, link.href, under, text, is_current, _stands(ctx, score))
    for result in objective.key_results:
        place = goal_link(ctx, GoalKey(objective.id, result.id))
        under = _joined(objective.title, cycle)
        text = _beginning(result.text)
        now = _stands(ctx, score.key_results[result.id])
        yield Thing("key_result", place.text, place.href, under, text, is_current, now)


def _kpi(ctx: PageContext, id_: KpiId) -> Thing:
    kpi, link = ctx.kpi(id_), kpi_link(ctx, id_)
    team, owner = team_link(ctx, kpi.team), person_link(ctx, kpi.owner)
    under = _joined(kpi.abbreviation, _text(team), _text(owner), *kpi.tags)
    return Thing(
        "kpi", link.text, link.href, under, _beginning(kpi.body), now=_measures(kpi_card(ctx, id_))
    )


def _stands(ctx: PageContext, score: ObjectiveScore | KeyResultScore) -> Now:
    badge = verdict_badge(ctx, score)
    value = "" if score.progress is None else ctx.numbers.percent(score.progress)
    return Now(value, badge.word, badge.tone, badge.icon)


def _measures(card: KpiCard) -> Now:
    values = [point.value for point in card.spark.points] if card.spark else []
    return Now(card.value, card.health.word, card.health.tone, card.health.icon, _line(values))


def _line(values: Sequence[float]) -> tuple[int, ...]:
    """Values as heights; in the middle where they are all the same."""
    if len(values) < 2:
        return ()
    low, high = min(values), max(values)
    # Halves, since two large values of different signs may be further apart than a float can be.
    room = high / 2 - low / 2
    return tuple(
        round((value / 2 - low / 2) / room * HIGH) if room else HIGH // 2 for value in values
    )


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
