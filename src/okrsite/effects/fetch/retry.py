"""Again: which KPIs of a source are asked once more, and what was heard of the others."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.receive import Attempt


def left_of(task: Task, attempt: Attempt) -> Task:
    """The task for the KPIs whose trouble may pass; of nobody where asking again is in vain.

    Those whose turn it was come last: whoever hung before is not to keep the others waiting again.
    """
    if attempt.trouble:
        return task if attempt.is_transient else replace(task, wanted=())
    wanted = [each for each in task.wanted if each.kpi.id in attempt.passing]
    return replace(
        task, wanted=tuple(sorted(wanted, key=lambda each: each.kpi.id in attempt.asked))
    )


def is_worth_while(attempt: Attempt, left: Task) -> bool:
    """Whether somebody is left whose turn did not come, for which the time of others is no sign."""
    return any(each.kpi.id not in attempt.asked for each in left.wanted)


def late_of(attempt: Attempt) -> dict[str, str]:
    """Those who hung when the time of an attempt was over, and what is said of them."""
    is_over = attempt.is_late and not attempt.trouble
    asked = attempt.asked if is_over else []
    return {kpi: attempt.failures[kpi] for kpi in asked if kpi in attempt.failures}


def with_reasons(attempt: Attempt, hung: Mapping[str, str]) -> Attempt:
    """The attempt, in which those who hung before fail for that, if their turn did not come."""
    earlier = {kpi: why for kpi, why in hung.items() if kpi not in attempt.asked}
    failures = {kpi: earlier.get(kpi, why) for kpi, why in attempt.failures.items()}
    return replace(attempt, failures=failures)


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
