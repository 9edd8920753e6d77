"""Summary: what a fetch did, source by source, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized

from msgspec import Struct

from okrsite.commands.result import Exit
from okrsite.effects.fetch import Fetched, FetchOptions, KpiOutcome, SourceResult
from okrsite.pipeline.sourcing import DayRange
from okrsite.pipeline.sourcing.merge import numeral

NOT_ASKED = "nobody was asked, for what it asks has mistakes"
NOT_ISOLATED = (
    "The sources were not isolated: this system allows neither namespaces nor Landlock, so that "
    "each may read the variables and the memory of other processes of this user."
)
_MOST_SHOWN = 3
_DIFFERING = "\nThe differing values were left as they are; --revise takes those of the source."
_GONE = "\nThe rows that are gone were left; remove them by hand where the source is right."


class FetchCounts(Struct):
    """How many observations are new, changed, unchanged and so on, and how many KPIs failed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    differing: int = 0
    gone: int = 0
    failed: int = 0

    def __str__(self) -> str:
        parts = [f"{self.new} new", f"{self.changed} changed", f"{self.unchanged} unchanged"]
        parts += [f"{self.differing} differing"] if self.differing else []
        parts += [f"{self.gone} gone"] if self.gone else []
        plural = "s" * (self.failed != 1)
        return ", ".join([*parts, *([f"{self.failed} KPI{plural} failed"] if self.failed else [])])


def summary(fetched: Fetched, options: FetchOptions) -> str:
    """The lines of every source and the totals; of what did not change only the number."""
    lines = [line for result in fetched.results for line in _source_lines(result)]
    lines += [f"{kpi}: failed: {NOT_ASKED}" for kpi in fetched.unasked]
    total = _counts(outcome for result in fetched.results for outcome in result.outcomes)
    total.failed += len(fetched.unasked)
    hint = _DIFFERING if total.differing and not options.revise else ""
    hint += _GONE if total.gone else ""
    beginning = "A dry run, nothing was written: " if options.dry_run else "Fetched: "
    return "\n".join([*lines, f"{beginning}{total}.{hint}"]) + "\n"


def exit_code(fetched: Fetched, *, is_strict: bool = False) -> Exit:
    """How the fetch ended: a failure counts unless its KPI says that it only warns.

    That a variable is missing always counts: it is no failure of the source, and no page tells it.
    Where it is strict, so does a published value that a source says otherwise.
    """
    if any(_counts_as_failed(result) for result in fetched.results):
        return Exit.SOURCE_FAILED
    differs = is_strict and any(
        outcome.update.restated for result in fetched.results for outcome in result.outcomes
    )
    return Exit.FINDINGS if fetched.broken or differs else Exit.GOOD


def _counts_as_failed(result: SourceResult) -> bool:
    if result.error and not result.attempts:
        return True
    failed = [outcome.kpi.source for outcome in result.outcomes if outcome.update.failure]
    if any(source and source.on_failure == "error" for source in failed):
        return True
    asking = [outcome.kpi.source for outcome in result.outcomes]
    only_warns = all(source and source.on_failure == "warn" for source in asking)
    return bool(result.unexpected) and not only_warns


def _counts(outcomes: Iterable[KpiOutcome]) -> FetchCounts:
    counts = FetchCounts()
    for outcome in outcomes:
        merged = outcome.update.merged
        counts.new += merged.new.count
        counts.changed += len(merged.changed)
        counts.unchanged += merged.unchanged
        counts.differing += len(merged.differing)
        counts.gone += len(merged.gone)
        counts.failed += bool(outcome.update.failure)
    return counts


def _source_lines(result: SourceResult) -> Iterator[str]:
    if result.error:
        again = f" (asked {result.attempts} times)" if result.attempts > 1 else ""
        yield f"{result.source}: failed: {result.error}{again}"
        yield f"  keeps what it had: {', '.join(outcome.kpi.id for outcome in result.outcomes)}"
        # Where the reason could not be written either, the KPI failed for that.
        for outcome in result.outcomes:
            if outcome.update.failure != result.error:
                yield f"  {outcome.kpi.id}: failed: {outcome.update.failure}"
        return
    yield f"{result.source}: {_counts(result.outcomes)}"
    for outcome in result.outcomes:
        yield from _kpi_lines(outcome)
    for name in result.unexpected:
        yield f"  {name}: failed: it gave values that nobody had asked for"


def _kpi_lines(outcome: KpiOutcome) -> Iterator[str]:
    name, merged = outcome.kpi.id, outcome.update.merged
    if outcome.update.failure:
        yield f"  {name}: failed: {outcome.update.failure}"
        return
    if not (merged.new or merged.changed or merged.differing or merged.gone or merged.unchanged):
        yield f"  {name}: no values"
    if merged.new:
        yield f"  {name}: {_days(merged.new)} new"
    for change in merged.changed[-_MOST_SHOWN:]:
        old, new = numeral(change.stored), numeral(change.fetched)
        yield f"  {name}: {change.day} changed from {old} to {new}"
    yield from _earlier(name, merged.changed, "changed")
    for difference in merged.differing[-_MOST_SHOWN:]:
        here, there = numeral(difference.stored), numeral(difference.fetched)
        yield f"  {name}: {difference.day} differs: {here} here, {there} there"
    yield from _earlier(name, merged.differing, "differ")
    for day, value in merged.gone[-_MOST_SHOWN:]:
        yield f"  {name}: {day} is gone: {numeral(value)} here, nothing there"
    yield from _earlier(name, merged.gone, "are gone")


def _days(days: DayRange) -> str:
    if days.count == 1:
        return str(days.first)
    return f"{days.count} days from {days.first} to {days.last}"


def _earlier(name: str, differences: Sized, verb: str) -> Iterator[str]:
    if len(differences) > _MOST_SHOWN:
        yield f"  {name}: {len(differences) - _MOST_SHOWN} earlier days {verb} too"
