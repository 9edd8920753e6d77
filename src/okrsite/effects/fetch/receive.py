"""Receive: all that a source's process answers, until it has finished or its time is over."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from okrsite.effects.fetch.attempt import Attempt, complete_answers
from okrsite.effects.fetch.process import Process
from okrsite.effects.fetch.protocol import (
    Finished,
    KpiBegun,
    KpiFailed,
    KpiFinished,
    Message,
    MessageReader,
    ProtocolError,
    Ready,
    SourceFailed,
    Started,
)
from okrsite.pipeline.sourcing import Values

LOADING_LIMIT = 60.0
MOST_BYTES = 512 * 2**20
# A KPI's file is at most 1 MB, and its values are smaller in a message.
BYTES_PER_KPI = 2**20
KEPT_OUTPUT = 4096
_CHUNK = 1 << 16
_EXIT_PATIENCE = 2.0


def receive(process: Process, seconds: float, kpis: Sequence[str]) -> Attempt:
    """Take in all that a process answers about KPIs, and end it.

    It has `seconds` from the moment its plugin is loaded. The answers of a process that does not
    finish do not count, since days may be missing from the middle of them; but those that it said
    were complete before its time was over do.
    """
    attempt = Attempt()
    has_finished = False
    most = min(MOST_BYTES, BYTES_PER_KPI * (len(kpis) + 1))
    try:
        has_finished = _read_messages(process, attempt, seconds, most)
    except ProtocolError:
        attempt.error = "its process said something that is no answer"
    finally:
        ended = process.end()
    if not has_finished and not attempt.error:
        attempt.error = ended or "its process stopped answering"
    return complete_answers(attempt, seconds, kpis) if attempt.has_timed_out else attempt


def _read_messages(process: Process, attempt: Attempt, seconds: float, most: int) -> bool:
    """Add what is answered to the attempt; True where the process said its last message."""
    reader, limit = MessageReader(), LOADING_LIMIT
    until, received = time.monotonic() + limit, 0
    with _selector(process) as selector:
        while (left := until - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                chunk = os.read(key.fd, _CHUNK)
                if key.fd == process.output:
                    attempt.output = (attempt.output + chunk)[-KEPT_OUTPUT:]
                    if not chunk:
                        selector.unregister(key.fd)
                    continue
                received += len(chunk)
                if not chunk:
                    _read_rest_of_output(process, attempt)
                    return False
                if received > most:
                    attempt.error = "it sent more than it was asked for, without an end"
                    return False
                for message in reader.read(chunk):
                    if isinstance(message, Ready):
                        limit, until = seconds, time.monotonic() + seconds
                    elif _add(message, attempt, time.monotonic() - (until - limit)):
                        return True
    attempt.error = f"it had no answer after {limit:g} s"
    attempt.is_transient = attempt.has_timed_out = True
    return False


def _add(message: Message, attempt: Attempt, second: float) -> bool:
    """Add a message of a second of the source's time; True where it is the last one."""
    match message:
        case Values():
            attempt.values.append(message)
        case KpiFailed(kpi, reason, is_transient):
            attempt.failures[kpi] = reason
            if is_transient:
                attempt.transient.add(kpi)
        case Started(is_isolated):
            attempt.is_isolated = is_isolated
        case KpiBegun(kpi):
            attempt.begun[kpi] = second
        case KpiFinished(kpi):
            attempt.finished.add(kpi)
        case SourceFailed(reason, is_transient):
            attempt.error, attempt.is_transient = reason, is_transient
            return True
        case Finished():
            return True
        case _:
            pass
    return False


def _read_rest_of_output(process: Process, attempt: Attempt) -> None:
    """What a process printed that closed its pipe too early, after it had a moment to end."""
    until = time.monotonic() + _EXIT_PATIENCE
    while time.monotonic() < until and process.is_alive():
        time.sleep(0.01)
    os.set_blocking(process.output, False)
    try:
        while chunk := os.read(process.output, _CHUNK):
            attempt.output = (attempt.output + chunk)[-KEPT_OUTPUT:]
    except BlockingIOError:
        pass


@contextmanager
def _selector(process: Process) -> Iterator[selectors.BaseSelector]:
    with selectors.DefaultSelector() as selector:
        selector.register(process.results, selectors.EVENT_READ)
        selector.register(process.output, selectors.EVENT_READ)
        yield selector
