"""Calendar: what is due and when cycles begin and end, as iCalendar (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from okrsite.api.pages import File, PageKind, Site, base_of, href, path_of, person_link

CALENDAR = "calendar.ics"
LONGEST_LINE = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Event(Struct, frozen=True, order=True):
    """Something on a day: what, where it is told, and whom it is for."""

    day: date
    words: str
    path: str
    about: str


def team_calendar(team: str) -> str:
    """Where the calendar of a team is."""
    return f"calendars/{team}.ics"


def events(site: Site) -> Iterator[tuple[str | None, Event]]:
    """Every day that somebody should know of, with the team that it concerns."""
    forest, words = site.forest, site.words
    for objective, score in site.scored.objectives.items():
        goal = forest.objectives[objective]
        if score.counts and score.next_due is not None:
            said = words.say("feed.checkin_due", goal=goal.title)
            place = path_of("objective", objective)
            yield goal.team, Event(score.next_due, said, place, _owner(site, goal.owner))
    for kpi, kpi_score in site.scored.kpis.items():
        if kpi_score.next_review_due is not None:
            known = forest.kpis[kpi]
            said = words.say("feed.review_due", kpi=known.title)
            about = _owner(site, known.owner)
            yield known.team, Event(kpi_score.next_review_due, said, path_of("kpi", kpi), about)


def cycles(site: Site) -> Iterator[Event]:
    """The beginnings and ends of cycles that are not over."""
    for cycle in site.forest.cycles.values():
        if cycle.end < site.today:
            continue
        for day, key in ((cycle.start, "cycle_start"), (cycle.end, "cycle_end")):
            said = site.words.say(f"feed.{key}", cycle=cycle.title)
            yield Event(day, said, path_of("cycle", cycle.id), "")


def calendar(site: Site, title: str, known: Sequence[Event]) -> bytes:
    """A calendar of whole days; lines end and fold as RFC 5545 wants them, at 75 bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//okrsite//okrsite {site.version}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for each in sorted(known) for line in _event(site, each)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(site: Site, event: Event) -> list[str]:
    base = base_of(site.settings.site.base_url)
    name = uuid5(NAMESPACE_URL, f"{base or site.settings.site.title}{event.path}/{event.day}")
    after = event.day + timedelta(days=1) if event.day < date.max else event.day
    return [
        "BEGIN:VEVENT",
        f"UID:{name}",
        f"DTSTAMP:{site.today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(event.day)}",
        f"DTEND;VALUE=DATE:{_day(after)}",
        f"SUMMARY:{_text(event.words)}",
        *([f"DESCRIPTION:{_text(event.about)}"] if event.about else []),
        *([f"URL:{base}{href('', event.path)}"] if base else []),
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


def _owner(site: Site, person: str | None) -> str:
    link = person_link(site, "", person)
    words = site.words
    return f"{words['common.owner']}{words['punctuation.colon']}{link.text}" if link else ""


def pages(site: Site) -> Iterator[File]:
    """The calendar of all, and one for each team."""
    every, ends, title = list(events(site)), list(cycles(site)), site.settings.site.title
    yield File(CALENDAR, partial(calendar, site, title, [*ends, *(each for _, each in every)]))
    by_team: dict[str, list[Event]] = {team: list(ends) for team in site.forest.teams}
    for team, event in every:
        if team is not None:
            by_team[team].append(event)
    for team, known in by_team.items():
        name = f"{title}: {site.forest.teams[team].title}"
        yield File(team_calendar(team), partial(calendar, site, name, known))


KIND = PageKind(name="calendar", title="Calendar", pages=pages, order=1000)
