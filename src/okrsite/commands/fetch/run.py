"""Fetching: sources asked all at once, and each answer settled as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, time

from msgspec import Struct

from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch.plan import Errand, asked, errand
from okrsite.commands.fetch.store import Desk, Judge, keep
from okrsite.commands.terminal import silent
from okrsite.commands.workspace import Workspace
from okrsite.effects.clock import now_in
from okrsite.effects.fetch import Reply, ask_all, wrong_variables
from okrsite.effects.fetch.protocol import Wanted
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Request
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.pipeline.sourcing import Answers, Inquiry, Refused, Settled


class Outcome(Struct, frozen=True):
    """What became of one KPI."""

    kpi: Kpi
    settled: Settled


class Visit(Struct, frozen=True):
    """What came of asking one source: a trouble of the whole, or an outcome for each KPI.

    Where mistakes kept it from being asked there are no `attempts`. `strangers` are KPIs that it
    told of and nobody had asked about; `output` is what it printed before it failed.
    """

    source: str
    outcomes: tuple[Outcome, ...]
    trouble: str = ""
    attempts: int = 1
    strangers: tuple[str, ...] = ()
    output: tuple[str, ...] = ()


class Fetched(Struct, frozen=True):
    """Everything that a fetch did, by source in order of their names, and mistakes in its way.

    `unasked` are the KPIs that nobody was asked about, since their own question has mistakes.
    """

    visits: tuple[Visit, ...]
    broken: tuple[Diagnostic, ...]
    unasked: tuple[KpiId, ...] = ()


def fetch(workspace: Workspace, wish: Wish, progress: Callable[[str], None] = silent) -> Fetched:
    """Ask the sources and write what is new beside the KPIs.

    Nobody waits for another, and a failure is its own source's alone. Raises `click.UsageError`
    for a name that `wish.only` should not have.
    """
    progress("Reading the KPIs…")
    job = errand(workspace, wish)
    desk = Desk(workspace, wish, job.places, _now(workspace))
    visits = [*_unasked(job), *_locked(job)]
    shut = {visit.source for visit in visits if visit.trouble}
    by_name = {each.source: each for each in job.plan.inquiries if each.source not in shut}
    tasks = [each for each in asked(job, workspace, wish) if each.task.name in by_name]
    wanted = {each.task.name: each.task.wanted for each in tasks}
    waiting = list(by_name)
    progress(_waiting(waiting))
    with closing(ask_all(tasks)) as replies:
        for reply in replies:
            judge, strangers = _judged(by_name[reply.source], wanted[reply.source], reply)
            waiting.remove(reply.source)
            progress(_waiting(waiting))
            kept = keep(desk, by_name[reply.source].kpis, judge)
            visits.append(_visit(reply, kept, strangers))
    mistakes = (finding for each in job.half_read.values() for finding in each)
    return Fetched(
        tuple(sorted(visits, key=lambda visit: visit.source)),
        (*job.broken, *mistakes),
        tuple(sorted(job.half_read)),
    )


def _visit(
    reply: Reply, settled: Sequence[tuple[Kpi, Settled]], strangers: tuple[str, ...]
) -> Visit:
    return Visit(
        reply.source,
        tuple(Outcome(kpi, each) for kpi, each in settled),
        reply.trouble,
        reply.attempts,
        strangers,
        reply.output,
    )


def _judged(
    inquiry: Inquiry, wanted: tuple[Wanted, ...], reply: Reply
) -> tuple[Judge, tuple[str, ...]]:
    """What judges the answer for a KPI, and the names of those that nobody asked for."""
    if reply.trouble:
        return lambda _: Refused(reply.trouble), ()
    requests = [
        Request(each.kpi, query, each.since, each.until)
        for each, query in zip(wanted, inquiry.queries, strict=True)
    ]
    answers = Answers(requests, reply.values, reply.failures)
    return answers.of, answers.strangers


def _unasked(job: Errand) -> list[Visit]:
    """The KPIs that mistakes keep from asking, as visits that failed; no file tells of them."""
    by_source: dict[str, list[tuple[Kpi, Settled]]] = {}
    for each in job.plan.unasked:
        use = each.kpi.source.use if each.kpi.source else ""
        by_source.setdefault(use, []).append((each.kpi, Settled(failure=each.reason)))
    return [_visit(Reply(use, attempts=0), settled, ()) for use, settled in by_source.items()]


def _locked(job: Errand) -> list[Visit]:
    """The sources whose variables are not there, as visits that failed.

    That is a mistake of whoever fetches and no outage of the source, so no file tells of it.
    """
    return [
        _visit(
            Reply(each.source, trouble=reason, attempts=0),
            [(kpi, Settled(failure=reason)) for kpi in each.kpis],
            (),
        )
        for each in job.plan.inquiries
        if (reason := wrong_variables(each.settings))
    ]


def _now(workspace: Workspace) -> datetime:
    """The second it is now; where the day is pinned, the beginning of that day."""
    now = now_in(workspace.settings.site.timezone)
    if now.date() == workspace.today:
        return now
    return datetime.combine(workspace.today, time(), now.tzinfo)


def _waiting(sources: list[str]) -> str:
    shown = ", ".join(sources[:5]) + (" …" if len(sources) > 5 else "")
    plural = "s" * (len(sources) != 1)
    return f"Waiting for {len(sources)} source{plural}: {shown}" if sources else ""
