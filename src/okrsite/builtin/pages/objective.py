"""Objective: one goal with everything that is known of it."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from okrsite.api import Objective, ObjectiveScore
from okrsite.api.pages import (
    Anchor,
    Badge,
    CheckInCard,
    GradeView,
    Html,
    KpiCard,
    LineChart,
    ObjectiveId,
    ObjectiveRow,
    Page,
    PageKind,
    Progress,
    ResultView,
    Site,
    Step,
    checkin_card,
    checkins_of,
    confidence_chart,
    confidence_words,
    cycle_link,
    goal_link,
    grade_view,
    inactive_badge,
    kpi_card,
    measured_words,
    objective_link,
    objective_row,
    objective_steps,
    path_of,
    person_link,
    progress_of,
    prose,
    result_view,
    root_of,
    tag_link,
    team_link,
)

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
    supporters: tuple[ObjectiveRow, ...]
    more_supporters: str
    watch: tuple[KpiCard, ...]
    body: Html
    checkins: tuple[CheckInCard, ...]


def objective_view(site: Site, id: ObjectiveId) -> ObjectiveView:  # noqa: A002 - the field's name
    """The page of an objective."""
    objective, score = site.forest.objectives[id], site.scored.objectives[id]
    root, words = root_of(path_of("objective", id)), site.words
    supporters = _supporters(site, objective)
    return ObjectiveView(
        title=objective.title,
        state=inactive_badge(site, objective),
        state_reason=objective.reason,
        type=words[f"type.{objective.type}"],
        cycle=cycle_link(site, root, objective.cycle),
        team=team_link(site, root, objective.team),
        owner=person_link(site, root, objective.owner),
        with_teams=tuple(
            link for each in objective.with_teams if (link := team_link(site, root, each))
        ),
        perspective=words[f"perspective.{objective.perspective}"] if objective.perspective else "",
        tags=tuple(tag_link(site, root, each) for each in objective.tags),
        progress=progress_of(site, score),
        measured=measured_words(site, score.measured, score.total),
        rollup=words[f"rollup.{objective.rollup}"],
        confidence=confidence_words(site, score.confidence),
        confidence_chart=confidence_chart(
            site, words["objective_page.confidence_history"], score.confidence_history, score.window
        ),
        checkin_due=_due(site, score),
        is_overdue=score.next_due is not None and score.next_due < site.today,
        grade=grade_view(site, score.grade),
        how=objective_steps(site, objective, score),
        ways=tuple(
            _way(site, root, objective, n) for n in range(len(objective.supports[:SHOWN_WAYS]))
        ),
        results=tuple(
            result_view(site, root, objective, each)
            for each in objective.key_results[:SHOWN_RESULTS]
        ),
        more_results=_more(site, len(objective.key_results) - SHOWN_RESULTS),
        supporters=tuple(objective_row(site, root, each) for each in supporters[:SHOWN_SUPPORTERS]),
        more_supporters=_more(site, len(supporters) - SHOWN_SUPPORTERS),
        watch=tuple(kpi_card(site, root, each) for each in objective.watch),
        body=prose(site, objective.body, root),
        checkins=tuple(
            checkin_card(site, root, each) for each in checkins_of(site, objective)[:SHOWN_CHECKINS]
        ),
    )


def _supporters(site: Site, objective: Objective) -> list[ObjectiveId]:
    """The objectives that support this one or one of its key results, each once, in order."""
    goals = (objective.id, *(f"{objective.id}#{each.id}" for each in objective.key_results))
    found = (each for goal in goals for each in site.forest.supported_by.get(goal, ()))
    return list(dict.fromkeys(found))


def _way(site: Site, root: str, objective: Objective, parent: int) -> tuple[Anchor, ...]:
    """From one of an objective's parents upwards, always by the first of several, to the top."""
    goal = objective.supports[parent].goal
    way = [goal_link(site, root, goal)]
    if goal.key_result:
        way.append(objective_link(site, root, goal.objective))
    above = site.forest.objectives[goal.objective]
    while above.supports and len(way) < LONGEST_WAY:
        above = site.forest.objectives[above.supports[0].goal.objective]
        way.append(objective_link(site, root, above.id))
    return tuple(way)


def _due(site: Site, score: ObjectiveScore) -> str:
    if score.next_due is None:
        return ""
    key = "objective.overdue" if score.next_due < site.today else "objective.next_due"
    return site.words.say(key, day=site.numbers.day(score.next_due))


def _more(site: Site, rest: int) -> str:
    return site.words.count("objective.more", rest) if rest > 0 else ""


def pages(site: Site) -> tuple[Page, ...]:
    """One page for each objective."""
    return tuple(
        Page(
            path_of("objective", each.id),
            "objective.html",
            each.title,
            partial(objective_view, site, each.id),
            section="objectives",
            edit=each.span.path,
        )
        for each in site.forest.objectives.values()
    )


KIND = PageKind(name="objective", title="Objective", pages=pages)
