"""Things: all that the search finds, each with its place, its words and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import (
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
    PageContext,
    checkins_of,
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
    score, text = ctx.objective_score(objective.id), _beginning(objective.body)
    yield Thing("objective", link.text, link.href, under, text, is_current, _stands(ctx, score))
    for result in objective.key_results:
        place = goal_link(ctx, GoalKey(objective.id, result.id))
        under = _joined(objective.title, cycle)
        text = _beginning(result.text)
        now = _stands(ctx, score.key_results[result.id])
        yield Thing("key_result", place.text, place.href, under, text, is_current, now)


def _kpis(ctx: PageContext) -> Iterator[Thing]:
    for kpi in ctx.all(Kpi):
        link = kpi_link(ctx, kpi.id)
        team, owner = team_link(ctx, kpi.team), person_link(ctx, kpi.owner)
        under = _joined(kpi.abbreviation, _text(team), _text(owner), *kpi.tags)
        now = _measures(kpi_card(ctx, kpi.id))
        yield Thing("kpi", link.text, link.href, under, _beginning(kpi.body), now=now)


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
