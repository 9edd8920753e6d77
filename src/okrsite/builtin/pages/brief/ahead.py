"""Ahead: what falls due in the next seven days, for everybody of the company or of a team."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from okrsite.api.pages import Anchor, PageContext, TeamId, person_link
from okrsite.builtin.pages.scopes import by_scope
from okrsite.builtin.pages.upcoming import WEEKS, Due, due_about, due_soon
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.attention import movers

DAYS = 7
# Of one day and one kind of thing; of a busy week fewer.
SHOWN, SHOWN_OF_MANY = 6, 3
MANY = 20


class DueThing(Struct, frozen=True):
    """Something that falls due, and who has to act; None where nobody has to."""

    about: Anchor
    whose: Anchor | None


class DueGroup(Struct, frozen=True, kw_only=True):
    """What is to be done on one day, with which things; `more` counts those not named."""

    iso: str
    day: str
    text: str
    things: tuple[DueThing, ...]
    more: str


class DueRows(Struct, frozen=True):
    """The first things of one day and kind, and how many others there are."""

    shown: tuple[Due, ...]
    rest: int


def ahead(ctx: PageContext, team: TeamId) -> tuple[DueGroup, ...]:
    """What falls due this week, day by day."""
    return tuple(_group(ctx, rows) for rows in ctx.once(_due, team))


def _group(ctx: PageContext, rows: DueRows) -> DueGroup:
    first, rest = rows.shown[0], rows.rest
    return DueGroup(
        iso=first.day.isoformat(),
        day=ctx.numbers.short_day(first.day),
        text=ctx.words[f"due.{first.kind}"],
        things=tuple(
            DueThing(due_about(ctx, due), person_link(ctx, due.person)) for due in rows.shown
        ),
        more=ctx.words.count("common.more", rest, ctx.numbers.number(rest)) if rest else "",
    )


def due_of(ctx: PageContext, team: TeamId) -> tuple[Due, ...]:
    """What falls due in the next weeks of the company or of a team, the soonest first."""
    return ctx.entry(_due_by_scope, team) or ()


def _due_by_scope(ctx: PageContext) -> dict[TeamId, tuple[Due, ...]]:
    """One walk over all that is due, however many teams ask."""
    last = days_after(ctx.today, 7 * WEEKS)
    return by_scope(ctx, ((movers(ctx, due.subject)[1], due) for due in due_soon(ctx, last)))


def _due(ctx: PageContext, team: TeamId) -> tuple[DueRows, ...]:
    last = days_after(ctx.today, DAYS)
    found = [due for due in due_of(ctx, team) if due.day <= last]
    groups = groupby(found, key=lambda due: (due.day, due.kind))
    shown = SHOWN if len(found) <= MANY else SHOWN_OF_MANY
    return tuple(_rows(tuple(group), shown) for _, group in groups)


def _rows(group: Sequence[Due], shown: int) -> DueRows:
    return DueRows(tuple(group[:shown]), max(len(group) - shown, 0))
