"""Goals of a cycle: in their order, and each with what came of it and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from okrsite.api import Cycle, KeyResult, KeyResultScore, Objective, ObjectiveScore, Status
from okrsite.api.pages import (
    CycleId,
    GradeView,
    ObjectiveId,
    ObjectiveLine,
    PageContext,
    Progress,
    checkins_of,
    grade_view,
    objective_line,
    progress_of,
)
from okrsite.builtin.pages.sorting import company_first
from okrsite.pipeline.present.excerpt import opening
from okrsite.pipeline.present.goal_list import listed_goals
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.result_shape import aim
from okrsite.pipeline.present.results import current_value
from okrsite.pipeline.present.sentences.verdict import verdict

SHOWN_RESULTS = 12
# Of the others the bar and the status say it all.
LATE: frozenset[Status] = frozenset({"at_risk", "off_track"})


class ResultLine(Struct, frozen=True, kw_only=True):
    """A key result in a line: what it wants, its value now, its grade. Texts may be empty.

    `reason` tells why its grade is not its progress.
    """

    title: str
    aim: str
    current: str
    progress: Progress
    grade: str
    reason: str


class GoalReport(Struct, frozen=True, kw_only=True):
    """An objective with its key results, and why it stands as it does; may be empty."""

    row: ObjectiveLine
    reason: str
    grade: GradeView | None
    results: tuple[ResultLine, ...]
    more_results: str


def goals_of_cycle(ctx: PageContext, id_: CycleId) -> Sequence[ObjectiveId]:
    """The objectives of a cycle: active ones first, the company's before those of teams."""
    return ctx.entry(_goals_by_cycle, id_) or ()


def parted(
    listed: Sequence[ObjectiveId], counted: Collection[ObjectiveId]
) -> tuple[list[ObjectiveId], list[ObjectiveId]]:
    """The goals that are in the figures of a page, and the others."""
    inside = frozenset(counted)
    return [id_ for id_ in listed if id_ in inside], [id_ for id_ in listed if id_ not in inside]


def goal_report(ctx: PageContext, id_: ObjectiveId) -> GoalReport:
    """What came of an objective so far."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    results = objective.key_results
    return GoalReport(
        row=objective_line(ctx, id_),
        reason=_reason(ctx, objective, score),
        grade=grade_view(ctx, score.grade),
        results=tuple(
            _result(ctx, result, score.key_results[result.id]) for result in results[:SHOWN_RESULTS]
        ),
        more_results=more_words(ctx, len(results) - SHOWN_RESULTS),
    )


def _goals_by_cycle(ctx: PageContext) -> Mapping[CycleId, Sequence[ObjectiveId]]:
    found: dict[CycleId, list[ObjectiveId]] = {cycle: [] for cycle in ctx.ids(Cycle)}
    ordered = company_first(ctx, listed_goals(ctx))
    for goal in sorted(ordered, key=lambda goal: goal.state != "active"):
        if goal.cycle is not None:
            found[goal.cycle].append(goal.id)
    return found


def _reason(ctx: PageContext, objective: Objective, score: ObjectiveScore) -> str:
    """Why nobody works on it, what was said of its end, or where it will end."""
    if objective.state != "active":
        return objective.reason
    if score.grade is not None:
        return _last_words(ctx, objective)
    return verdict(ctx, objective, score).text if score.status in LATE else ""


def _last_words(ctx: PageContext, objective: Objective) -> str:
    """The beginning of the last check-in with a note, after its day; empty without one."""
    for checkin in checkins_of(ctx, objective):
        if said := opening(checkin.note):
            return ctx.words.labelled(ctx.numbers.short_day(checkin.date), said)
    return ""


def _result(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> ResultLine:
    grade = grade_view(ctx, score.grade)
    return ResultLine(
        title=result.title,
        aim=aim(ctx, result, score),
        current=current_value(ctx, result, score),
        progress=progress_of(ctx, score),
        grade=grade.text if grade else "",
        reason=grade.reason if grade else "",
    )
