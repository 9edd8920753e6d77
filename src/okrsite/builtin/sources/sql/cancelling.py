"""Cancelling: statements ended at their time by whoever sent them, where no server has a limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.sql.reasons import too_long

# By the dialect's name: those whose cursors may be cancelled while another thread waits for them.
_CANCELLED = ("databricks", "trino")


@contextmanager
def cancelled_late(connection: Connection, seconds: float) -> Iterator[None]:
    """Around a statement and the reading of its rows; raises AnswerError after its time."""
    if connection.dialect.name not in _CANCELLED:
        yield
        return
    cursors: list[Any] = []
    is_late = Event()

    def remember(_connection: Any, cursor: Any, *_: Any) -> None:
        cursors.append(cursor)

    def cancel() -> None:
        is_late.set()
        for cursor in cursors:
            # It may be over at this very moment.
            with suppress(Exception):
                cursor.cancel()

    event.listen(connection, "before_cursor_execute", remember)
    timer = Timer(seconds, cancel)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception:
        if not is_late.is_set():
            raise
    finally:
        timer.cancel()
        event.remove(connection, "before_cursor_execute", remember)
    if is_late.is_set():
        raise AnswerError(too_long(seconds))
