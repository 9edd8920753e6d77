"""Activity: what happened lately, as far as the files themselves tell it."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.model.period import Period
from okrsite.model.scored import Scored

What = Literal["closed", "left", "entered", "baseline", "milestone", "checkin"]
# Of one day the rarer things come first.
ORDER: tuple[What, ...] = ("closed", "left", "entered", "baseline", "milestone", "checkin")


class Happening(Struct, frozen=True):
    """Something that happened to a thing on a day.

    Attributes:
        day: The day.
        what: What kind of event it is.
        subject: What it happened to.
        name: The milestone's title, or the author of a check-in.
        value: A KPI's value, a new baseline, or the confidence of a check-in.
        period: The period in which a KPI crossed its range.
    """

    day: date
    what: What
    subject: Subject
    name: str = ""
    value: float | None = None
    period: Period | None = None


def recent(scored: Scored, since: date) -> tuple[Happening, ...]:
    """What happened from a day up to today, newest first; of each goal the last check-in only."""
    found = [
        *_closed(scored),
        *chain.from_iterable(_kpi(scored, id_, score, since) for id_, score in scored.kpis.items()),
        *_milestones(scored),
        *_checkins(scored),
    ]
    lately = [happening for happening in found if since <= happening.day <= scored.today]
    lately.sort(
        key=lambda happening: (
            -happening.day.toordinal(),
            ORDER.index(happening.what),
            happening.subject,
        )
    )
    return tuple(lately)


def _closed(scored: Scored) -> Iterator[Happening]:
    for cycle in scored.forest.cycles.values():
        if cycle.closed is not None:
            grade = scored.cycles[cycle.id].grade
            yield Happening(cycle.closed, "closed", Subject("cycle", cycle.id), value=grade)


def _kpi(scored: Scored, id_: KpiId, score: KpiScore, since: date) -> Iterator[Happening]:
    kpi, subject = scored.forest.kpis[id_], Subject("kpi", id_)
    yield from _crossings(kpi, score, subject, since)
    for baseline in kpi.baselines:
        yield Happening(baseline.since, "baseline", subject, value=baseline.value)


def _crossings(kpi: Kpi, score: KpiScore, subject: Subject, since: date) -> Iterator[Happening]:
    """Every complete period since a day that is on another side of the range than the one before.

    The first value of all came from nowhere, so it neither left nor entered.
    """
    judged = score.periods.complete
    if kpi.range is None:
        return
    first = max(judged.points.before(since), 1)
    inside = kpi.range.holds_each(judged.points.floats[first - 1 :])
    for place, (was_inside, is_inside) in enumerate(pairwise(inside), start=first):
        if was_inside is not is_inside:
            what: What = "entered" if is_inside else "left"
            crossed = judged[place]
            yield Happening(crossed.on, what, subject, "", crossed.value, crossed.period)


def _milestones(scored: Scored) -> Iterator[Happening]:
    for id_, score in scored.objectives.items():
        if not score.counts:
            continue
        for result in score.key_results.values():
            for step in result.steps:
                if step.done is not None:
                    subject = Subject("objective", id_, result.id)
                    yield Happening(step.done, "milestone", subject, step.title)


def _checkins(scored: Scored) -> Iterator[Happening]:
    for id_, checkins in scored.forest.checkins.items():
        seen = [checkin for checkin in checkins if checkin.date <= scored.today]
        if seen:
            newest = seen[-1]
            author, confidence = newest.author or "", newest.confidence
            yield Happening(newest.date, "checkin", Subject("objective", id_), author, confidence)
