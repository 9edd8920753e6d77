"""Attempt: what one process of a source answered, and what of it counts after a timeout."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.sourcing import Values

_MOST_NAMED = 3


class Attempt(Struct):
    """What one process answered: values and failures by KPI, or the error of the source as a whole.

    `transient` are the KPIs whose failures may pass. `begun` are those whose turn came, in order,
    with the second of the source's time, where the source tells; `finished` are those whose
    answers are complete, where it asks about several at a time and tells that. `is_transient` says
    that the error may pass, `has_timed_out` that the time of the source was over. `output` is the
    end of what the process printed. `is_isolated` says that it could not look into other processes.
    """

    values: list[Values] = []
    failures: dict[str, str] = {}
    transient: set[str] = set()
    begun: dict[str, float] = {}
    finished: set[str] = set()
    error: str = ""
    is_transient: bool = False
    has_timed_out: bool = False
    output: bytes = b""
    is_isolated: bool = True


def complete_answers(attempt: Attempt, seconds: float, kpis: Sequence[str]) -> Attempt:
    """An attempt that timed out, with the answers of those KPIs only that were complete by then.

    The other KPIs fail, and may be asked again, unless they had more than half of the time for
    themselves. Complete are the answers that the source said to be, else those of all KPIs that
    were begun but the last; where the source does not tell whose turn it is, none are.
    """
    if not attempt.begun:
        return attempt
    *before, last = attempt.begun
    complete = {*(attempt.finished or before), *attempt.failures}
    hung = [kpi for kpi in attempt.begun if kpi not in complete]
    named = ", ".join(hung[:_MOST_NAMED]) or last
    named += " were" if len(hung) > 1 else " was"
    late = f"it had no answer when the {seconds:g} s of its source were over (its timeout)"
    unasked = f"it was not asked: the {seconds:g} s of its source were over while {named} asked"
    failing = {kpi: late if kpi in hung else unasked for kpi in kpis if kpi not in complete}
    hopeless = {kpi for kpi in hung if attempt.begun[kpi] < seconds / 2}
    return replace(
        attempt,
        values=[values for values in attempt.values if values.kpi in complete],
        failures={**attempt.failures, **failing},
        transient={*attempt.transient, *failing} - hopeless,
        error="",
        is_transient=False,
    )
