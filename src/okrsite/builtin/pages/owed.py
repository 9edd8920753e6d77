"""Owed: goals of others that support one's own, and whose check-in is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import Anchor, ObjectiveId, PageContext, objective_link, person_link
from okrsite.builtin.pages.goal_tree import supporters_of


class OwedLine(Struct, frozen=True):
    """A goal that supports one of theirs, since when its check-in is late, and whose it is."""

    link: Anchor
    text: str
    owner: Anchor | None


def owed_to(
    ctx: PageContext, goals: Iterable[ObjectiveId], is_own: Callable[[Objective], bool]
) -> Iterator[ObjectiveId]:
    """The goals of others that support some goals and whose check-in is late, each once."""
    for id_ in dict.fromkeys(id_ for goal in goals for id_, _ in supporters_of(ctx, goal)):
        due = ctx.objective_score(id_).next_due
        if due is not None and ctx.has_passed(due) and not is_own(ctx.objective(id_)):
            yield id_


def owed_line(ctx: PageContext, id_: ObjectiveId) -> OwedLine:
    """A goal that is owed as it is read."""
    due = ctx.objective_score(id_).next_due
    text = ctx.words.say("objective.overdue", day=ctx.numbers.day(due)) if due else ""
    return OwedLine(objective_link(ctx, id_), text, person_link(ctx, ctx.objective(id_).owner))
