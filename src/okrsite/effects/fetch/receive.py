"""Listen: everything that a source's process says, until it has done or its time is over."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.process import Process
from okrsite.effects.fetch.protocol import (
    Asking,
    BadFrame,
    Broken,
    Done,
    Failed,
    Loaded,
    Reader,
    Said,
)
from okrsite.pipeline.sourcing.validate import Values

LOADING_LIMIT = 60.0
MOST_BYTES = 512 * 2**20
# A KPI's file is at most 1 MB, and its values are smaller in a frame.
BYTES_EACH = 2**20
KEPT_OUTPUT = 4096
_PIECE = 1 << 16
_DEATH_PATIENCE = 2.0


class Attempt(Struct):
    """What one process said: values and failures by KPI, or the trouble that stopped it.

    `passing` are the KPIs whose failures may pass, `asked` those whose turn it was, in order, if
    the source tells; `output` is the end of what it printed.
    """

    values: list[Values] = []
    failures: dict[str, str] = {}
    passing: set[str] = set()
    asked: list[str] = []
    trouble: str = ""
    is_transient: bool = False
    is_late: bool = False
    output: bytes = b""


def listen(process: Process, seconds: float, kpis: Sequence[str]) -> Attempt:
    """Hear a process out about KPIs, and end it.

    It has `seconds` from the moment its plugin is loaded. Whoever does not come to an end is not
    believed: a part of an answer may lack days in the middle. But what was told to be whole before
    the time was over is.
    """
    attempt = Attempt()
    is_done = False
    try:
        is_done = _heard(process, attempt, seconds, min(MOST_BYTES, BYTES_EACH * (len(kpis) + 1)))
    except BadFrame:
        attempt.trouble = "its process said something that is no answer"
    finally:
        death = process.end()
    if not is_done and not attempt.trouble:
        attempt.trouble = death or "its process stopped answering"
    return whole_of(attempt, seconds, kpis) if attempt.is_late else attempt


def whole_of(attempt: Attempt, seconds: float, kpis: Sequence[str]) -> Attempt:
    """What is whole of an attempt whose time was over; the others fail, and may be asked again.

    Where the source did not tell whose turn it was, nothing is.
    """
    if not attempt.asked:
        return attempt
    *before, last = attempt.asked
    whole = {*before, *attempt.failures}
    late = f"it had no answer when the {seconds:g} s of its source were over (its timeout)"
    unasked = f"it was not asked: the {seconds:g} s of its source were over while {last} was asked"
    failing = {kpi: late if kpi in attempt.asked else unasked for kpi in kpis if kpi not in whole}
    return replace(
        attempt,
        values=[each for each in attempt.values if each.kpi in whole],
        failures={**attempt.failures, **failing},
        passing={*attempt.passing, *failing},
        trouble="",
        is_transient=False,
    )


def _heard(process: Process, attempt: Attempt, seconds: float, room: int) -> bool:
    """Take in what is said; whether it was said to its end."""
    reader, until, limit = Reader(), time.monotonic() + LOADING_LIMIT, LOADING_LIMIT
    with _selector(process) as selector:
        while (left := until - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                piece = os.read(key.fd, _PIECE)
                if key.fd == process.output:
                    attempt.output = (attempt.output + piece)[-KEPT_OUTPUT:]
                    if not piece:
                        selector.unregister(key.fd)
                    continue
                room -= len(piece)
                if not piece:
                    return _last_word(process, attempt)
                if room < 0:
                    attempt.trouble = "it sent more than it was asked for, without an end"
                    return False
                for said in reader.read(piece):
                    if isinstance(said, Loaded):
                        limit, until = seconds, time.monotonic() + seconds
                    elif _take(said, attempt):
                        return True
    attempt.trouble = f"it had no answer after {limit:g} s"
    attempt.is_transient = attempt.is_late = True
    return False


def _take(said: Said, attempt: Attempt) -> bool:
    """Note what was said; whether it was the last word."""
    match said:
        case Values():
            attempt.values.append(said)
        case Failed(kpi, reason, is_transient):
            attempt.failures[kpi] = reason
            if is_transient:
                attempt.passing.add(kpi)
        case Asking(kpi):
            attempt.asked.append(kpi)
        case Broken(reason, is_transient):
            attempt.trouble, attempt.is_transient = reason, is_transient
            return True
        case Done():
            return True
        case _:
            pass
    return False


def _last_word(process: Process, attempt: Attempt) -> bool:
    """The pipe has ended before its time: see how the process does, and what it printed."""
    until = time.monotonic() + _DEATH_PATIENCE
    while time.monotonic() < until and process.is_alive():
        time.sleep(0.01)
    os.set_blocking(process.output, False)
    try:
        while piece := os.read(process.output, _PIECE):
            attempt.output = (attempt.output + piece)[-KEPT_OUTPUT:]
    except BlockingIOError:
        pass
    return False


@contextmanager
def _selector(process: Process) -> Iterator[selectors.BaseSelector]:
    with selectors.DefaultSelector() as selector:
        selector.register(process.results, selectors.EVENT_READ)
        selector.register(process.output, selectors.EVENT_READ)
        yield selector
