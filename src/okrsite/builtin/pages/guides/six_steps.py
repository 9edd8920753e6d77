"""The six-step way from KPIs to OKRs, and how far this company has gone it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api.pages import Anchor, Badge, Page, PageContext, PageKind, about
from okrsite.pipeline.compute.six_steps import SixStep, StepName, StepState, six_steps
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import (
    ATTENTION,
    FOCUS,
    KPIS,
    LOOP,
    OBJECTIVES,
    SIX_STEPS,
)

SHOWN = 8
_PLACES: dict[StepName, str] = {
    "gather": KPIS,
    "gaps": LOOP,
    "objectives": OBJECTIVES,
    "tie": FOCUS,
    "link": OBJECTIVES,
    "review": ATTENTION,
}


class StepView(Struct, frozen=True, kw_only=True):
    """A step: what it asks of a company, how this one stands, and what is still to do."""

    anchor: str
    number: str
    name: str
    text: str
    badge: Badge
    answer: str
    asks: tuple[Anchor, ...]
    more: str
    place: Anchor


class SixStepsView(Struct, frozen=True):
    """The whole way; `gone` tells how many of its steps are done."""

    title: str
    gone: str
    steps: tuple[StepView, ...]


def six_steps_view(ctx: PageContext, _: str) -> SixStepsView:
    """The page of the way."""
    steps = ctx.once(_steps)
    done = sum(step.state == "done" for step in steps)
    gone = ctx.words.say("six_steps.gone", done=str(done), steps=str(len(steps)))
    return SixStepsView(
        ctx.words["six_steps.title"],
        gone,
        tuple(_step(ctx, number, step) for number, step in enumerate(steps, start=1)),
    )


def _steps(ctx: PageContext) -> tuple[SixStep, ...]:
    return six_steps(ctx.scored)


def _step(ctx: PageContext, number: int, step: SixStep) -> StepView:
    words, rest = ctx.words, len(step.asks) - SHOWN
    return StepView(
        anchor=f"step-{step.name}",
        number=str(number),
        name=words[f"six_steps.{step.name}"],
        text=words[f"six_steps.{step.name}_text"],
        badge=_badge(ctx, step.state),
        answer=_answer(ctx, step),
        asks=tuple(about(ctx, subject) for subject in step.asks[:SHOWN]),
        more=more_words(ctx, rest),
        place=Anchor(words[f"six_steps.{step.name}_place"], ctx.href(_PLACES[step.name])),
    )


def _badge(ctx: PageContext, state: StepState) -> Badge:
    word = ctx.words[f"six_steps.state_{state}"]
    match state:
        case "done":
            return Badge(word, "good", "circle-check-big")
        case "open":
            return Badge(word, "warn", "triangle-alert")
        case "waiting":
            return Badge(word, "quiet", "circle-dashed")


def _answer(ctx: PageContext, step: SixStep) -> str:
    """How the company stands with a step, in a sentence."""
    key = f"six_steps.{step.name}"
    if step.state == "open" and step.asks:
        count = len(step.asks)
        return ctx.words.count(f"{key}_open", count, ctx.numbers.number(count))
    return ctx.words["six_steps.waits" if step.state == "waiting" else f"{key}_{_is(step)}"]


def _is(step: SixStep) -> str:
    return "done" if step.state == "done" else "never"


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    title = ctx.words["six_steps.title"]
    yield Page("steps", SIX_STEPS, "six_steps.html", title, section="six_steps")


KIND = PageKind(
    name="six_steps",
    title="The six steps",
    names=names,
    view=six_steps_view,
    nav=SIX_STEPS,
    order=92,
)
