"""KPIs in Markdown: one in full, and one in a line of a list."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api import Kpi, KpiScore
from okrsite.api.pages import (
    KpiId,
    PageContext,
    goal_link,
    kpi_card,
    kpi_value,
    person_link,
    team_link,
)
from okrsite.builtin.pages.brief.digest_text import escaped, link
from okrsite.builtin.pages.markdown.text import fact, row, table
from okrsite.pipeline.present.kpis import as_of

SHOWN_PERIODS = 12


def kpi_markdown(ctx: PageContext, id_: KpiId) -> str:
    """A KPI with its range, who acts on it, its newest periods, and what it measures."""
    kpi, score = ctx.kpi(id_), ctx.kpi_score(id_)
    return "\n".join(
        [
            f"# {escaped(kpi.title)}",
            "",
            *_facts(ctx, kpi, score),
            "",
            *_periods(ctx, kpi, score),
            *([escaped(kpi.body.text), ""] if kpi.body.text else []),
        ]
    )


def kpi_item(ctx: PageContext, id_: KpiId) -> str:
    """A KPI in a line: where it is, its value, its range."""
    card = kpi_card(ctx, id_)
    told = ctx.words.listed(filter(None, (card.health.word, card.value, card.range, card.as_of)))
    return f"- {link(card.link)}: {escaped(told)}"


def _facts(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Iterator[str]:
    card = kpi_card(ctx, kpi.id)
    value = ctx.words.listed(filter(None, (card.value, as_of(ctx, score))))
    yield fact(ctx, "common.value", value)
    yield fact(ctx, "kpi.range", card.range)
    yield fact(ctx, "common.status", card.health.word)
    yield fact(ctx, "kpi.loop", card.loop.word)
    if score.loop_by:
        yield fact(ctx, "kpi.goal", goal_link(ctx, score.loop_by.goal))
    if team := team_link(ctx, kpi.team):
        yield fact(ctx, "common.team", team)
    if owner := person_link(ctx, kpi.owner):
        yield fact(ctx, "common.owner", owner)


def _periods(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Iterator[str]:
    known = list(score.judged)[-SHOWN_PERIODS:]
    if not known:
        return
    yield f"## {ctx.words['kpi.history']}"
    yield ""
    yield from table((ctx.words["common.period"], ctx.words["common.value"]))
    for period in known:
        yield row(ctx.numbers.period(period.period), kpi_value(ctx, kpi, period.value))
    yield ""
