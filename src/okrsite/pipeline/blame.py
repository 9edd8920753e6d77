"""Blame: what a plugin was working on when it failed, told from the frames of its exception."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from okrsite.model.goals import CheckIn, KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team

Worked = Objective | KeyResult | Kpi | Team | Person | Cycle | FreePage | CheckIn
NAMES: dict[type[Worked], str] = {
    Objective: "objective",
    KeyResult: "key result",
    Kpi: "KPI",
    Team: "team",
    Person: "person",
    Cycle: "cycle",
    FreePage: "page",
    CheckIn: "check-in of",
}


def worked_on(problem: BaseException) -> str:
    """` (at the objective 'grow', content/objectives/grow.md)`, or nothing where nobody can tell.

    A check gets all goals at once, so only its own variables know which one it was looking at: the
    innermost function that holds one tells, and of several there the last.
    """
    for frame in reversed(list(_frames(problem.__traceback__))):
        for held in reversed(list(frame.values())):
            if isinstance(held, Worked):
                name = held.objective if isinstance(held, CheckIn) else held.id
                return f" (at the {NAMES[type(held)]} '{name}', {held.span.path})"
    return ""


def told(problem: BaseException) -> str:
    """An exception in a line: its kind, its words, and what it happened at."""
    words = " ".join(str(problem).split())
    return f"{type(problem).__name__}: {words}{worked_on(problem)}"


def _frames(trace: TracebackType | None) -> Iterator[dict[str, object]]:
    while trace is not None:
        yield trace.tb_frame.f_locals
        trace = trace.tb_next
