"""Summary: what a fetch did, source by source, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch.run import Fetched, Outcome, Visit
from okrsite.commands.result import Exit
from okrsite.pipeline.sourcing.merge import Days, Difference, numeral

NOT_ASKED = "nobody was asked, for what it asks has mistakes"
_MOST_SHOWN = 3


class Count(Struct):
    """How many observations are new, changed, unchanged, differing; and how many KPIs failed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    differing: int = 0
    failed: int = 0

    def __str__(self) -> str:
        told = [f"{self.new} new", f"{self.changed} changed", f"{self.unchanged} unchanged"]
        told += [f"{self.differing} differing"] if self.differing else []
        plural = "s" * (self.failed != 1)
        return ", ".join([*told, *([f"{self.failed} KPI{plural} failed"] if self.failed else [])])


def summary(fetched: Fetched, wish: Wish) -> str:
    """The lines of every source and the totals; of what did not change only the number."""
    lines = [line for visit in fetched.visits for line in _visit(visit)]
    lines += [f"{kpi}: failed: {NOT_ASKED}" for kpi in fetched.unasked]
    total = _count([outcome for visit in fetched.visits for outcome in visit.outcomes])
    total.failed += len(fetched.unasked)
    left = total.differing and not wish.revise
    hint = "\nThe differing values were left as they are; --revise takes those of the source."
    beginning = "A dry run, nothing was written: " if wish.dry_run else "Fetched: "
    return "\n".join([*lines, f"{beginning}{total}.{hint if left else ''}"]) + "\n"


def ending(fetched: Fetched) -> Exit:
    """How the fetch ended: a failure counts unless its KPI says that it only warns.

    That a variable is missing always counts: it is no failure of the source, and no page tells it.
    """
    if any(_fails(visit) for visit in fetched.visits):
        return Exit.SOURCE_FAILED
    return Exit.FINDINGS if fetched.broken else Exit.GOOD


def _fails(visit: Visit) -> bool:
    if visit.trouble and not visit.attempts:
        return True
    failed = [each.kpi.source for each in visit.outcomes if each.settled.failure]
    if any(source and source.on_failure == "error" for source in failed):
        return True
    asking = [each.kpi.source for each in visit.outcomes]
    only_warns = all(source and source.on_failure == "warn" for source in asking)
    return bool(visit.strangers) and not only_warns


def _count(outcomes: list[Outcome]) -> Count:
    count = Count()
    for each in outcomes:
        merged = each.settled.merged
        count.new += merged.new.count
        count.changed += len(merged.changed)
        count.unchanged += merged.unchanged
        count.differing += len(merged.differing)
        count.failed += bool(each.settled.failure)
    return count


def _visit(visit: Visit) -> Iterator[str]:
    if visit.trouble:
        again = f" (asked {visit.attempts} times)" if visit.attempts > 1 else ""
        yield f"{visit.source}: failed: {visit.trouble}{again}"
        yield f"  keeps what it had: {', '.join(each.kpi.id for each in visit.outcomes)}"
        unwritten = [each for each in visit.outcomes if each.settled.failure != visit.trouble]
        yield from (f"  {each.kpi.id}: failed: {each.settled.failure}" for each in unwritten)
        return
    yield f"{visit.source}: {_count(list(visit.outcomes))}"
    for each in visit.outcomes:
        yield from _outcome(each)
    for stranger in visit.strangers:
        yield f"  {stranger}: failed: it gave values that nobody had asked for"


def _outcome(outcome: Outcome) -> Iterator[str]:
    name, merged = outcome.kpi.id, outcome.settled.merged
    if outcome.settled.failure:
        yield f"  {name}: failed: {outcome.settled.failure}"
        return
    if not (merged.new or merged.changed or merged.differing or merged.unchanged):
        yield f"  {name}: no values"
    if merged.new:
        yield f"  {name}: {_days(merged.new)} new"
    yield from _differences(name, merged.changed, "changed")
    yield from _differences(name, merged.differing, "differs")


def _days(days: Days) -> str:
    if days.count == 1:
        return str(days.first)
    return f"{days.count} days from {days.first} to {days.last}"


def _differences(name: str, differences: tuple[Difference, ...], verb: str) -> Iterator[str]:
    for each in differences[-_MOST_SHOWN:]:
        stands, given = numeral(each.stands), numeral(each.given)
        told = (
            f"from {stands} to {given}" if verb == "changed" else f": {stands} here, {given} there"
        )
        yield f"  {name}: {each.day} {verb}{'' if told[0] == ':' else ' '}{told}"
    if len(differences) > _MOST_SHOWN:
        yield f"  {name}: {len(differences) - _MOST_SHOWN} earlier days {verb.rstrip('s')} too"
