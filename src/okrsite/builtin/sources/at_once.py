"""At once: several questions of one source at a time, each connection with one of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from time import monotonic
from typing import Any, Protocol

from msgspec import Struct

from okrsite.answers.observations import OURS, AnswerError, Row, no_time_left, observations
from okrsite.api import Failure, Observation, Request, SourceContext, SourceError

Group = Sequence[Request[Any]]


class Answered(Struct, frozen=True):
    """What a question gave: the names of its columns, and its rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


class Session(Protocol):
    """A connection that asks one question after the other."""

    def ask(self, request: Request[Any]) -> Answered:
        """Raises AnswerError, transient where the connection is lost."""

    def close(self) -> None:
        """Nothing is asked any more."""


class _Opened(Struct, frozen=True):
    """A connection is open."""


class _Begun(Struct, frozen=True):
    """A question is sent."""

    group: Group


class _Answered(Struct, frozen=True):
    """A question is answered, after so many seconds."""

    group: Group
    answer: Answered | AnswerError
    seconds: float


class _Refused(Struct, frozen=True):
    """A connection could not be opened."""

    refusal: SourceError


class _Ended(Struct, frozen=True):
    """A worker asks nothing more."""


_Event = _Opened | _Begun | _Answered | _Refused | _Ended


def answers_at_once(
    groups: Sequence[Group],
    open_session: Callable[[], Session],
    rows_of: Callable[[Request[Any], Answered], Iterable[Row]],
    context: SourceContext,
    most: int,
) -> Iterator[Observation | Failure]:
    """The observations and failures of groups of requests; those of a group ask the same.

    Each group is asked once. Not more than `most` connections are open. A second one is only opened
    when the first one is: a wrong password is tried once. Raises SourceError where none can be
    opened; once one was, the requests that no other takes over fail alone.
    """
    asking = _Asking(groups, open_session, context.seconds * OURS)
    slowest, longest, refusal, has_answered = "", 0.0, None, False
    for event in asking.events(most):
        match event:
            case _Begun(group):
                for request in group:
                    context.begin(request.kpi.id)
            case _Answered(group, answer, seconds):
                has_answered = True
                longest, slowest = max((longest, slowest), (seconds, group[0].kpi.id))
                yield from _answered(group, answer, rows_of, context)
            case _Refused(refused):
                refusal = refused
            case _:
                pass
    if refusal and not has_answered:
        raise refusal
    reason = no_time_left(slowest, longest, context.seconds)
    if refusal and not asking.is_late:
        reason = AnswerError(str(refusal), is_transient=refusal.is_transient)
    for group in asking.waiting:
        yield from _answered(group, reason, rows_of, context)


def _answered(
    group: Group,
    answer: Answered | AnswerError,
    rows_of: Callable[[Request[Any], Answered], Iterable[Row]],
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    for request in group:
        try:
            if isinstance(answer, AnswerError):
                raise answer
            yield from observations(request, rows_of(request, answer), context.timezone)
        except AnswerError as error:
            yield Failure(request.kpi.id, str(error), error.is_transient)
        context.finish(request.kpi.id)


class _Asking:
    """The questions of a batch that wait, and the workers that ask them."""

    def __init__(
        self, groups: Sequence[Group], open_session: Callable[[], Session], seconds: float
    ) -> None:
        self.waiting = deque(groups)
        self._open = open_session
        self._until = monotonic() + seconds
        self._events: SimpleQueue[_Event] = SimpleQueue()
        self._stopped = Event()

    @property
    def is_late(self) -> bool:
        """Whether no further question is to be asked."""
        return monotonic() >= self._until

    def events(self, most: int) -> Iterator[_Event]:
        """What the workers tell, until all have ended."""
        with ThreadPoolExecutor(most, "session") as threads:
            workers = [threads.submit(self._work)]
            ended = 0
            try:
                while ended < len(workers):
                    event = self._events.get()
                    if isinstance(event, _Opened) and len(workers) == 1:
                        more = min(most - 1, len(self.waiting) - 1)
                        workers += [threads.submit(self._work) for _ in range(more)]
                    ended += isinstance(event, _Ended)
                    yield event
            finally:
                self._stopped.set()
        for worker in workers:
            worker.result()

    def _work(self) -> None:
        try:
            while self._may_go_on():
                self._ask_over(self._open())
        except SourceError as refusal:
            self._events.put(_Refused(refusal))
        finally:
            self._events.put(_Ended())

    def _ask_over(self, session: Session) -> None:
        """Ask over a connection until nothing waits or it is lost."""
        self._events.put(_Opened())
        is_lost = False
        try:
            while not is_lost and self._may_go_on():
                try:
                    group = self.waiting.popleft()
                except IndexError:
                    # Another worker took the last one.
                    return
                self._events.put(_Begun(group))
                begun = monotonic()
                answer = _answer(session, group[0])
                self._events.put(_Answered(group, answer, monotonic() - begun))
                is_lost = isinstance(answer, AnswerError) and answer.is_transient
        finally:
            session.close()

    def _may_go_on(self) -> bool:
        return bool(self.waiting) and not self.is_late and not self._stopped.is_set()


def _answer(session: Session, request: Request[Any]) -> Answered | AnswerError:
    try:
        return session.ask(request)
    except AnswerError as error:
        return error
