"""A source of ours: scores of the surveys whose answers lie in content/data/, counted by rating.

The survey tool mails one CSV a survey, `date,rating,answers`, a line for each rating that somebody
gave. A KPI says which survey is meant and how it is scored:

    [source]
    use = "surveys"
    survey = "would-you-recommend-us"
    score = "promoters"
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType, hookimpl

Counts = Mapping[int, int]


class Settings(Struct, frozen=True):
    """`[sources.surveys]`: fewer answers than `least` say nothing about anybody."""

    least: Annotated[int, Meta(ge=1)] = 10


class Query(Struct, frozen=True):
    """`[source]` of a KPI: a survey by the name of its file, and how its answers make a score."""

    survey: Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
    score: Literal["promoters", "satisfied"]


def score(kind: Literal["promoters", "satisfied"], counts: Counts) -> float:
    """Whole points: nines and tens less everything up to six; or the share of fours and fives."""
    answers = sum(counts.values())
    for_us = sum(counts[rating] for rating in counts if rating >= (9 if kind == "promoters" else 4))
    against = sum(counts[rating] for rating in counts if rating <= 6) if kind == "promoters" else 0
    return float(round(100 * (for_us - against) / answers))


def rounds(path: Path) -> Iterator[tuple[date, Counts]]:
    """The days on which a survey was counted, oldest first, with the answers by rating."""
    days: dict[date, dict[int, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = days.setdefault(date.fromisoformat(row["date"]), {})
            day[int(row["rating"])] = int(row["answers"])
    yield from sorted(days.items())


def answer(request: Request[Query], settings: Settings, data: Path) -> Iterator[Observation]:
    """The scores of the days that are wanted and on which enough people answered."""
    for day, counts in rounds(data / "surveys" / f"{request.query.survey}.csv"):
        is_wanted = day <= request.until and (request.since is None or day >= request.since)
        if is_wanted and sum(counts.values()) >= settings.least:
            yield Observation(request.kpi.id, day, score(request.query.score, counts))


def fetch(
    requests: tuple[Request[Query], ...], settings: Settings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """Answer one KPI after the other; a file that cannot be read fails its own KPI only."""
    for request in requests:
        try:
            yield from list(answer(request, settings, Path(context.data)))
        except (OSError, KeyError, ValueError) as problem:
            yield Failure(request.kpi.id, f"survey '{request.query.survey}': {problem}")


@hookimpl
def okrsite_sources() -> Iterable[SourceType[Settings, Query]]:
    """`plugin = "surveys"` of a `[sources.NAME]`."""
    yield SourceType(name="surveys", title="Surveys", settings=Settings, query=Query, fetch=fetch)
