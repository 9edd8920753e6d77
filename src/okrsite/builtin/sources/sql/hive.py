"""Hive: statements of a Thrift server, which is Spark's for the most part, ended at their time.

Neither the server nor PyHive has a limit. So a statement is started and looked at until it is over,
over the same connection, and cancelled when its time is.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.sql.reasons import too_long

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.02, 0.5
# States of an operation in the protocol of Hive: initialized, running and pending.
_UNFINISHED = {0, 1, 7}
_FINISHED = 2


def limit_statements(engine: Engine, seconds: float) -> None:
    """Have every statement of an engine cancelled that takes longer; it raises AnswerError then."""

    def execute(cursor: Any, statement: str, parameters: Any, _: Any) -> bool:
        cursor.execute(statement, parameters or None, async_=True)
        _wait(cursor, seconds)
        return True

    def execute_alone(cursor: Any, statement: str, context: Any) -> bool:
        return execute(cursor, statement, None, context)

    listeners: dict[str, Callable[..., bool]] = {
        "do_execute": execute,
        "do_execute_no_params": execute_alone,
    }
    for name, listener in listeners.items():
        event.listen(engine, name, listener)


def _wait(cursor: Any, seconds: float) -> None:
    until, pause = monotonic() + seconds, _SHORTEST_PAUSE
    while (status := cursor.poll()).operationState in _UNFINISHED:
        if monotonic() >= until:
            cursor.cancel()
            raise AnswerError(too_long(seconds))
        sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
    if status.operationState != _FINISHED:
        raise AnswerError(_said(status.errorMessage or "it was ended by the server"))


def _said(message: str) -> str:
    """What the server says, without its classes before and its trace behind."""
    first = message.strip().partition("\n")[0]
    return first.removeprefix("org.apache.hive.service.cli.HiveSQLException: ")[:300]
