"""Timeline: what became of a goal or KPI from commit to commit, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from okrsite.model.change import GoalChange
from okrsite.model.diagnostic import Subject
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.history import HistoryEntry
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.present.changed_values import day_words, result_of, value_words
from okrsite.pipeline.present.charts.parts import Remark
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.status import Badge

# Of one goal; the page of changes has them all.
SHOWN = 40
LONGEST = 300
# Of one commit; the rest is folded.
FIRST = 8
# What moves the bar, and is marked in the chart of what it moved.
MOVED = frozenset({"target", "start", "range", "due", "zones", "checkpoints"})

_TABLES: Mapping[str, type[Objective | Kpi | Team | Person | Cycle]] = {
    "objective": Objective,
    "kpi": Kpi,
    "team": Team,
    "person": Person,
    "cycle": Cycle,
}


class TimelineRow(Struct, frozen=True):
    """One change: what it is about, in words, and whether the goal is easier to reach now."""

    about: Anchor
    text: str
    badge: Badge | None


class TimelineCommit(Struct, frozen=True):
    """What one commit changed, who made it and why. Texts may be empty.

    `iso` is the day as ISO 8601 text, `id` the beginning of the commit's id, `more` says how many
    changes of a large commit follow after the first ones.
    """

    day: str
    iso: str
    author: str
    message: str
    id: str
    rows: tuple[TimelineRow, ...]
    more: str

    @property
    def first(self) -> tuple[TimelineRow, ...]:
        """The changes that are in sight at once."""
        return self.rows[:FIRST]

    @property
    def rest(self) -> tuple[TimelineRow, ...]:
        """The changes that are folded."""
        return self.rows[FIRST:]


def timeline(ctx: PageContext, subject: Subject) -> tuple[TimelineCommit, ...]:
    """The newest changes of a goal with its key results, or of a KPI."""
    return in_commits(ctx, ctx.history(subject)[:SHOWN])


def in_commits(ctx: PageContext, entries: Sequence[HistoryEntry]) -> tuple[TimelineCommit, ...]:
    """Changes below the commits that made them, in their order."""
    found: list[TimelineCommit] = []
    rows: list[TimelineRow] = []
    for number, entry in enumerate(entries):
        rows.append(_row(ctx, entry))
        is_last = number + 1 == len(entries) or entries[number + 1].commit != entry.commit
        if is_last:
            found.append(_commit(ctx, entry, tuple(rows)))
            rows = []
    return tuple(found)


def moves(ctx: PageContext, subject: Subject, first: date, last: date) -> tuple[Remark, ...]:
    """The days on which the bar of a key result or KPI was moved, to be marked in its chart."""
    return tuple(
        Remark(entry.commit.day, ctx.numbers.dated(entry.commit.day, change_words(ctx, entry)))
        for entry in reversed(ctx.history(subject))
        if entry.subject == subject
        and entry.change.change in MOVED
        and first <= entry.commit.day <= last
    )


def _commit(ctx: PageContext, entry: HistoryEntry, rows: tuple[TimelineRow, ...]) -> TimelineCommit:
    commit = entry.commit
    message = commit.message if len(commit.message) <= LONGEST else f"{commit.message[:LONGEST]}…"
    day = ctx.numbers.day(commit.day)
    return TimelineCommit(
        day=day,
        iso=commit.day.isoformat(),
        author=commit.author,
        message=message,
        id=commit.id[:10],
        rows=rows,
        more=more_words(ctx, len(rows) - FIRST),
    )


def _row(ctx: PageContext, entry: HistoryEntry) -> TimelineRow:
    return TimelineRow(_about(ctx, entry), change_words(ctx, entry), _badge(ctx, entry.change))


def _badge(ctx: PageContext, change: GoalChange) -> Badge | None:
    words = ctx.words
    match change.direction:
        case "eased":
            meaning = words["history.eased_meaning"]
            return Badge(words["history.eased"], "warn", "triangle-alert", 0, meaning)
        case "tightened":
            meaning = words["history.tightened_meaning"]
            return Badge(words["history.tightened"], "quiet", "circle-check", 1, meaning)
        case None:
            return None


def _about(ctx: PageContext, entry: HistoryEntry) -> Anchor:
    """What a change is about, led to its page where it still has one."""
    subject, change = entry.subject, entry.change
    if subject is None:
        return Anchor(change.id)
    found = ctx.find(_TABLES[subject.kind], subject.id) if subject.kind in _TABLES else None
    if found is None:
        title = change.before if change.change == "removed" else change.after
        is_told = change.change in {"added", "removed"} and isinstance(title, str)
        return Anchor(title if is_told else change.id)
    if subject.key_result:
        return ctx.link(GoalKey(subject.id, subject.key_result))
    return ctx.link(found)


def change_words(ctx: PageContext, entry: HistoryEntry) -> str:
    """What changed, as a reader of the site would say it."""
    change, words = entry.change, ctx.words
    match change.change:
        case "added" | "removed" as what:
            of_result = change.kind == "key_result" and result_of(ctx, entry) is None
            title = str(change.before if what == "removed" else change.after)
            return (
                words.labelled(words[f"history.{what}"], title)
                if of_result
                else words[f"history.{what}"]
            )
        case "renamed":
            return words.say("history.renamed", name=str(change.before))
        case "checkin_rewritten" | "checkin_removed" as what:
            return words.say(
                f"history.{what}", day=day_words(ctx, (change.before or {}).get("date"))
            )
        case "value_rewritten" | "value_removed":
            return _moved(ctx, _observed(ctx, entry), change, entry)
        case name:
            return _moved(ctx, words[f"history.of.{name}"], change, entry)


def _observed(ctx: PageContext, entry: HistoryEntry) -> str:
    day = day_words(ctx, (entry.change.before or {}).get("date"))
    return ctx.words.say("history.value", day=day)


def _moved(ctx: PageContext, what: str, change: GoalChange, entry: HistoryEntry) -> str:
    if change.change in {"source", "ignore"}:
        return what
    before, after = (value_words(ctx, entry, value) for value in (change.before, change.after))
    return ctx.words.labelled(what, ctx.words.say("history.moved", before=before, after=after))
