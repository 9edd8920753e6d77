"""Restated: published values that their source says otherwise by now, or has no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from okrsite.model.provenance import Provenance, Restatement
from okrsite.pipeline.sourcing.merge import Merged

# The newest ones are kept: the file is read at each build.
_MOST = 1000


def restated(
    before: Provenance | None,
    merged: Merged,
    stored: Mapping[date, float],
    first: date | None,
    now: datetime,
) -> tuple[Restatement, ...]:
    """What is restated after an answer, by day.

    `stored` are the values of the file before, and `first` is the first day that the answer told
    anything about: what was seen of earlier days stays, as long as the file has the same value.
    """
    known = {seen.day: seen for seen in (before.restated if before else ())}
    kept = [
        seen
        for day, seen in known.items()
        if (first is None or day < first) and seen.is_about(stored.get(day))
    ]
    moment = now.isoformat()
    found = [
        Restatement(day, here, there, known[day].since if day in known else moment)
        for day, here, there in _differences(merged)
    ]
    return tuple(sorted([*kept, *found], key=lambda seen: seen.day)[-_MOST:])


def _differences(merged: Merged) -> Iterator[tuple[date, float, float | None]]:
    yield from ((other.day, other.stored, other.fetched) for other in merged.differing)
    yield from ((day, value, None) for day, value in merged.gone)
