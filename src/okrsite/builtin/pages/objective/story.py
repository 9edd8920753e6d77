"""Story: what happened to a goal, newest first: check-ins, milestones, and what was moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from okrsite.api import CheckIn, Objective, Subject
from okrsite.api.pages import CheckInCard, PageContext, checkin_card, checkins_of
from okrsite.pipeline.present.sentences.change import from_to
from okrsite.pipeline.present.timeline import TimelineCommit, timeline

SHOWN = 60


class StoryEntry(Struct, frozen=True, kw_only=True):
    """One thing that happened on a day: a check-in, a commit or a milestone, the others are empty.

    `confidence` is how sure its author was, with what was said before where that is another.
    """

    iso: str
    day: str
    checkin: CheckInCard | None = None
    confidence: str = ""
    commit: TimelineCommit | None = None
    milestone: str = ""


def story(ctx: PageContext, objective: Objective) -> tuple[StoryEntry, ...]:
    """The newest of what happened to an objective."""
    events = [*_checkins(ctx, objective), *_commits(ctx, objective), *_milestones(ctx, objective)]
    # The sort is stable: of one day the check-in comes first.
    return tuple(sorted(events, key=lambda event: event.iso, reverse=True)[:SHOWN])


def _checkins(ctx: PageContext, objective: Objective) -> Iterator[StoryEntry]:
    told = checkins_of(ctx, objective)[:SHOWN]
    for place, checkin in enumerate(told):
        earlier = (other.confidence for other in told[place + 1 :] if other.confidence is not None)
        before = next(earlier, None)
        yield StoryEntry(
            iso=checkin.date.isoformat(),
            day=ctx.numbers.day(checkin.date),
            checkin=checkin_card(ctx, checkin),
            confidence=_confidence(ctx, checkin, before),
        )


def _confidence(ctx: PageContext, checkin: CheckIn, before: float | None) -> str:
    now, number = checkin.confidence, ctx.numbers.number
    if now is None:
        return ""
    if before is None or before == now:
        return ctx.words.say("objective.confidence_of", value=number(now))
    return from_to(ctx, number(before), number(now))


def _commits(ctx: PageContext, objective: Objective) -> Iterator[StoryEntry]:
    for commit in timeline(ctx, Subject("objective", objective.id)):
        yield StoryEntry(iso=commit.iso, day=commit.day, commit=commit)


def _milestones(ctx: PageContext, objective: Objective) -> Iterator[StoryEntry]:
    score = ctx.objective_score(objective.id)
    told = {
        (checkin.date, result)
        for checkin in checkins_of(ctx, objective)
        for result in checkin.values
    }
    for result in score.key_results.values():
        for step in result.steps:
            # A check-in that reached it says so itself.
            if step.done is not None and (step.done, result.id) not in told:
                yield _milestone(ctx, step.done, step.title)


def _milestone(ctx: PageContext, day: date, title: str) -> StoryEntry:
    return StoryEntry(iso=day.isoformat(), day=ctx.numbers.day(day), milestone=title)
