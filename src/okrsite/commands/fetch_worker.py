"""The process that asks one source: told its task on standard input, it answers on a pipe.

It is a program of its own, `python -P -m okrsite.commands.fetch_worker RESULTS LIFELINE`, so that
nothing of the fetch around it is shared, and it can be ended at any time.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from okrsite import __version__
from okrsite.builtin import SHIPPED
from okrsite.effects.fetch.batching import Packing
from okrsite.effects.fetch.process_tree import MARK, end_marked
from okrsite.effects.fetch.protocol import Asking, Broken, Done, Loaded, Task, framed
from okrsite.hooks.host import collect
from okrsite.hooks.loading import find
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Request, SourceContext, SourceError, SourceType
from okrsite.model.settings import PluginSettings
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.sourcing.interpolation import UnfitVariable, filled
from okrsite.pipeline.sourcing.own import own_settings
from okrsite.pipeline.sourcing.secrets import MissingVariables

COMMAND = (sys.executable, "-P", "-m", "okrsite.commands.fetch_worker")
_DATA = "content/data"


def main(results: int, lifeline: int) -> None:
    """Do the one task, and end this process without waiting for what a plugin left running."""
    os.set_inheritable(results, False)
    os.set_inheritable(lifeline, False)
    threading.Thread(target=_die_with, args=(lifeline,), daemon=True).start()
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with open(results, "wb") as pipe:

        def say(said: msgspec.Struct) -> None:
            pipe.write(framed(said))
            pipe.flush()

        for said in _said(task, say):
            say(said)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _die_with(lifeline: int) -> None:
    """End this process and all it started when the one that asks is gone."""
    os.read(lifeline, 1)
    end_marked(os.environ[MARK])
    os.killpg(0, signal.SIGKILL)


def _said(task: Task, say: Callable[[msgspec.Struct], None]) -> Iterator[msgspec.Struct]:
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
    packing = Packing()

    def begin(kpi: str) -> None:
        """At once: whoever is asked now may never answer."""
        for each in packing.waiting():
            say(each)
        say(Asking(str(kpi)))

    data = str(Path(task.root, _DATA))
    context = SourceContext(data, task.source.timeout, task.timezone, task.cache_dir, begin)
    yield Loaded()
    try:
        call_plugin(task.owner, _send, packing, kind, (requests, given, context), say)
    except PluginError as failure:
        yield _broken(failure)
    else:
        yield Done()


def _send(
    packing: Packing,
    kind: SourceType,
    question: tuple[tuple[Request, ...], Any, SourceContext],
    say: Callable[[msgspec.Struct], None],
) -> None:
    for message in packing.messages(as_iterable(kind.fetch(*question))):
        say(message)


def _broken(failure: PluginError) -> Broken:
    if isinstance(failure.cause, SourceError):
        return Broken(str(failure.cause), is_transient=failure.cause.is_transient)
    if os.environ.get("OKRSITE_DEBUG"):
        traceback.print_exception(failure.cause)
    return Broken(f"the plugin {failure.owner} failed: {failure.reason}")


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


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
