"""A KPI in words: its kind, its target, its source, and how its value came to be."""

from __future__ import annotations

from okrsite.api import Kpi, KpiScore
from okrsite.api.pages import PageContext, Step, kpi_range, kpi_value
from okrsite.model.provenance import Provenance


def kicker_of(ctx: PageContext, kpi: Kpi) -> tuple[str, ...]:
    """What kind of KPI it is, from the critical ones' mark to the perspective."""
    words = ctx.words
    return tuple(
        text
        for text in (
            words["kpi.critical"] if kpi.critical else "",
            words[f"cadence.{kpi.cadence}"],
            _aggregate(ctx, kpi) if kpi.rolling else "",
            words[f"indicator.{kpi.indicator}"] if kpi.indicator else "",
            words[f"perspective.{kpi.perspective}"] if kpi.perspective else "",
        )
        if text
    )


def so_far_of(ctx: PageContext, kpi: Kpi, score: KpiScore) -> str:
    """The value of the period that still runs; empty where none is shown."""
    running = score.so_far
    if running is None:
        return ""
    return ctx.words.say(
        "kpi.so_far",
        value=kpi_value(ctx, kpi, running.value),
        period=ctx.numbers.period(running.period),
    )


def target_of(ctx: PageContext, kpi: Kpi, score: KpiScore) -> str:
    """The target, its day, and whether it is reached; empty where there is none."""
    if kpi.target is None:
        return ""
    value = kpi_value(ctx, kpi, kpi.target.value)
    key = "kpi.target_by" if kpi.target.by else "kpi.target_always"
    day = ctx.numbers.day(kpi.target.by) if kpi.target.by else ""
    said = ctx.words.say(key, value=value, day=day)
    if score.target_is_met is None:
        return said
    verdict = ctx.words["kpi.target_met" if score.target_is_met else "kpi.target_open"]
    return ctx.words.labelled(said, verdict)


def value_steps(ctx: PageContext, kpi: Kpi, score: KpiScore) -> tuple[Step, ...]:
    """How the judged value came to be."""
    words = ctx.words
    if score.value is None:
        return (Step(words["common.value"], words["how.no_current"]),)
    judged = score.judged
    steps = [Step(words["common.value"], _aggregate(ctx, kpi))]
    if judged:
        told = words.count(
            "kpi.observations",
            judged[-1].points,
            period=ctx.numbers.period(judged[-1].period),
            value=kpi_value(ctx, kpi, judged[-1].value),
        )
        steps.append(Step(words["common.period"], told))
    if kpi.range:
        is_inside = kpi.range.holds(score.value)
        key = "kpi.held" if is_inside else "kpi.not_held"
        value = kpi_value(ctx, kpi, score.value)
        held = kpi_range(ctx, kpi)
        steps.append(Step(words["kpi.range"], words.say(key, value=value, range=held)))
    return tuple(steps)


def _aggregate(ctx: PageContext, kpi: Kpi) -> str:
    """How observations make one value."""
    if kpi.rolling is None:
        return ctx.words[f"aggregate.{kpi.aggregate}"]
    return ctx.words.say(f"aggregate.rolling_{kpi.aggregate}", count=str(kpi.rolling))


def review_due_of(ctx: PageContext, score: KpiScore) -> str:
    """When the next review is due, or was; empty where none is expected, or none ever came."""
    due = score.next_review_due
    if due is None or (score.last_review is None and ctx.has_passed(due)):
        return ""
    key = "kpi.review_overdue" if ctx.has_passed(due) else "kpi.review_due"
    return ctx.words.say(key, day=ctx.numbers.day(due))


def source_of(ctx: PageContext, kpi: Kpi) -> str:
    """The name of the source of the values. The query may be confidential and is never shown."""
    if kpi.formula:
        return ctx.words["kpi.computed"]
    if kpi.source is None:
        return ctx.words["kpi.by_hand"]
    known = ctx.find(Provenance, kpi.id)
    fetched = known.fetched_day if known else None
    if fetched is None or not ctx.has_come(fetched):
        return ctx.words.say("kpi.from_source", source=kpi.source.use)
    day = ctx.numbers.day(fetched)
    return ctx.words.say("kpi.from_source_on", source=kpi.source.use, day=day)


def outage_of(ctx: PageContext, kpi: Kpi) -> str:
    """Since when the source gives nothing; why is told within the company alone."""
    known = ctx.find(Provenance, kpi.id)
    if known is None or known.outage is None or not ctx.has_come(known.outage.since_day):
        return ""
    day, reason = ctx.numbers.day(known.outage.since_day), known.outage.reason
    if ctx.audience == "public":
        return ctx.words.say("kpi.outage", source=known.source, day=day)
    return ctx.words.say("kpi.outage_why", source=known.source, day=day, reason=reason)
