"""Late: the last values of a cycle, asked for before it is graded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from okrsite.commands.checkin.dialogue import SkippedError, asked_value
from okrsite.commands.checkin.entry import NewCheckIn
from okrsite.commands.checkin.facts import goal_line, result_line
from okrsite.commands.checkin.kpi_values import (
    ONE_DAY,
    asked_kpi_value,
    missing_day,
    missing_kpis,
    series_path,
    with_kpi_value,
)
from okrsite.commands.checkin.place import as_file, in_objective
from okrsite.commands.draft import Draft
from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import find_person
from okrsite.commands.terminal import Terminal, harmless
from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored

# A value of the last week is the last value.
FINAL = timedelta(days=7)


def with_late_values(draft: Draft, cycle: Cycle, author: str | None, terminal: Terminal) -> Draft:
    """The draft with the values that somebody at the terminal still gives."""
    scored = draft.scored()
    named = find_person(author, scored.forest) if author else None
    goals = [scored.forest.objectives[id_] for id_ in scored.cycles[cycle.id].objectives]
    late = [goal for goal in goals if any(_late_results(goal, scored))]
    end = min(cycle.end + ONE_DAY, scored.today)
    kpis = missing_kpis(goals, (), scored, end)
    if late or kpis:
        terminal.tell("The last values are missing. Enter leaves one as it is, 'skip' a goal.")
    for kpi in kpis:
        draft = _with_kpi(draft, kpi, missing_day(kpi, scored, end), scored, terminal)
    for goal in late:
        try:
            values = _answers(goal, scored, terminal)
        except SkippedError:
            continue
        for day, answered in values.items():
            entry = NewCheckIn(objective=goal, day=day, author=named, values=answered)
            draft = _with_checkin(draft, entry)
    return draft


def _with_kpi(
    draft: Draft, kpi: Kpi, day: date | None, scored: Scored, terminal: Terminal
) -> Draft:
    try:
        value = asked_kpi_value(kpi, day, scored, terminal) if day else None
    except SkippedError:
        return draft
    if day is None or value is None:
        return draft
    path = series_path(kpi)
    data = draft.read(path) if draft.has(path) else None
    return draft.with_files({path: with_kpi_value(kpi, data, day, value, scored)})


def _late_results(goal: Objective, scored: Scored) -> Iterator[KeyResult]:
    """The key results that check-ins tell, and whose newest value is older than it may be."""
    scores = scored.objectives[goal.id].key_results
    for result in goal.key_results:
        if result.kpi is None and _is_late(scores[result.id], scored.today):
            yield result


def _is_late(score: KeyResultScore, today: date) -> bool:
    told = score.current_on or max((step.done for step in score.steps if step.done), default=None)
    is_done = score.progress is not None and score.progress >= 1
    return not is_done and (told is None or told < min(score.window.end, today) - FINAL)


def _answers(goal: Objective, scored: Scored, terminal: Terminal) -> dict[date, dict[str, Any]]:
    """The values given by the last day on which each counts."""
    score = scored.objectives[goal.id]
    terminal.tell(f"\n{harmless(goal_line(goal, score, scored))}")
    answers: dict[date, dict[str, Any]] = {}
    for result in _late_results(goal, scored):
        own = score.key_results[result.id]
        terminal.tell(harmless(result_line(result, own, scored)))
        value = asked_value(result, score, scored, terminal)
        if value is not None:
            answers.setdefault(min(own.window.end, scored.today), {})[result.id] = value
    return answers


def _with_checkin(draft: Draft, entry: NewCheckIn) -> Draft:
    path = entry.objective.span.path
    try:
        return draft.with_files({path: in_objective(path, draft.read(path), entry)})
    except CommandError:
        return draft.with_files(as_file(draft.root, entry).after)
