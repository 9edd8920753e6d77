"""Merge: observations that a source gave, put into the text of a KPI's CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isclose

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.names import Cadence
from okrsite.model.period import period_of
from okrsite.model.position import Span
from okrsite.pipeline.parse.observations import observations
from okrsite.pipeline.parse.series import in_bulk
from okrsite.pipeline.parse.text import LARGEST, text_of
from okrsite.pipeline.sourcing.csv_lines import Line, lines_of, with_value

HEADER = "date,value"

# Two engines that divide the same numbers may differ in the last digits.
_AS_EQUAL = 1e-12


class Difference(Struct, frozen=True):
    """A value that stands in the file and is another in the source."""

    day: date
    stands: float
    given: float


class Days(Struct, frozen=True):
    """How many days there are, the first and the last of them."""

    count: int = 0
    first: date = date.min
    last: date = date.max

    def __bool__(self) -> bool:
        return self.count > 0


class Merged(Struct, frozen=True):
    """What becomes of a file, and what was new, changed, unchanged, or differs and was left.

    `data` is None where nothing changes. With `findings` the file has mistakes and is left as it
    is.
    """

    data: bytes | None = None
    new: Days = Days()
    changed: tuple[Difference, ...] = ()
    differing: tuple[Difference, ...] = ()
    unchanged: int = 0
    findings: tuple[Diagnostic, ...] = ()


def merge(
    path: str,
    data: bytes | None,
    given: Mapping[date, float],
    cadence: Cadence,
    today: date,
    *,
    revise: bool = False,
) -> Merged:
    """Put values by day into a file; None for one that is not there yet.

    Every row that does not change keeps its bytes, as do notes, line ends and a byte order mark. A
    past value changes only with `revise`. Not past is today's value, and one that is dated on the
    first day of a period that still runs, since it stands for the whole of it.
    """
    if data is None:
        return _made(path, given)
    known = _known(path, data, given)
    if known.findings:
        return Merged(findings=known.findings)
    new = sorted(given.keys() - known.values.keys())
    merged = _sorted_out(known.values, given, new, cadence, today, revise=revise)
    if not new and not merged.changed:
        return merged
    is_continued = known.is_plain and not merged.changed and new[0] > known.newest
    written = data + _rows(given, new) if is_continued else _woven(data, given, new, merged)
    return _within_bounds(path, merged, written)


def _rows(given: Mapping[date, float], days: Iterable[date]) -> bytes:
    """Rows as they stand in a plain file."""
    return "".join([f"{day},{numeral(given[day])}\n" for day in days]).encode()


def _woven(data: bytes, given: Mapping[date, float], new: Iterable[date], merged: Merged) -> bytes:
    """Any file with rows in their places, and with other values in some."""
    lines = lines_of(data)
    changed = {each.day: numeral(each.given) for each in merged.changed}
    rows = [
        with_value(line, changed[line.day]) if line.day in changed else line for line in lines.rows
    ]
    rows += [lines.new(day, numeral(given[day])) for day in new]
    return lines.written(sorted(rows, key=_day_of))


class _Known(Struct):
    """What stands in a file on the days that are given; a plain file can be added to as it is."""

    values: dict[date, float] = {}
    newest: date = date.min
    is_plain: bool = False
    findings: tuple[Diagnostic, ...] = ()


def _known(path: str, data: bytes, given: Mapping[date, float]) -> _Known:
    series = None if b"\r" in data else in_bulk(path, "", data)
    if series is not None:
        newest = series.points.last(date.max)
        around = series.points.between(min(given), max(given)) if given else ()
        stands: dict[date, float] = dict(around)
        return _Known(stands, newest.day if newest else date.min, is_plain=True)
    text, findings = text_of(path, data)
    if text is None:
        return _Known(findings=findings)
    read = observations(path, text)
    return _Known({row.day: row.value for row in read.rows}, findings=read.findings)


def numeral(value: float) -> str:
    """A number in the fewest digits that give it back exactly."""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return repr(value)


def _made(path: str, given: Mapping[date, float]) -> Merged:
    if not given:
        return Merged()
    days = sorted(given)
    merged = Merged(new=_days(days))
    return _within_bounds(path, merged, f"{HEADER}\n".encode() + _rows(given, days))


def _days(days: Sequence[date]) -> Days:
    return Days(len(days), days[0], days[-1]) if days else Days()


def _sorted_out(
    stands: Mapping[date, float],
    given: Mapping[date, float],
    new: Sequence[date],
    cadence: Cadence,
    today: date,
    *,
    revise: bool,
) -> Merged:
    others = [
        Difference(day, stands[day], given[day])
        for day in sorted(given.keys() & stands.keys())
        if not isclose(stands[day], given[day], rel_tol=_AS_EQUAL)
    ]
    may_change = {each.day for each in others if revise or _is_running(each.day, cadence, today)}
    return Merged(
        new=_days(new),
        changed=tuple(each for each in others if each.day in may_change),
        differing=tuple(each for each in others if each.day not in may_change),
        unchanged=len(given.keys() & stands.keys()) - len(others),
    )


def _is_running(day: date, cadence: Cadence, today: date) -> bool:
    period = period_of(day, cadence)
    return day == today or (day == period.start and period.end >= today)


def _day_of(line: Line) -> date:
    return line.day


def _within_bounds(path: str, merged: Merged, data: bytes) -> Merged:
    if len(data) > LARGEST:
        message = "the file would grow beyond 1 MB, which is the most that is read"
        help_ = "Ask the source for one value a period; a KPI is not told in hours."
        return Merged(findings=(error("OKR003", Span(path), message, help_),))
    return Merged(data, merged.new, merged.changed, merged.differing, merged.unchanged)
