"""Merge: observations that a source gave, put into the text of a KPI's CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isclose

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.period import Period
from okrsite.model.position import Span
from okrsite.model.provenance import AS_EQUAL
from okrsite.pipeline.parse.observations import observations
from okrsite.pipeline.parse.series import read_in_bulk
from okrsite.pipeline.parse.text import LARGEST, decode_text
from okrsite.pipeline.sourcing.csv_lines import CsvRow, csv_text_of, with_value

HEADER = "date,value"


class Difference(Struct, frozen=True):
    """A day whose value in the file is another than the source's."""

    day: date
    stored: float
    fetched: float


class DayRange(Struct, frozen=True):
    """How many days there are, the first and the last of them."""

    count: int = 0
    first: date = date.min
    last: date = date.max

    def __bool__(self) -> bool:
        return self.count > 0


class Merged(Struct, frozen=True):
    """What becomes of a file, and what was new, changed, unchanged, or differs and was left.

    `data` is None where nothing changes. `gone` are the rows, by day, that the source has no more;
    they are left. With `findings` the file has mistakes and is left as it is.
    """

    data: bytes | None = None
    new: DayRange = DayRange()
    changed: tuple[Difference, ...] = ()
    differing: tuple[Difference, ...] = ()
    gone: tuple[tuple[date, float], ...] = ()
    unchanged: int = 0
    findings: tuple[Diagnostic, ...] = ()


def merge(  # noqa: PLR0913 - each is something that the file depends on
    path: str,
    data: bytes | None,
    fetched: Mapping[date, float],
    running: Period,
    today: date,
    *,
    first: date | None = None,
    revise: bool = False,
) -> Merged:
    """Put values by day into a file; None for one that is not there yet.

    Every row that does not change keeps its bytes, as do notes, line ends and a byte order mark. A
    past value changes only with `revise`. Not past is today's value, and one that is dated on the
    first day of the `running` period, since it stands for the whole of it. From the day `first` on,
    rows before the running period that were not fetched are gone.
    """
    if data is None:
        return _new_file(path, fetched)
    stored = _read_stored(path, data, min([*fetched, *([first] if first else [])], default=None))
    if stored.findings:
        return Merged(findings=stored.findings)
    new = sorted(fetched.keys() - stored.values.keys())
    merged = replace(
        _compare(stored.values, fetched, new, running, today, revise=revise),
        gone=_gone(stored.values, fetched, first, min(running.start, today)),
    )
    if not new and not merged.changed:
        return merged
    can_append = stored.is_plain and not merged.changed and new[0] > stored.newest
    written = data + _rows(fetched, new) if can_append else _rewrite(data, fetched, new, merged)
    return _within_bounds(path, merged, written)


def _rows(fetched: Mapping[date, float], days: Iterable[date]) -> bytes:
    """Rows as they stand in a plain file."""
    return "".join([f"{day},{numeral(fetched[day])}\n" for day in days]).encode()


def _rewrite(
    data: bytes, fetched: Mapping[date, float], new: Iterable[date], merged: Merged
) -> bytes:
    """Any file with rows in their places, and with other values in some."""
    text = csv_text_of(data)
    changed = {difference.day: numeral(difference.fetched) for difference in merged.changed}
    rows = [with_value(row, changed[row.day]) if row.day in changed else row for row in text.rows]
    rows += [text.new_row(day, numeral(fetched[day])) for day in new]
    return text.encode(sorted(rows, key=_day_of))


class _Stored(Struct):
    """What a file holds from a day on; new rows can be appended to a plain file."""

    values: dict[date, float] = {}
    newest: date = date.min
    is_plain: bool = False
    findings: tuple[Diagnostic, ...] = ()


def _read_stored(path: str, data: bytes, first: date | None) -> _Stored:
    series = None if b"\r" in data else read_in_bulk(path, "", data)
    if series is not None:
        newest = series.points.last(date.max)
        around = series.points.between(first, date.max) if first else ()
        values: dict[date, float] = dict(around)
        return _Stored(values, newest.day if newest else date.min, is_plain=True)
    text, findings = decode_text(path, data)
    if text is None:
        return _Stored(findings=findings)
    read = observations(path, text)
    return _Stored({row.day: row.value for row in read.rows}, findings=read.findings)


def stored_values(path: str, data: bytes | None) -> Mapping[date, float]:
    """All that a file holds; nothing where it has mistakes."""
    return _read_stored(path, data, date.min).values if data is not None else {}


def numeral(value: float) -> str:
    """A number in the fewest digits that give it back exactly."""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return repr(value)


def _new_file(path: str, fetched: Mapping[date, float]) -> Merged:
    if not fetched:
        return Merged()
    days = sorted(fetched)
    merged = Merged(new=_day_range(days))
    return _within_bounds(path, merged, f"{HEADER}\n".encode() + _rows(fetched, days))


def _day_range(days: Sequence[date]) -> DayRange:
    return DayRange(len(days), days[0], days[-1]) if days else DayRange()


def _compare(
    stored: Mapping[date, float],
    fetched: Mapping[date, float],
    new: Sequence[date],
    running: Period,
    today: date,
    *,
    revise: bool,
) -> Merged:
    others = [
        Difference(day, stored[day], fetched[day])
        for day in sorted(fetched.keys() & stored.keys())
        if not isclose(stored[day], fetched[day], rel_tol=AS_EQUAL)
    ]
    may_change = {
        difference.day
        for difference in others
        if revise or difference.day in {today, running.start}
    }
    return Merged(
        new=_day_range(new),
        changed=tuple(other for other in others if other.day in may_change),
        differing=tuple(other for other in others if other.day not in may_change),
        unchanged=len(fetched.keys() & stored.keys()) - len(others),
    )


def _gone(
    stored: Mapping[date, float], fetched: Mapping[date, float], first: date | None, until: date
) -> tuple[tuple[date, float], ...]:
    if first is None:
        return ()
    days = sorted(day for day in stored.keys() - fetched.keys() if first <= day < until)
    return tuple((day, stored[day]) for day in days)


def _day_of(row: CsvRow) -> date:
    return row.day


def _within_bounds(path: str, merged: Merged, data: bytes) -> Merged:
    if len(data) > LARGEST:
        message = "the file would grow beyond 1 MB, which is the most that is read"
        help_ = "Ask the source for one value a period; a KPI is not told in hours."
        return Merged(findings=(error("OKR003", Span(path), message, help_),))
    return replace(merged, data=data)
