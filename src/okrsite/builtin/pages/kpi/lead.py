"""Lead: since when a KPI stands as it does, who acts on it, and what comes next."""

from __future__ import annotations

from okrsite.api import Attack, Kpi, KpiScore, Period
from okrsite.api.pages import Anchor, PageContext, goal_link, person_link
from okrsite.builtin.pages.kpi.words import review_due_of
from okrsite.pipeline.present.phases import crossings
from okrsite.pipeline.present.sentences.sentence import Fact, Sentence, ended, paragraph, said

# Health by which side of its range the KPI is on.
_OUTSIDE = {"out_of_range": True, "warning": False, "in_range": False}
# States in which there is one thing to do that no day is set for.
_ASKS = frozenset({"signalled", "confirmed", "unconfirmed", "watch"})


def kpi_lead(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Sentence:
    """How a KPI stands, in up to three sentences; without a range or values only the first."""
    first = ended(ctx.words, [_since(ctx, kpi, score)])
    if score.health not in _OUTSIDE:
        return first
    following = (_actor(ctx, kpi, score), _next(ctx, score))
    return paragraph(ctx.words, [first, *(ended(ctx.words, [told]) for told in following if told)])


def _since(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Sentence:
    words = ctx.words
    if score.health == "stale" and score.as_of:
        return said(words, "kpi_lead.stale", day=ctx.numbers.day(score.as_of))
    if score.health not in _OUTSIDE:
        return said(words, f"kpi_lead.{score.health}")
    is_outside = _OUTSIDE[score.health]
    side, period = "out" if is_outside else "in", _first_period(ctx, kpi, score, is_outside)
    if period is None:
        return said(words, f"kpi_lead.{side}_always")
    shown = Anchor(ctx.numbers.period(period), "#loop-history")
    return said(words, f"kpi_lead.{side}_since", period=shown)


def _first_period(ctx: PageContext, kpi: Kpi, score: KpiScore, is_outside: bool) -> Period | None:
    """The period since which it is on its side of the range; None where it always was."""
    complete, judged = score.periods.complete, score.judged
    if complete and kpi.range and kpi.range.holds(complete[-1].value) is is_outside:
        return judged[-1].period
    crossed = crossings(ctx, kpi.id)
    return complete[crossed[-1]].period if crossed else None


def _actor(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Sentence:
    """Who works on it; that nobody does, where somebody needs to."""
    words, by = ctx.words, score.loop_by
    if score.loop in {"confirmed", "unconfirmed"} and by:
        return said(words, f"kpi_lead.{score.loop}", goal=goal_link(ctx, by.goal))
    if score.loop == "acting" and by:
        return _acting(ctx, by)
    if score.loop != "signalled":
        return said(words, "kpi_lead.nobody_needs")
    owner = person_link(ctx, kpi.owner)
    return (
        said(words, "kpi_lead.nobody_owner", owner=owner)
        if owner
        else said(words, "kpi_lead.nobody")
    )


def _acting(ctx: PageContext, attack: Attack) -> Sentence:
    facts: dict[str, Fact] = {
        "goal": goal_link(ctx, attack.goal),
        "since": ctx.numbers.day(attack.window.start),
        "day": ctx.numbers.day(attack.window.end),
    }
    owner = person_link(ctx, ctx.objective(attack.goal.objective).owner)
    if owner is None:
        return said(ctx.words, "kpi_lead.acting", "", **facts)
    return said(ctx.words, "kpi_lead.acting_owner", "", owner=owner, **facts)


def _next(ctx: PageContext, score: KpiScore) -> Sentence:
    """The goal that begins next, else what the state asks for, else the next review."""
    coming = next((attack for attack in score.attacks if attack.window.start > ctx.today), None)
    if coming:
        day = ctx.numbers.day(coming.window.start)
        return said(ctx.words, "kpi_lead.next_goal", goal=goal_link(ctx, coming.goal), day=day)
    if score.loop in _ASKS:
        return said(ctx.words, f"kpi_lead.next_{score.loop}")
    due = review_due_of(ctx, score)
    return Sentence((Anchor(due, "#reviews"),)) if due else Sentence()
