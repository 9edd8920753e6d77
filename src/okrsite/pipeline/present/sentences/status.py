"""Status: how many goals stand how, and which KPIs ask for somebody, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from okrsite.model.names import KpiId, Status
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.links import kpi_link
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended, listed, said

# What is well comes first, then what asks for help, the worst last, then what nobody can tell.
ORDER: Final[tuple[Status, ...]] = (
    "on_track",
    "done",
    "at_risk",
    "off_track",
    "not_measured",
    "not_started",
)
# So many things are named in a sentence; the rest is a number.
NAMED = 3


def goals_said(
    ctx: PageContext, statuses: Mapping[Status, int], href: Callable[[Status], str]
) -> Sentence:
    """6 of 11 goals are on track, 4 at risk, 1 off track; empty where there is no goal.

    `href` tells where the goals of a status are listed.
    """
    known = [(status, statuses[status]) for status in ORDER if statuses.get(status)]
    total = sum(count for _, count in known)
    return ended(ctx.words, [_goals(ctx, part, total, href) for part in enumerate(known)])


def _goals(
    ctx: PageContext,
    part: tuple[int, tuple[Status, int]],
    total: int,
    href: Callable[[Status], str],
) -> Sentence:
    """The clause of one status; only the first one says what is counted."""
    words, number = ctx.words, ctx.numbers.number
    place, (status, count) = part
    named = words[words.form(f"sentence.status.{status}", count)]
    form = "more" if place else "all" if count == total else "first"
    facts = {"total": number(total)} if form == "first" else {}
    key = f"sentence.{form}"
    return counted(words, key, count, number(count), href=href(status), status=named, **facts)


def kpis_said(ctx: PageContext, key: str, kpis: Sequence[KpiId], href: str) -> Sentence:
    """A clause about some KPIs, the first of them by name; `href` leads to all of them."""
    shown = names_said(ctx, [kpi_link(ctx, kpi) for kpi in kpis], href)
    count = ctx.numbers.number(len(kpis))
    return counted(ctx.words, key, len(kpis), count, href=href, names=shown)


def names_said(ctx: PageContext, links: Sequence[Anchor], href: str) -> Sentence:
    """The first of some things by name, and how many more; `href` leads to all of them."""
    shown = listed(ctx.words, links[:NAMED])
    rest = len(links) - NAMED
    if rest <= 0:
        return shown
    more = counted(ctx.words, "common.more", rest, ctx.numbers.number(rest), href=href)
    return said(ctx.words, "sentence.and_more", names=shown, more=more)
