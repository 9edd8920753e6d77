"""Result: the reply of a source, with nothing secret in it and nothing that harms a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.attempt import Attempt
from okrsite.effects.fetch.environment import secrets_of
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.receive import KEPT_OUTPUT
from okrsite.pipeline.sourcing import Values
from okrsite.pipeline.sourcing.secrets import scrubber

_LONGEST_REASON = 300


class SourceReply(Struct, frozen=True):
    """What a source answered in the end; `error` where it had no answer at all.

    `attempts` is how often it was asked. `output` is what it printed before it failed, by lines.
    `is_isolated` says that its process could not look into others, `has_timed_out` that its time
    was over in the last attempt.
    """

    source: str
    values: tuple[Values, ...] = ()
    failures: dict[str, str] = {}
    error: str = ""
    attempts: int = 1
    output: tuple[str, ...] = ()
    is_isolated: bool = True
    has_timed_out: bool = False


def reply_of(task: Task, answers: Attempt, attempts: int) -> SourceReply:
    """The reply to a task, from its answers after so many attempts; every text is made harmless."""
    scrub = scrubber(secrets_of(task.source))
    if answers.error:
        return SourceReply(
            source=task.name,
            error=_harmless(scrub(answers.error)),
            attempts=attempts,
            output=tuple(_lines(answers.output, scrub)),
            is_isolated=answers.is_isolated,
            has_timed_out=answers.has_timed_out,
        )
    asked = {str(request.kpi.id) for request in task.requests}

    def name(kpi: str) -> str:
        # A KPI that was asked for may be called as a variable says, such as `eu`, which is no
        # secret then. Any other name is what the source likes, so that it may hold one.
        return kpi if kpi in asked else _harmless(scrub(kpi))

    return SourceReply(
        source=task.name,
        values=tuple(replace(values, kpi=name(values.kpi)) for values in answers.values),
        failures={name(kpi): _harmless(scrub(reason)) for kpi, reason in answers.failures.items()},
        attempts=attempts,
        is_isolated=answers.is_isolated,
        has_timed_out=answers.has_timed_out,
    )


def _harmless(text: str) -> str:
    """One line of a bearable length without what a terminal would obey."""
    line = " ".join(text.split())
    shown = "".join(char if char.isprintable() else "\ufffd" for char in line)
    return shown if len(shown) <= _LONGEST_REASON else f"{shown[: _LONGEST_REASON - 1]}…"


def _lines(output: bytes, scrub: Callable[[str], str]) -> Iterator[str]:
    """What was printed; where its beginning was cut off, without the first line.

    That line may begin in the middle of a secret, which no scrubbing would find.
    """
    text = output.decode(errors="replace")
    whole = text if len(output) < KEPT_OUTPUT else text.partition("\n")[2]
    for line in scrub(whole).splitlines():
        if line.strip():
            yield _harmless(line)
