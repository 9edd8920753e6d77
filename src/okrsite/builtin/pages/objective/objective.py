"""Objective: one goal with everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Objective, ObjectiveScore, Subject
from okrsite.api.pages import (
    Anchor,
    Badge,
    CheckInCard,
    GradeView,
    Html,
    KpiCard,
    LineChart,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Progress,
    ResultView,
    Step,
    checkin_card,
    checkins_of,
    confidence_chart,
    cycle_link,
    goal_link,
    grade_view,
    kpi_card,
    objective_line,
    objective_link,
    path_of,
    people_links,
    person_link,
    progress_of,
    result_view,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.goal_tree import supporters_of
from okrsite.pipeline.present.arithmetic import objective_steps
from okrsite.pipeline.present.initiatives import InitiativeView, initiatives_of
from okrsite.pipeline.present.objectives import confidence_words, measured_words
from okrsite.pipeline.present.progress import inactive_badge
from okrsite.pipeline.present.timeline import TimelineCommit, timeline

SHOWN_RESULTS = 60
SHOWN_SUPPORTERS = 100
SHOWN_WAYS = 12
SHOWN_CHECKINS = 60
LONGEST_WAY = 12


class ObjectiveView(Struct, frozen=True, kw_only=True):
    """An objective's page. Texts may be empty, tuples too.

    `ways` are the lines of goals from this one's parents to the company's, one for each parent.
    """

    title: str
    state: Badge | None
    state_reason: str
    type: str
    cycle: Anchor
    team: Anchor | None
    owner: Anchor | None
    contributors: tuple[Anchor, ...]
    with_teams: tuple[Anchor, ...]
    perspective: str
    tags: tuple[Anchor, ...]
    progress: Progress
    measured: str
    rollup: str
    confidence: str
    confidence_chart: LineChart | None
    checkin_due: str
    is_overdue: bool
    grade: GradeView | None
    how: tuple[Step, ...]
    ways: tuple[tuple[Anchor, ...], ...]
    results: tuple[ResultView, ...]
    more_results: str
    initiatives: tuple[InitiativeView, ...]
    supporters: tuple[ObjectiveLine, ...]
    more_supporters: str
    watch: tuple[KpiCard, ...]
    body: Html
    checkins: tuple[CheckInCard, ...]
    timeline: tuple[TimelineCommit, ...]


def objective_view(ctx: PageContext, id_: ObjectiveId) -> ObjectiveView:
    """The page of an objective."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    words = ctx.words
    supporters = [id_ for id_, _ in supporters_of(ctx, objective.id)]
    return ObjectiveView(
        title=objective.title,
        state=inactive_badge(ctx, objective),
        state_reason=objective.reason,
        type=words[f"type.{objective.type}"],
        cycle=cycle_link(ctx, objective.cycle),
        team=team_link(ctx, objective.team),
        owner=person_link(ctx, objective.owner),
        contributors=people_links(ctx, objective.contributors),
        with_teams=tuple(link for team in objective.with_teams if (link := team_link(ctx, team))),
        perspective=words[f"perspective.{objective.perspective}"] if objective.perspective else "",
        tags=tuple(tag_link(ctx, tag) for tag in objective.tags),
        progress=progress_of(ctx, score),
        measured=measured_words(ctx, score.measured, score.total),
        rollup=words[f"rollup.{objective.rollup}"],
        confidence=confidence_words(ctx, score.confidence),
        confidence_chart=confidence_chart(
            ctx, words["objective_page.confidence_history"], score.confidence_history, score.window
        ),
        checkin_due=_due(ctx, score),
        is_overdue=score.next_due is not None and score.next_due < ctx.today,
        grade=grade_view(ctx, score.grade),
        how=objective_steps(ctx, objective, score),
        ways=tuple(_way(ctx, objective, n) for n in range(len(objective.supports[:SHOWN_WAYS]))),
        results=tuple(
            result_view(ctx, objective, result) for result in objective.key_results[:SHOWN_RESULTS]
        ),
        more_results=_more(ctx, len(objective.key_results) - SHOWN_RESULTS),
        initiatives=initiatives_of(ctx, objective.initiatives),
        supporters=tuple(
            objective_line(ctx, supporter) for supporter in supporters[:SHOWN_SUPPORTERS]
        ),
        more_supporters=_more(ctx, len(supporters) - SHOWN_SUPPORTERS),
        watch=tuple(kpi_card(ctx, kpi) for kpi in objective.watch),
        body=ctx.prose(objective.body),
        checkins=tuple(
            checkin_card(ctx, checkin) for checkin in checkins_of(ctx, objective)[:SHOWN_CHECKINS]
        ),
        timeline=timeline(ctx, Subject("objective", id_)),
    )


def _way(ctx: PageContext, objective: Objective, parent: int) -> tuple[Anchor, ...]:
    """From one of an objective's parents upwards, always by the first of several, to the top."""
    goal = objective.supports[parent].goal
    way = [goal_link(ctx, goal)]
    if goal.key_result:
        way.append(objective_link(ctx, goal.objective))
    above = ctx.objective(goal.objective)
    while above.supports and len(way) < LONGEST_WAY:
        above = ctx.objective(above.supports[0].goal.objective)
        way.append(objective_link(ctx, above.id))
    return tuple(way)


def _due(ctx: PageContext, score: ObjectiveScore) -> str:
    if score.next_due is None:
        return ""
    key = "objective.overdue" if score.next_due < ctx.today else "objective.next_due"
    return ctx.words.say(key, day=ctx.numbers.day(score.next_due))


def _more(ctx: PageContext, rest: int) -> str:
    return ctx.words.count("objective.more", rest) if rest > 0 else ""


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each objective."""
    for objective in ctx.all(Objective):
        yield Page(
            objective.id,
            path_of("objective", objective.id),
            "objective.html",
            objective.title,
            section="objectives",
            edit=objective.span.path,
        )


KIND = PageKind(name="objective", title="Objective", names=names, view=objective_view)
