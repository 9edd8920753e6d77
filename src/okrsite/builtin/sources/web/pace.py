"""Pace: how fast a server is asked, and how long it is waited for where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep, time

from okrsite.answers.observations import AnswerError

_TOO_MANY, _UNAVAILABLE, _FORBIDDEN = 429, 503, 403
_MOST_PAUSES = 8
MORE_TIME = "give the source a longer timeout, or begin later with first_day"
_NO_TIME = f"its requests_per_minute leave no time for all of it; {MORE_TIME}"
# Limits of some servers are so many requests a second, and they do not say when that is over.
_UNTOLD_PAUSES = (1.0, 2.0, 4.0)


class Pace:
    """At most so many requests a minute, none of them after the moment `until`; 0 is any number."""

    def __init__(self, per_minute: float, until: float) -> None:
        self._every = 60 / per_minute if per_minute else 0.0
        self._until = until
        self._next = monotonic()

    @property
    def is_late(self) -> bool:
        """Whether there is no time left for another request."""
        return monotonic() > self._until

    def wait(self) -> None:
        """Wait for the turn of the next request. Raises AnswerError where it comes too late."""
        # Another attempt would come no further than this one.
        self._sleep(self._next - monotonic(), _NO_TIME, is_transient=False)
        self._next = max(self._next, monotonic()) + self._every

    def pause(self, seconds: float, late: str) -> None:
        """Wait so long. Raises AnswerError, `late`, where the source has not as much time left."""
        self._sleep(seconds, late, is_transient=True)

    def _sleep(self, seconds: float, late: str, *, is_transient: bool) -> None:
        if seconds <= 0:
            return
        if monotonic() + seconds > self._until:
            raise AnswerError(late, is_transient=is_transient)
        sleep(seconds)


def wanted_pause(status: int, headers: Mapping[str, str], before: int) -> float | None:
    """The seconds after which a server may be asked again, having paused `before` times.

    None where the answer is not about being asked too often, or was so too many times.
    """
    is_spent = status == _FORBIDDEN and headers.get("x-ratelimit-remaining") == "0"
    is_told = status == _UNAVAILABLE and "retry-after" in headers
    if before >= _MOST_PAUSES or not (status == _TOO_MANY or is_spent or is_told):
        return None
    for name in ("retry-after", "x-ratelimit-reset"):
        if (seconds := _seconds(headers.get(name, ""))) is not None:
            return max(seconds, 0.0)
    is_untold = status == _TOO_MANY and before < len(_UNTOLD_PAUSES)
    return _UNTOLD_PAUSES[before] if is_untold else None


def _seconds(told: str) -> float | None:
    """How long from now: seconds, a moment in seconds since 1970, or a date of HTTP."""
    told = told.strip()
    if told.isdecimal() and len(told) < 12:
        number = int(told)
        # A year of waiting is no answer, and a moment before 2001 is none either.
        return number - time() if number > 10**9 else float(number)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
