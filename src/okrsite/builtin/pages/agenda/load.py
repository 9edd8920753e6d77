"""Load: how much falls to whom on which day of a week, as a table with shades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from msgspec import Struct

from okrsite.api.pages import Anchor, PageContext, PersonId, person_link
from okrsite.builtin.pages.agenda.weeks import DueWeek, day_anchor
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.paging import more_words

SHOWN = 20
STEPS = 4


class LoadCell(Struct, frozen=True):
    """How many things fall due, led to their day; `step` is the shade, 1 to 4."""

    count: Anchor
    step: int


class LoadRow(Struct, frozen=True):
    """Somebody with the days of the week; None where nothing falls due."""

    owner: Anchor
    cells: tuple[LoadCell | None, ...]
    total: str


class Load(Struct, frozen=True):
    """The days of a week and its people, those with most to do first."""

    days: tuple[str, ...]
    rows: tuple[LoadRow, ...]
    more: str


def load_of(ctx: PageContext, week: DueWeek) -> Load:
    """The load of a week."""
    people = [person for person, _ in busiest(week)]
    counts = Counter((due.person, due.day) for due in week.dues)
    days = tuple(_days(week))
    return Load(
        tuple(map(ctx.numbers.weekday, days)),
        tuple(_row(ctx, person, [counts[person, day] for day in days], days) for person in people),
        more_words(ctx, len({due.person for due in week.dues if due.person}) - len(people)),
    )


def busiest(week: DueWeek) -> list[tuple[PersonId, int]]:
    """The people to whom most falls in a week, and how much."""
    counts = Counter(due.person for due in week.dues if due.person)
    return sorted(counts.items(), key=lambda known: (-known[1], known[0]))[:SHOWN]


def _days(week: DueWeek) -> Iterator[date]:
    days = (days_after(week.first, number) for number in range(7))
    return takewhile(lambda day: day <= week.last, days)


def _row(ctx: PageContext, person: PersonId, counts: list[int], days: tuple[date, ...]) -> LoadRow:
    number = ctx.numbers.number
    return LoadRow(
        person_link(ctx, person) or Anchor(person),
        tuple(
            LoadCell(Anchor(number(count), f"#{day_anchor(day)}"), min(count, STEPS))
            if count
            else None
            for count, day in zip(counts, days, strict=True)
        ),
        number(sum(counts)),
    )
