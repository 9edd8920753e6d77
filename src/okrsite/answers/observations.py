"""Answer: from the rows that a source found to the observations of one KPI."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from time import monotonic
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from okrsite.answers.cells import day_of, number_of, shown
from okrsite.model.extensions import Failure, Observation, Request, SourceContext, SourceError
from okrsite.pipeline.sourcing.secrets import scrubber
from okrsite.pipeline.toml.exact_numbers import as_written

# The share of a source's time that its questions may take; the rest is for sending the answers.
OURS = 0.9
HIDDEN = "***"
# A cell with the day, and one with the value.
Row = tuple[Any, Any]
Query = TypeVar("Query", bound=Struct)
_YEAR = re.compile(r"[0-9]{4}(?:\.0+)?")


class AnswerError(Exception):
    """Why there is no answer for one KPI; `is_transient` where trying again may help."""

    def __init__(self, reason: str, *, is_transient: bool = False) -> None:
        super().__init__(reason)
        self.is_transient = is_transient


def answers(
    requests: Sequence[Request[Query]],
    ask: Callable[[Request[Query]], Iterable[Row]],
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    """What `ask` finds for each request; a request that raises AnswerError fails alone.

    So do those that there is no time left for.
    """
    started = begun = monotonic()
    longest, slowest = 0.0, ""
    for request in requests:
        kpi = request.kpi.id
        try:
            if begun - started >= context.seconds * OURS:
                raise no_time_left(slowest, longest, context.seconds)
            context.begin(kpi)
            yield from observations(request, ask(request), context.timezone)
        except AnswerError as error:
            yield Failure(kpi, str(error), error.is_transient)
        now = monotonic()
        longest, slowest = max((longest, slowest), (now - begun, kpi))
        begun = now


def no_time_left(slowest: str, seconds: float, of: float) -> AnswerError:
    """Why a request was not asked: the slowest of the others took so long of its source's time."""
    reason = f"it was not asked: {slowest} took {seconds:.1f} s of its source's time ({of:g} s)"
    if not slowest:
        reason = f"it was not asked: no time of its source was left (of {of:g} s)"
    return AnswerError(reason, is_transient=True)


def scrubbed(
    secrets: Collection[str], found: Iterable[Observation | Failure]
) -> Iterator[Observation | Failure]:
    """What is found or raised, as it comes, without the secrets in any reason.

    `okrsite fetch` takes the values of variables out of all it is told, but it does not know which
    settings are secrets, and it gets reasons that were cut, maybe within one. The collection may
    grow while answers come.
    """

    def scrub(reason: str) -> str:
        # Made for each, since a token that is had on the way is a secret, too.
        return scrubber(secrets, mask=HIDDEN, may_be_cut=True)(reason)

    try:
        for answer in found:
            if isinstance(answer, Failure):
                yield replace(answer, reason=scrub(answer.reason))
            else:
                yield answer
    except SourceError as error:
        raise SourceError(scrub(str(error)), is_transient=error.is_transient) from None


def undated(request: Request[object], value: Any) -> Row:
    """The row of a value that has no day: it is of the last day that is asked for.

    Raises AnswerError where the KPI adds up the values of a period: it would count such a value
    again on each day on which somebody fetches.
    """
    if request.kpi.aggregate == "sum" and request.kpi.cadence != "daily":
        raise AnswerError(
            'a value without a day is of the day it is asked on, and aggregate = "sum" adds up '
            'those of all days; give each value its day, or write aggregate = "last"'
        )
    return request.until, value


def observations(request: Request[object], rows: Iterable[Row], timezone: str) -> list[Observation]:
    """The observations of the days that a request wants, oldest first.

    Missing values are left out. Raises AnswerError where a row cannot be understood, where a day
    has two values, and where values were expected and all of them are missing or still to come. No
    rows at all are an answer too, if only new ones were wanted.
    """
    found: dict[date, float] = {}
    rows_seen = missing = ahead = 0
    for day_cell, value_cell in rows:
        rows_seen += 1
        if request.kpi.cadence != "yearly" and _is_year(day_cell):
            raise AnswerError(
                f"row {rows_seen}: {shown(day_cell)} is a whole year, and the KPI's cadence is "
                f"{request.kpi.cadence}"
            )
        day, value = _row(day_cell, value_cell, rows_seen, (timezone, request.year_starts))
        ahead += day is not None and day > request.until
        if day is None or not _is_wanted(day, request):
            continue
        if value is None:
            missing += 1
        elif found.setdefault(day, value) != value:
            raise AnswerError(
                f"{day} has two values: {as_written(found[day])} and {as_written(value)}"
            )
    if missing and not found:
        raise AnswerError("every value is missing: NULL, empty, NaN or infinite")
    if ahead and ahead == rows_seen and request.since is None:
        raise AnswerError(f"every value is dated after {request.until}")
    if not rows_seen and request.since is None:
        raise AnswerError("the answer is empty")
    return [Observation(request.kpi.id, day, found[day]) for day in sorted(found)]


def _row(
    day: Any, value: Any, number: int, calendar: tuple[str, int]
) -> tuple[date | None, float | None]:
    """A row understood; `calendar` is the time zone and the month in which a year begins."""
    try:
        known = number_of(value)
        is_dated = day is not None and day != ""
        seen = day_of(day, *calendar) if is_dated else None
    except ValueError as reason:
        raise AnswerError(f"row {number}: {reason}") from None
    if seen is None and known is not None:
        raise AnswerError(f"row {number}: the value {as_written(known)} has no day")
    return seen, known


def _is_year(cell: Any) -> bool:
    """Whether a cell of days holds nothing but a year, or a number that would be taken for one."""
    return cell.__class__ is not bool and bool(_YEAR.fullmatch(str(cell).strip()))


def _is_wanted(day: date, request: Request[object]) -> bool:
    return day <= request.until and (request.since is None or request.since <= day)
