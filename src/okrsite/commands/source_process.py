"""The process that asks one source: told its task on standard input, it answers on a pipe.

It is a program of its own, `python -P -m okrsite.commands.source_process RESULTS LIFELINE`, so that
nothing of the fetch around it is shared, and it can be ended at any time.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import traceback
from array import array
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from okrsite import __version__
from okrsite.builtin import SHIPPED
from okrsite.effects.fetch.frames import Broken, Done, Failed, Loaded, Task, framed
from okrsite.effects.fetch.offspring import MARK, end_marked
from okrsite.hooks.find import find
from okrsite.hooks.host import collect
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import (
    Failure,
    Observation,
    Request,
    SourceContext,
    SourceError,
    SourceType,
)
from okrsite.model.settings import PluginSettings
from okrsite.pipeline.blame import told
from okrsite.pipeline.sourcing.answers import Values
from okrsite.pipeline.sourcing.filling import UnfitVariable, filled
from okrsite.pipeline.sourcing.own import own_settings
from okrsite.pipeline.sourcing.secrets import MissingVariables

COMMAND = (sys.executable, "-P", "-m", "okrsite.commands.source_process")
_DATA = "content/data"
# So many values go through the pipe at once.
_BATCH = 20_000


def main(results: int, lifeline: int) -> None:
    """Do the one task, and end this process without waiting for what a plugin left running."""
    os.set_inheritable(results, False)
    os.set_inheritable(lifeline, False)
    threading.Thread(target=_die_with, args=(lifeline,), daemon=True).start()
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with open(results, "wb") as pipe:
        for said in _said(task):
            pipe.write(framed(said))
            pipe.flush()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _die_with(lifeline: int) -> None:
    """End this process and all it started when the one that asks is gone."""
    os.read(lifeline, 1)
    end_marked(os.environ[MARK])
    os.killpg(0, signal.SIGKILL)


def _said(task: Task) -> Iterator[msgspec.Struct]:
    kind = _source_type(task)
    if isinstance(kind, str):
        yield Broken(kind)
        return
    try:
        settings = filled(own_settings(task.source, kind), os.environ)
        given = msgspec.convert(settings, kind.settings)
    except (MissingVariables, UnfitVariable, msgspec.ValidationError) as problem:
        yield Broken(str(problem))
        return
    requests = tuple(
        Request(each.kpi, _query(each.kpi.source, kind), each.since, each.until)
        for each in task.wanted
    )
    context = SourceContext(
        str(Path(task.root, _DATA)), task.source.timeout, task.timezone, task.memory
    )
    yield Loaded()
    try:
        yield from _batches(kind.fetch(requests, given, context))
    except SourceError as problem:
        yield Broken(str(problem), is_passing=problem.is_passing)
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - a plugin may raise anything
        if os.environ.get("OKRSITE_DEBUG"):
            traceback.print_exception(problem)
        yield Broken(f"the plugin {task.owner} failed: {told(problem)}")
    else:
        yield Done()


def _source_type(task: Task) -> SourceType | str:
    """The type of the source, from the one plugin that gives it; or why there is none."""
    plugins, problems = _plugins(task)
    extensions, others = collect(plugins)
    if task.source.plugin in extensions.sources:
        return extensions.sources[task.source.plugin]
    wrong = [str(each) for each in (*problems, *others)]
    return wrong[0] if wrong else f"plugin {task.owner} gives no source '{task.source.plugin}'"


def _plugins(task: Task) -> tuple[tuple[Plugin, ...], tuple[Diagnostic, ...]]:
    if task.plugin:
        return find({task.owner: task.plugin}, Path(task.root, "plugins"))
    module = importlib.import_module(SHIPPED[task.owner])
    return (Plugin(task.owner, module, __version__, PluginSettings(span=task.source.span)),), ()


def _query(source: Any, kind: SourceType) -> Any:
    return msgspec.json.decode(source.settings if source else b"{}", type=kind.query)


def _batches(answers: Iterable[object]) -> Iterator[Values | Failed]:
    """What a source gives, packed by KPI, so many values at a time."""
    waiting: dict[str, tuple[array[int], array[float]]] = {}
    count = 0
    for each in answers:
        match each:
            case Observation(str(kpi), date() as day, int() | float() | Decimal() as value) if (
                not isinstance(value, bool)
            ):
                days, values = waiting.setdefault(kpi, (array("i"), array("d")))
                days.append((day.date() if isinstance(day, datetime) else day).toordinal())
                values.append(float(value))
                count += 1
            case Observation():
                yield Failed(str(each.kpi), f"it gave {each.value!r} for {each.day!r}")
            case Failure():
                yield Failed(str(each.kpi), str(each.reason), bool(each.is_passing))
            case _:
                raise TypeError(f"it gave a {type(each).__name__}, not an Observation or a Failure")
        if count >= _BATCH:
            yield from _packed(waiting)
            waiting, count = {}, 0
    yield from _packed(waiting)


def _packed(waiting: dict[str, tuple[array[int], array[float]]]) -> Iterator[Values]:
    for kpi, (days, values) in waiting.items():
        yield Values(kpi, days.tobytes(), values.tobytes())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
