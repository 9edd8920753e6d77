"""Check-ins: one as it stands in a feed or below its goal."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from okrsite.model.goals import CheckIn, CheckInValue, KeyResult, Kudos, Objective
from okrsite.model.measure import Milestones
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.links import Anchor, objective_link, person_link
from okrsite.pipeline.present.objectives import confidence_words
from okrsite.pipeline.present.prose import prose
from okrsite.pipeline.present.site import Site


class Told(Struct, frozen=True):
    """A value that a check-in told: of which key result, and what."""

    name: str
    value: str


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
        confidence: The confidence in words; empty where it is not told.
        values: The values of its key results in words.
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


def checkin_card(site: Site, root: str, checkin: CheckIn) -> CheckInCard:
    """A check-in with its values in words."""
    objective = site.forest.objectives[checkin.objective]
    return CheckInCard(
        anchor=checkin_anchor(site, checkin),
        objective=objective_link(site, root, checkin.objective),
        author=person_link(site, root, checkin.author),
        day=site.numbers.day(checkin.date),
        iso=checkin.date.isoformat(),
        confidence=confidence_words(site, checkin.confidence),
        values=tuple(
            Told(result.title, told(site, result, checkin.values[result.id]))
            for result in objective.key_results
            if result.id in checkin.values
        ),
        note=prose(site, checkin.note, root, is_note=True),
        kudos=tuple(thanks_of(site, root, each) for each in checkin.kudos),
    )


def checkin_anchor(site: Site, checkin: CheckIn) -> str:
    """The id of a check-in in the HTML: its goal and day, and a number from the day's second on."""
    known = site.forest.checkins[checkin.objective]
    first = bisect_left(known, checkin.date, key=lambda each: each.date)
    own = (checkin.date, checkin.span)
    place = bisect_left(known, own, first, key=lambda each: (each.date, each.span))
    again = f"-{place - first + 1}" if place > first else ""
    return f"checkin-{checkin.objective}-{checkin.date.isoformat()}{again}"


def thanks_of(site: Site, root: str, kudos: Kudos) -> Thanks:
    """Thanks as they are read."""
    return Thanks(person_link(site, root, kudos.to) or Anchor(kudos.to), kudos.for_)


def told(site: Site, result: KeyResult, value: CheckInValue) -> str:
    """A value as it is read: a number with its unit, a zone, or the milestones by their titles."""
    if isinstance(value, (int, float)):
        return site.numbers.quantity(value, result.unit)
    if isinstance(result.measure, Milestones):
        ids = (value,) if isinstance(value, str) else value
        return ", ".join(step.title for step in result.measure.steps if step.id in ids)
    return site.words[f"zone.{value}"] if f"zone.{value}" in site.words else str(value)


def latest_checkins(site: Site, count: int) -> tuple[CheckIn, ...]:
    """The newest check-ins of all goals, newest first; none is later than the site's day."""
    return tuple(all_checkins(site)[:count])


def all_checkins(site: Site) -> list[CheckIn]:
    """Every check-in up to the site's day, newest first, then in order of the goals."""
    known = [each for told in site.forest.checkins.values() for each in told]
    return sorted(
        (each for each in known if each.date <= site.today),
        key=lambda each: (-each.date.toordinal(), each.objective, each.span),
    )


def checkins_of(site: Site, objective: Objective) -> list[CheckIn]:
    """The check-ins of a goal up to the site's day, newest first."""
    known = site.forest.checkins.get(objective.id, ())
    return [each for each in reversed(known) if each.date <= site.today]
