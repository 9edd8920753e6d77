"""Again: which KPIs of a source are asked once more, and what was heard of the others."""

from __future__ import annotations

from msgspec.structs import replace

from okrsite.effects.fetch.frames import Task
from okrsite.effects.fetch.listen import Attempt


def left_of(task: Task, attempt: Attempt) -> Task:
    """The task for the KPIs whose trouble may pass; of nobody where asking again is in vain."""
    if attempt.trouble:
        return task if attempt.is_passing else replace(task, wanted=())
    wanted = tuple(each for each in task.wanted if each.kpi.id in attempt.passing)
    return replace(task, wanted=wanted)


def without(attempt: Attempt, left: Task) -> Attempt:
    """What was heard of all but those who are asked again."""
    again = {each.kpi.id for each in left.wanted}
    return Attempt(
        values=[each for each in attempt.values if each.kpi not in again],
        failures={kpi: why for kpi, why in attempt.failures.items() if kpi not in again},
    )


def together(heard: Attempt, attempt: Attempt, task: Task) -> Attempt:
    """What was heard before, and of the last attempt, which was to do the task.

    A trouble of the whole is that of the KPIs which were still asked.
    """
    failures = attempt.failures
    if attempt.trouble:
        failures = {each.kpi.id: attempt.trouble for each in task.wanted}
    return replace(
        attempt,
        values=[*heard.values, *([] if attempt.trouble else attempt.values)],
        failures={**heard.failures, **failures},
        trouble="",
    )
