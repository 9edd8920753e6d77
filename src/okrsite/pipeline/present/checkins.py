"""Check-ins: one as it stands in a feed or below its goal."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from okrsite.model.goals import CheckIn, CheckInValue, KeyResult, Kudos, Objective, ResultNote
from okrsite.model.measure import Milestones
from okrsite.model.names import ObjectiveId
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.links import objective_link, person_link
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.ranges import figures_of_result
from okrsite.pipeline.present.sentences.change import from_to


class Told(Struct, frozen=True):
    """What a check-in told of a key result.

    Attributes:
        name: The key result.
        value: The value; empty where none is told.
        confidence: The confidence in words; empty where it is not told.
        note: The note.
    """

    name: str
    value: str
    confidence: str = ""
    note: Html = Html()


class Thanks(Struct, frozen=True):
    """Thanks to somebody for something.

    Attributes:
        to: Who is thanked.
        for_: What for.
    """

    to: Anchor
    for_: str


class CheckInCard(Struct, frozen=True, kw_only=True):
    """A check-in as it is read.

    Attributes:
        anchor: Its id on every page that shows it.
        objective: The objective.
        author: Who says so.
        day: The day, in the site's language.
        iso: The day as ISO text.
        confidence: The confidence in words, after the one before where it is another; may be empty.
        values: What it says of its key results, in words.
        note: The note.
        kudos: The thanks.
    """

    anchor: str
    objective: Anchor
    author: Anchor | None
    day: str
    iso: str
    confidence: str
    values: tuple[Told, ...]
    note: Html
    kudos: tuple[Thanks, ...]


def checkin_card(ctx: PageContext, checkin: CheckIn) -> CheckInCard:
    """A check-in with its values in words."""
    objective = ctx.objective(checkin.objective)
    return CheckInCard(
        anchor=checkin_anchor(ctx, checkin),
        objective=objective_link(ctx, checkin.objective),
        author=person_link(ctx, checkin.author),
        day=ctx.numbers.day(checkin.date),
        iso=checkin.date.isoformat(),
        confidence=_confidence(ctx, checkin),
        values=tuple(
            _of_result(ctx, result, checkin)
            for result in objective.key_results
            if result.id in checkin.values or result.id in checkin.result_notes
        ),
        note=ctx.prose(checkin.note, is_note=True),
        kudos=tuple(thanks_of(ctx, kudos) for kudos in checkin.kudos),
    )


def _confidence(ctx: PageContext, checkin: CheckIn) -> str:
    """The confidence, after the one that was told before where it is another: 7 → 6 of 10."""
    now = checkin.confidence
    if now is None:
        return ""
    told = ctx.checkins(checkin.objective)
    own = (checkin.date, checkin.span)
    place = bisect_left(told, own, key=lambda other: (other.date, other.span))
    before = next((c.confidence for c in reversed(told[:place]) if c.confidence is not None), now)
    number = ctx.numbers.number
    change = number(now) if before == now else from_to(ctx, number(before), number(now))
    return ctx.words.say("objective.confidence_of", value=change)


def _of_result(ctx: PageContext, result: KeyResult, checkin: CheckIn) -> Told:
    value = checkin.values.get(result.id)
    beside = checkin.result_notes.get(result.id, ResultNote())
    return Told(
        result.title,
        "" if value is None else value_words(ctx, checkin.objective, result, value),
        confidence_words(ctx, beside.confidence),
        ctx.prose(beside.note, is_note=True),
    )


def checkin_anchor(ctx: PageContext, checkin: CheckIn) -> str:
    """The id of a check-in in the HTML: its goal and day, and a number from the day's second on."""
    known = ctx.checkins(checkin.objective)
    first = bisect_left(known, checkin.date, key=lambda other: other.date)
    own = (checkin.date, checkin.span)
    place = bisect_left(known, own, first, key=lambda other: (other.date, other.span))
    again = f"-{place - first + 1}" if place > first else ""
    return f"checkin-{checkin.objective}-{checkin.date.isoformat()}{again}"


def thanks_of(ctx: PageContext, kudos: Kudos) -> Thanks:
    """Thanks as they are read."""
    return Thanks(person_link(ctx, kudos.to) or Anchor(kudos.to), kudos.for_)


def value_words(
    ctx: PageContext, objective: ObjectiveId, result: KeyResult, value: CheckInValue
) -> str:
    """A value as it is read: a number with its unit, a zone, or the milestones by their titles."""
    if isinstance(value, (int, float)):
        return ctx.numbers.among(value, figures_of_result(ctx, objective, result))
    if isinstance(result.measure, Milestones):
        ids = (value,) if isinstance(value, str) else value
        return ctx.words.listed(step.title for step in result.measure.steps if step.id in ids)
    return ctx.words[f"zone.{value}"] if f"zone.{value}" in ctx.words else str(value)


def latest_checkins(ctx: PageContext, count: int) -> tuple[CheckIn, ...]:
    """The newest check-ins of all goals, newest first; none is later than the site's day."""
    return tuple(all_checkins(ctx)[:count])


def all_checkins(ctx: PageContext) -> list[CheckIn]:
    """Every check-in up to the site's day, newest first, then in order of the goals."""
    return sorted(
        (checkin for checkin in ctx.checkins() if checkin.date <= ctx.today),
        key=lambda checkin: (-checkin.date.toordinal(), checkin.objective, checkin.span),
    )


def checkins_of(ctx: PageContext, objective: Objective) -> list[CheckIn]:
    """The check-ins of a goal up to the site's day, newest first."""
    known = ctx.checkins(objective.id)
    return [checkin for checkin in reversed(known) if ctx.has_come(checkin.date)]
