"""Worker: the process that asks one source. It reads its task and answers on a pipe.

It is a program of its own, `python -P -m okrsite.effects.fetch.worker RESULTS LIFELINE SCRATCH`,
so that nothing of the fetch around it is shared, and it can be ended at any time, by its
supervisor.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite import __version__
from okrsite.effects.fetch.batching import Batcher
from okrsite.effects.fetch.process_tree import kill_descendants
from okrsite.effects.fetch.protocol import (
    Finished,
    KpiBegun,
    KpiFinished,
    Message,
    Ready,
    SourceFailed,
    Started,
    Task,
    encode,
)
from okrsite.effects.fetch.supervisor import supervised
from okrsite.hooks.host import collect
from okrsite.hooks.loading import load_plugins
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import SourceContext, SourceError, SourceType
from okrsite.model.settings import PluginSettings
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.sourcing.interpolation import UnfitVariableError, interpolate
from okrsite.pipeline.sourcing.secrets import MissingVariablesError
from okrsite.pipeline.sourcing.settings_checks import plugin_settings

_DATA = "content/data"

Send = Callable[[Message], None]


def main(results: int, lifeline: int, scratch: str) -> None:
    """Do the one task, and end this process without waiting for what a plugin left running."""
    os.set_inheritable(results, False)
    os.set_inheritable(lifeline, False)
    with open(results, "wb") as pipe:

        def send(message: Message) -> None:
            pipe.write(encode(message))
            pipe.flush()

        try:
            send(Started(supervised(results, lifeline, scratch)))
        except OSError as refusal:
            send(SourceFailed(f"its process cannot be started: {refusal.strerror}"))
            os._exit(0)
        task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
        # What a plugin reads from standard input is none of the task.
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        send(_do(task, scratch, send))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _do(task: Task, scratch: str, send: Send) -> Finished | SourceFailed:
    """Send all that the source answers; gives the last message."""
    kind = _source_type(task)
    if isinstance(kind, str):
        return SourceFailed(kind)
    try:
        written = interpolate(plugin_settings(task.source, kind), os.environ)
        settings = msgspec.convert(written, kind.settings)
    except (MissingVariablesError, UnfitVariableError, msgspec.ValidationError) as problem:
        return SourceFailed(str(problem))
    try:
        call_plugin(task.owner, _send_answers, task, kind, settings, scratch, send)
    except PluginError as failure:
        return _failed(failure)
    return Finished()


def _send_answers(
    task: Task, kind: SourceType[Any, Any], settings: Any, scratch: str, send: Send
) -> None:
    requests = tuple(
        replace(request, query=msgspec.json.decode(request.query, type=kind.query))
        for request in task.requests
    )
    batcher = Batcher()

    def begin(kpi: str) -> None:
        # Sent at once: the source may never come back from asking for this KPI.
        for values in batcher.flush():
            send(values)
        send(KpiBegun(str(kpi)))

    def finish(kpi: str) -> None:
        for values in batcher.flush():
            send(values)
        send(KpiFinished(str(kpi)))

    data = str(Path(task.root, _DATA))
    context = SourceContext(
        data=data,
        seconds=task.source.timeout,
        timezone=task.timezone,
        cache_dir=task.cache_dir,
        cache_key=task.cache_key,
        scratch_dir=scratch,
        begin=begin,
        kill_children=kill_descendants,
        finish=finish,
        memory=task.source.memory,
        lookback=task.source.lookback,
        is_backfill=task.is_backfill,
    )
    send(Ready())
    for message in batcher.messages(as_iterable(kind.fetch(requests, settings, context))):
        send(message)


def _failed(failure: PluginError) -> SourceFailed:
    if isinstance(failure.cause, SourceError):
        return SourceFailed(str(failure.cause), is_transient=failure.cause.is_transient)
    if os.environ.get("OKRSITE_DEBUG"):
        traceback.print_exception(failure.cause)
    return SourceFailed(f"the plugin {failure.owner} failed: {failure.reason}")


def _source_type(task: Task) -> SourceType[Any, Any] | str:
    """The type of the source, from the one plugin that gives it; or why there is none."""
    plugins, problems = _plugins(task)
    extensions, others = collect(plugins)
    if task.source.plugin in extensions.sources:
        return extensions.sources[task.source.plugin]
    wrong = [str(finding) for finding in (*problems, *others)]
    return wrong[0] if wrong else f"plugin {task.owner} gives no source '{task.source.plugin}'"


def _plugins(task: Task) -> tuple[tuple[Plugin, ...], tuple[Diagnostic, ...]]:
    if task.plugin:
        return load_plugins({task.owner: task.plugin}, Path(task.root, "plugins"))
    module = importlib.import_module(task.module)
    return (Plugin(task.owner, module, __version__, PluginSettings(span=task.source.span)),), ()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
