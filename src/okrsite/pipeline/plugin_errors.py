"""Calls of plugins, and what is said of one that fails: where, and at which goal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath
from types import TracebackType
from typing import ParamSpec, TypeVar

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
_OURS = "okrsite"
# Some exceptions hold whole goals; with OKRSITE_DEBUG they are shown in full.
_LONGEST = 300
_LIBRARIES = {"jinja2", "markdown_it", "msgspec", "pluggy", *sys.stdlib_module_names}
# The process that asks a source is a program of its own, and so it has another name.
_NOT_PLUGINS = {_OURS, "__main__", *_LIBRARIES}
# Gets each whole exception while OKRSITE_DEBUG is set; a finding shows only a line.
_REPORTER: ContextVar[Callable[[BaseException], None] | None] = ContextVar("reporter", default=None)


P = ParamSpec("P")
T = TypeVar("T")


class PluginError(Exception):
    """A function of the plugin `owner` raised `cause`; `reason` describes it in a line."""

    def __init__(self, owner: str, reason: str, cause: BaseException) -> None:
        super().__init__(f"plugin {owner} failed: {reason}")
        self.owner = owner
        self.reason = reason
        self.cause = cause


def call_plugin(owner: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a plugin's function returns. Raises PluginError for whatever it raises.

    A generator has done nothing when it is returned, so `function` has to collect what one yields.
    """
    try:
        return function(*args, **kwargs)
    # A plugin may raise anything, and one that calls sys.exit() must not end the program.
    except (Exception, SystemExit) as problem:
        raise PluginError(owner, describe(problem), problem) from problem


def goal_worked_on(problem: BaseException) -> str:
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


def describe(problem: BaseException) -> str:
    """An exception in a line: its kind, its words, and what it happened at."""
    if (report := _REPORTER.get()) is not None:
        report(problem)
    words = " ".join(str(problem).split())
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    where = _template(problem) or _line(problem)
    return f"{type(problem).__name__}: {words}{where}{goal_worked_on(problem)}"


@contextmanager
def reporting_to(report: Callable[[BaseException], None]) -> Iterator[None]:
    """Within it, each exception that `describe` puts in a line goes to `report` as a whole."""
    token = _REPORTER.set(report)
    try:
        yield
    finally:
        _REPORTER.reset(token)


def _line(problem: BaseException) -> str:
    """` (plugins/desk.py:12)`, the innermost line of the plugin; nothing where none had a part.

    The first code that is neither ours nor a library's of ours is the plugin's, and what it calls
    of others is not.
    """
    frames = [(_package(trace), trace) for trace in _traces(problem.__traceback__)]
    whose = next((package for package, _ in frames if package not in _NOT_PLUGINS), None)
    if whose is None or whose == f"{_OURS}.builtin":
        return ""
    last = [frame for package, frame in frames if package == whose][-1]
    path = PurePath(last.tb_frame.f_code.co_filename)
    return f" ({'/'.join(path.parts[-2:])}:{last.tb_lineno})"


def _package(trace: TracebackType) -> str:
    """Whose code a frame is: its package, and of ours what ships as a plugin apart."""
    names = trace.tb_frame.f_globals.get("__name__", _OURS).split(".")
    return ".".join(names[:2] if names[0] == _OURS and names[1:2] == ["builtin"] else names[:1])


def _template(problem: BaseException) -> str:
    """` (in home.html, line 3)`, or nothing where no template had a part in it."""
    # Jinja puts itself into the globals of the frames that it makes up for templates.
    at = [
        (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        for trace in _traces(problem.__traceback__)
        if "__jinja_exception__" in trace.tb_frame.f_globals
    ]
    return f" (in {at[-1][0]}, line {at[-1][1]})" if at else ""


def _frames(trace: TracebackType | None) -> Iterator[dict[str, object]]:
    return (step.tb_frame.f_locals for step in _traces(trace))


def _traces(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next
