"""Decided: what was settled since Monday, by the history of the repository and by the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from okrsite.api import Cycle, Kpi, Objective
from okrsite.api.pages import (
    Anchor,
    Badge,
    PageContext,
    TeamId,
    cycle_link,
    kpi_link,
    kpi_value,
)
from okrsite.builtin.pages.brief.rows import kpi_rows
from okrsite.builtin.pages.scopes import is_inside
from okrsite.model.change import ChangeName
from okrsite.model.history import HistoryEntry
from okrsite.pipeline.present.timeline import in_commits

SHOWN = 6
# What people decide, and not what only follows from the week's work.
DECISIONS: frozenset[ChangeName] = frozenset(
    {
        *("added", "removed", "target", "start", "range", "due", "state", "cycle", "type"),
        *("days", "milestones", "zones", "checkpoints", "score", "owner"),
    }
)


class Decision(Struct, frozen=True):
    """Something that was decided: about what, in words, with a badge where it moved a bar.

    `why` is what the commit says, at the first of its changes; else empty.
    """

    about: Anchor
    text: str
    badge: Badge | None = None
    why: str = ""


class Decisions(Struct, frozen=True):
    """What was decided, the newest first; `more` says how much else, or is empty."""

    lines: tuple[Decision, ...]
    more: str


def decisions(ctx: PageContext, team: TeamId) -> Decisions:
    """What was settled on Monday or since."""
    since = ctx.monday.day or ctx.today
    found = [*_of_files(ctx, team, since), *_of_history(ctx, team, since)]
    rest = len(found) - SHOWN
    more = ctx.words.count("common.more", rest, ctx.numbers.number(rest)) if rest > 0 else ""
    return Decisions(tuple(found[:SHOWN]), more)


def _of_files(ctx: PageContext, team: TeamId, since: date) -> Iterator[Decision]:
    """Cycles that were closed, and KPIs that got another baseline."""
    for cycle in ctx.all(Cycle):
        if not team and cycle.closed and since <= cycle.closed <= ctx.today:
            yield Decision(cycle_link(ctx, cycle.id), ctx.words["changes.closed"])
    for row in kpi_rows(ctx, team):
        kpi = ctx.kpi(row.id)
        for baseline in kpi.baselines:
            if baseline.since >= since:
                value = kpi_value(ctx, kpi, baseline.value)
                yield Decision(
                    kpi_link(ctx, kpi.id), ctx.words.say("changes.baseline", value=value)
                )


def _of_history(ctx: PageContext, team: TeamId, since: date) -> Iterator[Decision]:
    entries = [
        entry
        for entry in ctx.whole_history.entries
        if entry.commit.day >= since
        and entry.change.change in DECISIONS
        and entry.change.kind in {"objective", "key_result", "kpi", "cycle"}
        and is_inside(ctx, _team_of(ctx, entry), team)
    ]
    for commit in in_commits(ctx, entries):
        for number, row in enumerate(commit.rows):
            yield Decision(row.about, row.text, row.badge, "" if number else commit.message)


def _team_of(ctx: PageContext, entry: HistoryEntry) -> TeamId | None:
    subject = entry.subject
    if subject is None or subject.kind not in {"objective", "kpi"}:
        return None
    if subject.kind == "kpi":
        kpi = ctx.find(Kpi, subject.id)
        return kpi.team if kpi else None
    objective = ctx.find(Objective, subject.id)
    return objective.team if objective else None
