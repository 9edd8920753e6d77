"""Changes: who moved which target, when and why, week by week, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from okrsite.api.pages import Page, PageContext, PageKind, Paging, in_pages, numbered, paging
from okrsite.model.history import HistoryEntry
from okrsite.pipeline.present.paths import CHANGES
from okrsite.pipeline.present.timeline import TimelineCommit, in_commits

PAGE_SIZE = 100


class ChangedWeek(Struct, frozen=True):
    """A week, and what was committed in it."""

    title: str
    anchor: str
    commits: tuple[TimelineCommit, ...]


class ChangesView(Struct, frozen=True, kw_only=True):
    """One page of the changes; `remark` says what is not known of the past, or is empty."""

    title: str
    lead: str
    remark: str
    weeks: tuple[ChangedWeek, ...]
    paging: Paging | None


def _parts(ctx: PageContext) -> list[Sequence[HistoryEntry]]:
    return in_pages(ctx.whole_history.entries, PAGE_SIZE)


def _part(ctx: PageContext, number: int) -> tuple[Sequence[HistoryEntry], int]:
    """The changes of a page, and how many pages there are."""
    parts = ctx.once(_parts)
    return parts[number - 1], len(parts)


def _remark(ctx: PageContext) -> str:
    history = ctx.whole_history
    if not history.is_known:
        return ctx.words["history.no_git"]
    if history.is_shallow:
        return ctx.words["history.shallow"]
    return "" if history.entries else ctx.words["history.none"]


def changes_view(ctx: PageContext, name: str) -> ChangesView:
    """A page of the changes."""
    number = int(name)
    shown, total = ctx.once(_part, number)
    return ChangesView(
        title=ctx.words["history.title"],
        lead=ctx.words["history.lead"],
        remark=ctx.once(_remark) if number == 1 else "",
        weeks=tuple(_weeks(ctx, shown)),
        paging=paging(ctx, CHANGES, number, total),
    )


def _weeks(ctx: PageContext, entries: Sequence[HistoryEntry]) -> Iterator[ChangedWeek]:
    """The changes by the Monday on or before their day."""
    for monday, changes in groupby(entries, _monday):
        title = ctx.words.say("history.week", day=ctx.numbers.day(monday))
        yield ChangedWeek(title, f"week-{monday}", in_commits(ctx, tuple(changes)))


def _monday(entry: HistoryEntry) -> date:
    day = entry.commit.day
    return day - timedelta(days=day.weekday())


def names(ctx: PageContext) -> Iterator[Page]:
    """The changes in as many pages as they need."""
    title = ctx.words["history.title"]
    for number in range(1, len(ctx.once(_parts)) + 1):
        path = numbered(CHANGES, number)
        yield Page(f"{number}", path, "changes.html", title, section="changes")


KIND = PageKind(
    name="changes",
    title="Changes",
    names=names,
    view=changes_view,
    nav=CHANGES,
    order=49,
    group="company",
)
