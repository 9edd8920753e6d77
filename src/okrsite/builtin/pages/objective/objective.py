"""Objective: what is said of one goal, what it looks like, and what proves it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import KeyResultScore, Objective, ObjectiveScore
from okrsite.api.pages import (
    Anchor,
    Badge,
    GradeView,
    Html,
    KpiCard,
    ObjectiveId,
    Page,
    PageContext,
    PageKind,
    Progress,
    ResultView,
    Step,
    cycle_link,
    grade_view,
    kpi_card,
    path_of,
    people_links,
    person_link,
    progress_of,
    result_view,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.objective.path import PathRow, more_supporters, path_rows
from okrsite.builtin.pages.objective.story import StoryEntry, story
from okrsite.builtin.pages.twins import has_twins, twin_path
from okrsite.pipeline.present.arithmetic import objective_steps
from okrsite.pipeline.present.initiatives import InitiativeView, initiatives_of
from okrsite.pipeline.present.objectives import confidence_words, measured_words
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.progress import inactive_badge
from okrsite.pipeline.present.sentences.change import Delta, from_to, share_delta
from okrsite.pipeline.present.sentences.sentence import Sentence
from okrsite.pipeline.present.sentences.verdict import off_track, verdict
from okrsite.pipeline.present.status import status_rank

SHOWN_RESULTS = 60


class ObjectiveView(Struct, frozen=True, kw_only=True):
    """An objective's page. Texts may be empty, tuples too.

    `verdict` says where it will end, `off_track` how many key results hide behind its badge,
    `has_heading` whether its text brings a heading of its own. `first` and `last` are the days
    between which all courses of key results are drawn; `path` leads from the company's goals over
    this one to those that support it.
    """

    title: str
    state: Badge | None
    state_reason: str
    verdict: Sentence
    off_track: str
    type: str
    cycle: Anchor
    team: Anchor | None
    owner: Anchor | None
    contributors: tuple[Anchor, ...]
    with_teams: tuple[Anchor, ...]
    perspective: str
    tags: tuple[Anchor, ...]
    progress: Progress
    delta: Delta | None
    measured: str
    rollup: str
    confidence: str
    checkin_due: str
    is_overdue: bool
    grade: GradeView | None
    how: tuple[Step, ...]
    body: Html
    has_heading: bool
    results: tuple[ResultView, ...]
    first: str
    last: str
    more_results: str
    initiatives: tuple[InitiativeView, ...]
    path: tuple[PathRow, ...]
    more_supporters: str
    watch: tuple[KpiCard, ...]
    story: tuple[StoryEntry, ...]


def objective_view(ctx: PageContext, id_: ObjectiveId) -> ObjectiveView:
    """The page of an objective."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    words, body = ctx.words, ctx.prose(objective.body)
    return ObjectiveView(
        title=objective.title,
        state=inactive_badge(ctx, objective),
        state_reason=objective.reason,
        verdict=verdict(ctx, objective, score),
        off_track=off_track(ctx, score),
        type=words[f"type.{objective.type}"],
        cycle=cycle_link(ctx, objective.cycle),
        team=team_link(ctx, objective.team),
        owner=person_link(ctx, objective.owner),
        contributors=people_links(ctx, objective.contributors),
        with_teams=tuple(link for team in objective.with_teams if (link := team_link(ctx, team))),
        perspective=words[f"perspective.{objective.perspective}"] if objective.perspective else "",
        tags=tuple(tag_link(ctx, tag) for tag in objective.tags),
        progress=progress_of(ctx, score),
        delta=_delta(ctx, score),
        measured=measured_words(ctx, score.measured, score.total),
        rollup=words[f"rollup.{objective.rollup}"],
        confidence=_confidence(ctx, score),
        checkin_due=_due(ctx, score),
        is_overdue=score.next_due is not None and ctx.has_passed(score.next_due),
        grade=grade_view(ctx, score.grade),
        how=objective_steps(ctx, objective, score),
        body=body,
        has_heading=body.text.startswith("<h"),
        results=_results(ctx, objective, score),
        first=ctx.numbers.short_day(score.window.start) if objective.cycle else "",
        last=ctx.numbers.short_day(score.window.end) if objective.cycle else "",
        more_results=more_words(ctx, len(objective.key_results) - SHOWN_RESULTS),
        initiatives=initiatives_of(ctx, objective.initiatives),
        path=path_rows(ctx, objective),
        more_supporters=more_words(ctx, more_supporters(ctx, id_)),
        watch=tuple(kpi_card(ctx, kpi) for kpi in objective.watch),
        story=story(ctx, objective),
    )


def _results(
    ctx: PageContext, objective: Objective, score: ObjectiveScore
) -> tuple[ResultView, ...]:
    """The key results, the worst first; as written where nobody works on them."""
    known = objective.key_results
    if objective.state == "active":
        known = tuple(sorted(known, key=lambda result: _trouble(score.key_results[result.id])))
    return tuple(result_view(ctx, objective, result) for result in known[:SHOWN_RESULTS])


def _trouble(score: KeyResultScore) -> tuple[int, float]:
    """What a key result is sorted by: how it stands, then how far it is behind its pace."""
    reached = score.progress if score.progress is not None else score.expected
    return status_rank(score.status), reached - score.expected


def _delta(ctx: PageContext, score: ObjectiveScore) -> Delta | None:
    before = ctx.monday.objective_score(score.id)
    if before is None or score.status == "not_started":
        return None
    return share_delta(ctx, score.progress, before.progress)


def _confidence(ctx: PageContext, score: ObjectiveScore) -> str:
    """How sure its people are, and how sure they were before where that is another."""
    told = [point.value for point in score.confidence_history[-2:]]
    number = ctx.numbers.number
    if len(told) == 2 and told[0] != told[1]:
        return from_to(ctx, number(told[0]), confidence_words(ctx, told[1]))
    return confidence_words(ctx, score.confidence)


def _due(ctx: PageContext, score: ObjectiveScore) -> str:
    if score.next_due is None:
        return ""
    key = "objective.overdue" if ctx.has_passed(score.next_due) else "objective.next_due"
    return ctx.words.say(key, day=ctx.numbers.day(score.next_due))


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each objective."""
    twins = has_twins(ctx)
    for objective in ctx.all(Objective):
        path = path_of("objective", objective.id)
        yield Page(
            objective.id,
            path,
            "objective.html",
            objective.title,
            section="objectives",
            edit=objective.span.path,
            twin=twin_path(path) if twins else "",
        )


KIND = PageKind(name="objective", title="Objective", names=names, view=objective_view)
