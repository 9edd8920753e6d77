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
    return f"{type(problem).__name__}: {words}{_template(problem)}{worked_on(problem)}"


def _template(problem: BaseException) -> str:
    """` (in home.html, line 3)`, or nothing where no template had a part in it."""
    # Jinja puts itself into the globals of the frames that it makes up for templates.
    at = [
        (each.tb_frame.f_code.co_filename, each.tb_lineno)
        for each in _traces(problem.__traceback__)
        if "__jinja_exception__" in each.tb_frame.f_globals
    ]
    return f" (in {at[-1][0]}, line {at[-1][1]})" if at else ""


def _frames(trace: TracebackType | None) -> Iterator[dict[str, object]]:
    return (each.tb_frame.f_locals for each in _traces(trace))


def _traces(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next
