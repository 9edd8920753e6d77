"""Reply: what a source said at last, with nothing secret in it and nothing that harms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.receive import KEPT_OUTPUT, Attempt
from okrsite.pipeline.sourcing.secrets import scrubber, variables_in
from okrsite.pipeline.sourcing.validate import Values

_LONGEST_REASON = 300


class Reply(Struct, frozen=True):
    """What a source said at last; `trouble` where it had no answer at all, after `attempts`.

    `output` is what it printed before it failed, line by line.
    """

    source: str
    values: tuple[Values, ...] = ()
    failures: dict[str, str] = {}
    trouble: str = ""
    attempts: int = 1
    output: tuple[str, ...] = ()


def reply_of(task: Task, attempt: Attempt, attempts: int) -> Reply:
    """What was heard of a task, after so many attempts, as it may be told."""
    scrub = scrubber(_secrets(task))
    if attempt.trouble:
        return Reply(
            source=task.name,
            trouble=_harmless(scrub(attempt.trouble)),
            attempts=attempts,
            output=tuple(_lines(attempt.output, scrub)),
        )
    return Reply(
        source=task.name,
        values=tuple(replace(each, kpi=_harmless(scrub(each.kpi))) for each in attempt.values),
        failures={
            _harmless(scrub(kpi)): _harmless(scrub(reason))
            for kpi, reason in attempt.failures.items()
        },
        attempts=attempts,
    )


def _secrets(task: Task) -> Iterable[str]:
    names = variables_in(msgspec.json.decode(task.source.settings))
    return [os.environ[name] for name in names if name in os.environ]


def _harmless(text: str) -> str:
    """One line of a bearable length without what a terminal would obey."""
    line = " ".join(text.split())
    shown = "".join(each if each.isprintable() else "\ufffd" for each in line)
    return shown if len(shown) <= _LONGEST_REASON else f"{shown[: _LONGEST_REASON - 1]}…"


def _lines(output: bytes, scrub: Callable[[str], str]) -> Iterator[str]:
    """What was printed, without the first line: it may begin in the middle of a secret."""
    text = output.decode(errors="replace")
    whole = text if len(output) < KEPT_OUTPUT else text.partition("\n")[2]
    for line in scrub(whole).splitlines():
        if line.strip():
            yield _harmless(line)
