"""Initiatives: the work for a goal as pages show it, beside the arithmetic and never in it."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goals import Initiative
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paths import Anchor


class InitiativeView(Struct, frozen=True):
    """A piece of work, where it is planned, whether it is done, and when in words.

    Attributes:
        title: The work, led to where it is planned.
        is_done: Whether it is done.
        when: When it was done; may be empty.
    """

    title: Anchor
    is_done: bool
    when: str


def initiatives_of(
    ctx: PageContext, initiatives: tuple[Initiative, ...]
) -> tuple[InitiativeView, ...]:
    """The initiatives in the order they are written."""
    return tuple(
        InitiativeView(
            Anchor(initiative.title, initiative.link),
            initiative.done is not False,
            _when(ctx, initiative),
        )
        for initiative in initiatives
    )


def _when(ctx: PageContext, initiative: Initiative) -> str:
    done = initiative.done
    if isinstance(done, bool):
        return ctx.words["initiative.done" if done else "initiative.open"]
    return ctx.words.say("initiative.done_on", day=ctx.numbers.day(done))
