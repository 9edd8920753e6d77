"""Attempt: what one process of a source answered, and what of it counts after a timeout."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.sourcing import Values


class Attempt(Struct):
    """What one process answered: values and failures by KPI, or the error of the source as a whole.

    `transient` are the KPIs whose failures may pass; `begun` are those whose turn came, in order,
    where the source tells. `is_transient` says that the error may pass, `has_timed_out` that the
    time of the source was over. `output` is the end of what the process printed. `is_isolated` says
    that it could not look into other processes.
    """

    values: list[Values] = []
    failures: dict[str, str] = {}
    transient: set[str] = set()
    begun: list[str] = []
    error: str = ""
    is_transient: bool = False
    has_timed_out: bool = False
    output: bytes = b""
    is_isolated: bool = True


def complete_answers(attempt: Attempt, seconds: float, kpis: Sequence[str]) -> Attempt:
    """An attempt that timed out, with the answers of those KPIs only that were complete by then.

    The other KPIs fail, and may be asked again. Complete are the answers of all KPIs that were
    begun but the last; where the source does not tell whose turn it is, none are.
    """
    if not attempt.begun:
        return attempt
    *before, last = attempt.begun
    complete = {*before, *attempt.failures}
    late = f"it had no answer when the {seconds:g} s of its source were over (its timeout)"
    unasked = f"it was not asked: the {seconds:g} s of its source were over while {last} was asked"
    failing = {
        kpi: late if kpi in attempt.begun else unasked for kpi in kpis if kpi not in complete
    }
    return replace(
        attempt,
        values=[values for values in attempt.values if values.kpi in complete],
        failures={**attempt.failures, **failing},
        transient={*attempt.transient, *failing},
        error="",
        is_transient=False,
    )
