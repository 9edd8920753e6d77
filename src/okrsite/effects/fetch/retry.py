"""Retry: which KPIs of a source are asked once more, and what is settled about the others."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from okrsite.effects.fetch.attempt import Attempt
from okrsite.effects.fetch.protocol import Task

# How often a KPI is asked whose failure may pass; a source that hangs costs its whole time again.
ATTEMPTS = 3
ATTEMPTS_AFTER_TIMEOUT = 2


class RetryState(Struct, frozen=True):
    """Where a task stands between its attempts.

    `task` is what the next attempt does, and `settled` are the answers of the KPIs that it leaves
    out. `timed_out` are the KPIs that were being asked when the source's time was over, in any of
    the `attempts` so far, with the reason.
    """

    task: Task
    settled: Attempt = field(default_factory=Attempt)
    timed_out: Mapping[str, str] = {}
    attempts: int = 0


def recorded(state: RetryState, attempt: Attempt) -> RetryState:
    """The state after an attempt at its task, before anything is decided."""
    hung = {**state.timed_out, **timed_out(attempt)}
    return replace(state, timed_out=hung, attempts=state.attempts + 1)


def next_state(state: RetryState, attempt: Attempt) -> RetryState | None:
    """The state for another attempt; None where all is settled, or asking again is in vain."""
    left = remaining(state.task, attempt)
    if not left.requests or state.attempts >= _most_attempts(attempt, left):
        return None
    if attempt.error:
        return state
    return replace(
        state, task=left, settled=merge_attempts(state.settled, excluding(attempt, left), left)
    )


def final_answers(task: Task, state: RetryState, last: Attempt) -> Attempt:
    """The answers to a whole task, from its last attempt and all that was settled before.

    A KPI whose turn did not come in the last attempt, and that hung in an earlier one, fails for
    having hung. An error of the source stays one of the source only where all KPIs were asked.
    """
    is_of_all = len(state.task.requests) == len(task.requests)
    answers = last if is_of_all else merge_attempts(state.settled, last, state.task)
    hung = {kpi: reason for kpi, reason in state.timed_out.items() if kpi not in answers.begun}
    failures = {kpi: hung.get(kpi, reason) for kpi, reason in answers.failures.items()}
    return replace(answers, failures=failures)


def remaining(task: Task, attempt: Attempt) -> Task:
    """The task for the KPIs whose failure may pass; of none where asking again is in vain.

    KPIs whose turn came are asked last: one that hung is not to keep the others waiting again.
    """
    if attempt.error:
        return task if attempt.is_transient else replace(task, requests=())
    left = [request for request in task.requests if request.kpi.id in attempt.transient]
    return replace(
        task, requests=tuple(sorted(left, key=lambda request: request.kpi.id in attempt.begun))
    )


def timed_out(attempt: Attempt) -> dict[str, str]:
    """The KPIs that were begun and failed when the attempt's time was over, with the reasons."""
    is_over = attempt.has_timed_out and not attempt.error
    begun = attempt.begun if is_over else []
    return {kpi: attempt.failures[kpi] for kpi in begun if kpi in attempt.failures}


def excluding(attempt: Attempt, left: Task) -> Attempt:
    """The answers of all KPIs but those that are asked again."""
    again = {request.kpi.id for request in left.requests}
    return Attempt(
        values=[values for values in attempt.values if values.kpi not in again],
        failures={kpi: reason for kpi, reason in attempt.failures.items() if kpi not in again},
    )


def merge_attempts(settled: Attempt, attempt: Attempt, task: Task) -> Attempt:
    """An attempt at a task, and the answers that were settled before.

    An error of the source becomes the failure of each KPI that was asked in the attempt.
    """
    failures = attempt.failures
    if attempt.error:
        failures = {request.kpi.id: attempt.error for request in task.requests}
    return replace(
        attempt,
        values=[*settled.values, *([] if attempt.error else attempt.values)],
        failures={**settled.failures, **failures},
        error="",
    )


def _most_attempts(attempt: Attempt, left: Task) -> int:
    """Fewer after a timeout, unless a KPI's turn never came: it may answer where others hang."""
    has_unbegun = any(request.kpi.id not in attempt.begun for request in left.requests)
    is_hopeless = attempt.has_timed_out and not (attempt.begun and has_unbegun)
    return ATTEMPTS_AFTER_TIMEOUT if is_hopeless else ATTEMPTS
