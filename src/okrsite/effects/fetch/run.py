"""Run: a whole fetch. All sources are asked at once, and each reply is stored as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, time

from msgspec import Struct

from okrsite.effects.clock import now_in
from okrsite.effects.fetch.isolation import hide_memory
from okrsite.effects.fetch.options import FetchOptions, FetchSite
from okrsite.effects.fetch.plan import FetchPlan, read_plan
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.result import SourceReply
from okrsite.effects.fetch.runner import run_all
from okrsite.effects.fetch.store import StoreContext, store
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.sourcing import Answers, KpiUpdate, Rejected


class KpiOutcome(Struct, frozen=True):
    """What became of one KPI."""

    kpi: Kpi
    update: KpiUpdate


class SourceResult(Struct, frozen=True):
    """What came of asking one source: an outcome for each KPI, and the error of the whole, if any.

    There are no `attempts` where mistakes kept it from being asked. `unexpected` are KPIs that it
    gave values for and nobody had asked about; `output` is what it printed before it failed.
    `is_isolated` says that its process could not look into others, `has_timed_out` that the time of
    the source was over before it had answered all.
    """

    source: str
    outcomes: tuple[KpiOutcome, ...]
    error: str = ""
    attempts: int = 1
    unexpected: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    is_isolated: bool = True
    has_timed_out: bool = False


class Fetched(Struct, frozen=True):
    """Everything that a fetch did, in order of the sources' names, and mistakes in its way.

    `unasked` are the KPIs that nobody was asked about, since their own query has mistakes.
    """

    results: tuple[SourceResult, ...]
    broken: tuple[Diagnostic, ...]
    unasked: tuple[KpiId, ...] = ()


def fetch(site: FetchSite, options: FetchOptions, progress: Callable[[str], None]) -> Fetched:
    """Ask the sources and write what is new beside the KPIs.

    No source waits for another, and a failure concerns its own source alone. `progress` is told
    what is being waited for. Raises UnknownNameError for a name that `options.only` should not
    have.
    """
    hide_memory()
    progress("Reading the KPIs…")
    plan = read_plan(site, options)
    year_starts = site.settings.calendar.year_starts
    context = StoreContext(site.root, plan.files, options, site.today, _now(site), year_starts)
    results = [*_skipped(plan), *_unusable(plan)]
    tasks = {job.task.name: job.task for job in plan.jobs}
    waiting = list(tasks)
    progress(_waiting(waiting))
    with closing(run_all(plan.jobs)) as replies:
        for reply in replies:
            waiting.remove(reply.source)
            progress(_waiting(waiting))
            results.append(_stored(context, tasks[reply.source], reply))
    mistakes = (finding for findings in plan.broken_queries.values() for finding in findings)
    return Fetched(
        tuple(sorted(results, key=lambda result: result.source)),
        (*plan.broken, *mistakes),
        tuple(sorted(plan.broken_queries)),
    )


def _stored(context: StoreContext, task: Task, reply: SourceReply) -> SourceResult:
    """The result of a source whose reply was stored."""
    kpis = [request.kpi for request in task.requests]
    if reply.error:
        updates = store(context, kpis, lambda _: Rejected(reply.error))
        return _result(reply, updates)
    answers = Answers(task.requests, reply.values, reply.failures)
    return _result(reply, store(context, kpis, answers.of), answers.unexpected)


def _result(
    reply: SourceReply,
    updates: Iterable[tuple[Kpi, KpiUpdate]],
    unexpected: tuple[str, ...] = (),
) -> SourceResult:
    return SourceResult(
        reply.source,
        tuple(KpiOutcome(kpi, update) for kpi, update in updates),
        reply.error,
        reply.attempts,
        unexpected,
        reply.output,
        reply.is_isolated,
        reply.has_timed_out,
    )


def _skipped(plan: FetchPlan) -> Iterator[SourceResult]:
    """The KPIs that mistakes keep from asking, as results that failed; no file tells of them."""
    by_source: dict[str, list[tuple[Kpi, KpiUpdate]]] = {}
    for skipped in plan.skipped:
        use = skipped.kpi.source.use if skipped.kpi.source else ""
        by_source.setdefault(use, []).append((skipped.kpi, KpiUpdate(failure=skipped.reason)))
    for use, updates in by_source.items():
        yield _result(SourceReply(use, attempts=0), updates)


def _unusable(plan: FetchPlan) -> Iterator[SourceResult]:
    """The sources whose variables are not there, as results that failed.

    That is a mistake of whoever fetches and no outage of the source, so no file tells of it.
    """
    for batch, reason in plan.unusable:
        updates = [(kpi, KpiUpdate(failure=reason)) for kpi in batch.kpis]
        yield _result(SourceReply(batch.source, error=reason, attempts=0), updates)


def _now(site: FetchSite) -> datetime:
    """The second it is now; where the day is pinned, the beginning of that day."""
    now = now_in(site.settings.site.timezone)
    return now if now.date() == site.today else datetime.combine(site.today, time(), now.tzinfo)


def _waiting(sources: list[str]) -> str:
    shown = ", ".join(sources[:5]) + (" …" if len(sources) > 5 else "")
    plural = "s" * (len(sources) != 1)
    return f"Waiting for {len(sources)} source{plural}: {shown}" if sources else ""
