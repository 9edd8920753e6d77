"""Calendar: what is due and when cycles begin and end, as iCalendar (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from okrsite.api import Cycle, KeyResult, Kpi, Objective, Team
from okrsite.api.pages import (
    File,
    KpiId,
    ObjectiveId,
    PageContext,
    PageKind,
    href,
    path_of,
    person_link,
)
from okrsite.pipeline.present.paths import base_of, result_anchor

CALENDAR = "calendar.ics"
LONGEST_LINE = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Event(Struct, frozen=True, order=True):
    """Something on a day: what, where it is told, and whom it is for."""

    day: date
    words: str
    path: str
    about: str
    anchor: str = ""


def team_calendar(team: str) -> str:
    """Where the calendar of a team is."""
    return f"calendars/{team}.ics"


def events(ctx: PageContext) -> tuple[tuple[str | None, Event], ...]:
    """Every day that somebody should know of, with the team that it concerns."""
    return ctx.once(_all_events)


def _all_events(ctx: PageContext) -> tuple[tuple[str | None, Event], ...]:
    of_goals = chain.from_iterable(ctx.rows(Objective, _events_of_goal))
    return (*of_goals, *filter(None, ctx.rows(Kpi, _review_due)))


def _events_of_goal(ctx: PageContext, id_: ObjectiveId) -> tuple[tuple[str | None, Event], ...]:
    """When a goal's next check-in is due, and the key results that end before their cycle."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    if not score.counts:
        return ()
    found = [
        _result_due(ctx, objective, result)
        for result in objective.key_results
        if result.due and score.key_results[result.id].status != "done"
    ]
    if score.next_due is not None:
        said = ctx.words.say("feed.checkin_due", goal=objective.title)
        about = _owner(ctx, objective.owner)
        found.append(Event(score.next_due, said, path_of("objective", id_), about))
    return tuple((objective.team, event) for event in found)


def _result_due(ctx: PageContext, objective: Objective, result: KeyResult) -> Event:
    said = ctx.words.say("feed.result_due", result=result.title)
    about = _owner(ctx, result.owner or objective.owner)
    place, anchor = path_of("objective", objective.id), result_anchor(result.id)
    return Event(result.due or date.max, said, place, about, anchor)


def _review_due(ctx: PageContext, id_: KpiId) -> tuple[str | None, Event] | None:
    kpi, due = ctx.kpi(id_), ctx.kpi_score(id_).next_review_due
    if due is None:
        return None
    said = ctx.words.say("feed.review_due", kpi=kpi.title)
    return kpi.team, Event(due, said, path_of("kpi", id_), _owner(ctx, kpi.owner))


def _events_by_team(ctx: PageContext) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for team, event in events(ctx):
        found.setdefault(team or "", []).append(event)
    return found


def cycles(ctx: PageContext) -> Iterator[Event]:
    """The beginnings and ends of cycles that are not over."""
    for cycle in ctx.all(Cycle):
        if cycle.end < ctx.today:
            continue
        for day, key in ((cycle.start, "cycle_start"), (cycle.end, "cycle_end")):
            said = ctx.words.say(f"feed.{key}", cycle=cycle.title)
            yield Event(day, said, path_of("cycle", cycle.id), "")


def calendar(ctx: PageContext, title: str, known: Sequence[Event]) -> bytes:
    """A calendar of whole days; lines end and fold as RFC 5545 wants them, at 75 bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//okrsite//okrsite {ctx.version}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for event in sorted(known) for line in _event(ctx, event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(ctx: PageContext, event: Event) -> list[str]:
    base = base_of(ctx.settings.site.base_url)
    # The same in every build, or a calendar that subscribes would show the event again.
    place = href("", event.path, event.anchor)
    name = uuid5(NAMESPACE_URL, f"{base or ctx.settings.site.title}{place}/{event.day}")
    # DTEND is the first day after the event (RFC 5545, 3.6.1); the last date has none.
    after = event.day + timedelta(days=1) if event.day < date.max else event.day
    return [
        "BEGIN:VEVENT",
        f"UID:{name}",
        # The day of the site, not the time of the build: the same content gives the same bytes.
        f"DTSTAMP:{ctx.today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(event.day)}",
        f"DTEND;VALUE=DATE:{_day(after)}",
        f"SUMMARY:{_text(event.words)}",
        *([f"DESCRIPTION:{_text(event.about)}"] if event.about else []),
        *([f"URL:{base}{place}"] if base else []),
        # A due day does not make anybody busy.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    plain = _CONTROLS.sub("", text.replace("\r", ""))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, no character cut; all but the first begin blank."""
    piece, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece, room = piece + character, room - size
    yield piece


def _owner(ctx: PageContext, person: str | None) -> str:
    link = person_link(ctx, person)
    return ctx.words.labelled(ctx.words["common.owner"], link.text) if link else ""


def names(ctx: PageContext) -> Iterator[File]:
    """The calendar of all, and one for each team."""
    yield File("", CALENDAR)
    for team in ctx.ids(Team):
        yield File(team, team_calendar(team))


def content(ctx: PageContext, team: str) -> bytes:
    """The calendar of a team, or of all where none is named."""
    ends, title = list(cycles(ctx)), ctx.settings.site.title
    if not team:
        return calendar(ctx, title, [*ends, *(event for _, event in events(ctx))])
    name = ctx.words.labelled(title, ctx.team(team).title)
    return calendar(ctx, name, [*ends, *(ctx.entry(_events_by_team, team) or ())])


KIND = PageKind(name="calendar", title="Calendar", names=names, content=content, order=1000)
