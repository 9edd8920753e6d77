"""Weeks: what falls due, week by week, in each by day and then by owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from okrsite.api.pages import Anchor, PageContext, person_link
from okrsite.builtin.pages.upcoming import Due, DueKind, due_about
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.paging import more_words

WEEKS = 4
# What is near is told whole, as far as a page can hold it; what is farther away in part.
SHOWN, SHOWN_LATER = 250, 60


class DueWeek(Struct, frozen=True):
    """The days of a calendar week that are not over, and what falls due in them."""

    first: date
    last: date
    dues: tuple[Due, ...]


class OwnerTask(Struct, frozen=True):
    """What is to be done, and with which things."""

    text: str
    things: tuple[Anchor, ...]


class OwnerTasks(Struct, frozen=True):
    """What falls to one owner on a day; None where nobody has to act."""

    owner: Anchor | None
    tasks: tuple[OwnerTask, ...]


class DayPlan(Struct, frozen=True):
    """A day with something due; `anchor` is where it stands on its page."""

    anchor: str
    iso: str
    day: str
    owners: tuple[OwnerTasks, ...]


class WeekPlan(Struct, frozen=True):
    """A week as it is read; `more` counts what is not told."""

    title: str
    days: tuple[DayPlan, ...]
    more: str


def weeks_of(today: date, dues: Sequence[Due]) -> tuple[DueWeek, ...]:
    """What is left of this week, the next one and two more; weeks begin on Monday."""
    first, found = today, []
    for _ in range(WEEKS):
        last = days_after(first, 6 - first.weekday())
        found.append(DueWeek(first, last, tuple(due for due in dues if first <= due.day <= last)))
        first = days_after(last, 1)
    return tuple(found)


def week_plan(ctx: PageContext, week: DueWeek, title: str, shown: int) -> WeekPlan:
    """A week with its first things."""
    days = groupby(week.dues[:shown], key=lambda due: due.day)
    return WeekPlan(
        title,
        tuple(_day(ctx, day, dues) for day, dues in days),
        more_words(ctx, len(week.dues) - shown),
    )


def day_anchor(day: date) -> str:
    """Where a day stands on the page."""
    return f"day-{day.isoformat()}"


def _day(ctx: PageContext, day: date, dues: Iterable[Due]) -> DayPlan:
    return DayPlan(
        day_anchor(day), day.isoformat(), ctx.numbers.weekday(day), tuple(_owners(ctx, dues))
    )


def _owners(ctx: PageContext, dues: Iterable[Due]) -> Iterator[OwnerTasks]:
    """Owners by their names; what nobody has to do comes last."""
    found: dict[Anchor | None, list[Due]] = {}
    for due in dues:
        found.setdefault(person_link(ctx, due.person), []).append(due)
    for owner in sorted(found, key=_name):
        kinds = groupby(found[owner], key=lambda due: due.kind)
        yield OwnerTasks(owner, tuple(_task(ctx, kind, due) for kind, due in kinds))


def _task(ctx: PageContext, kind: DueKind, dues: Iterable[Due]) -> OwnerTask:
    return OwnerTask(ctx.words[f"due.{kind}"], tuple(due_about(ctx, due) for due in dues))


def _name(owner: Anchor | None) -> tuple[bool, str]:
    return (True, "") if owner is None else (False, owner.text.casefold())
