"""Consequences: what only follows from a mistake in the files, and is told nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest

# Warnings by which a goal or a KPI shows something else than was meant: check-ins of a day outside
# of the cycle or still to come, and values in another unit.
MISREAD = frozenset({"OKR218", "OKR219", "OKR309"})


def without_consequences(
    findings: Iterable[Diagnostic],
    forest: Forest,
    mistakes: Iterable[Diagnostic],
    rules: Mapping[str, Rule[Any]],
) -> Iterator[Diagnostic]:
    """The findings; of the signals, and of what is said to be missing, what was understood whole.

    What a KPI or a goal shows is not to be trusted while its own file, its observations or one of
    its check-ins has an error, or a warning says that they are not what was meant: the mistake is
    told, and mending it tells whether the rest is true.
    """
    findings = tuple(findings)
    errors = (mistake for mistake in mistakes if mistake.severity == "error")
    broken = {place.path for mistake in errors for place in mistake.places}
    misread = {finding.subject for finding in findings if finding.code in MISREAD}
    if not (broken or misread):
        yield from findings
        return
    doubtful = {*_kpis(forest, broken), *forest.unread.values()}
    doubtful |= set(_objectives(forest, broken, doubtful))
    # What is missing is missing whatever the numbers are.
    misread |= {*doubtful, *_objectives(forest, broken, misread)}
    is_goal_missing = _has_unclear_kpi(forest) or any(
        subject.kind in {"objective", "cycle"} for subject in forest.unread.values()
    )
    for finding in findings:
        about = finding.subject and Subject(finding.subject.kind, finding.subject.id)
        is_signal, rule = finding.severity == "signal", rules.get(finding.code)
        tells_absence = rule is not None and rule.tells_absence
        may_be_there = is_signal and tells_absence and is_goal_missing
        follows = (is_signal and about in misread) or (tells_absence and about in doubtful)
        if not (may_be_there or follows):
            yield finding


def _has_unclear_kpi(forest: Forest) -> bool:
    """Whether a key result names a KPI that it is not measured by, since that is a mistake."""
    return any(
        result.kpi is None and "kpi" in result.places
        for objective in forest.objectives.values()
        for result in objective.key_results
    )


def _kpis(forest: Forest, broken: set[str]) -> Iterator[Subject]:
    for id_, kpi in forest.kpis.items():
        series = forest.series.get(id_)
        if kpi.span.path in broken or (series and series.span.path in broken):
            yield Subject("kpi", id_)


def _objectives(
    forest: Forest, broken: set[str], doubtful: AbstractSet[Subject | None]
) -> Iterator[Subject]:
    for id_, objective in forest.objectives.items():
        paths = {objective.span.path, *(c.span.path for c in forest.checkins.get(id_, ()))}
        kpis = {Subject("kpi", result.kpi) for result in objective.key_results if result.kpi}
        watched = {Subject("kpi", kpi) for kpi in objective.watch}
        if paths & broken or (kpis | watched) & doubtful:
            yield Subject("objective", id_)
