"""Consequences: signals that only follow from a mistake in the files, and are told nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.forest import Forest

# Signals that something is missing, which an objective that cannot be read may be.
ABOUT_WHAT_IS_MISSING = frozenset({"OKR502", "OKR503"})


def without_consequences(
    findings: Iterable[Diagnostic], forest: Forest, mistakes: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """The findings, and of the signals those about what was understood whole.

    What a KPI or a goal shows is not to be trusted while its own file, its observations or one of
    its check-ins has an error: the mistake is told, and mending it tells whether the rest is true.
    """
    errors = (mistake for mistake in mistakes if mistake.severity == "error")
    broken = {place.path for mistake in errors for place in mistake.places}
    if not broken:
        yield from findings
        return
    doubtful = {*_kpis(forest, broken), *forest.unread.values()}
    doubtful |= set(_objectives(forest, broken, doubtful))
    is_goal_missing = any(
        subject.kind in {"objective", "cycle"} for subject in forest.unread.values()
    )
    for finding in findings:
        about = finding.subject and Subject(finding.subject.kind, finding.subject.id)
        is_missing = is_goal_missing and finding.code in ABOUT_WHAT_IS_MISSING
        if finding.severity != "signal" or not (is_missing or about in doubtful):
            yield finding


def _kpis(forest: Forest, broken: set[str]) -> Iterator[Subject]:
    for id_, kpi in forest.kpis.items():
        series = forest.series.get(id_)
        if kpi.span.path in broken or (series and series.span.path in broken):
            yield Subject("kpi", id_)


def _objectives(forest: Forest, broken: set[str], doubtful: set[Subject]) -> Iterator[Subject]:
    for id_, objective in forest.objectives.items():
        paths = {objective.span.path, *(c.span.path for c in forest.checkins.get(id_, ()))}
        kpis = {Subject("kpi", result.kpi) for result in objective.key_results if result.kpi}
        watched = {Subject("kpi", kpi) for kpi in objective.watch}
        if paths & broken or (kpis | watched) & doubtful:
            yield Subject("objective", id_)
