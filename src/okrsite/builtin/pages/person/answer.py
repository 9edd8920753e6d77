"""Answer: how somebody's goals and KPIs stand, and what comes next for them, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from okrsite.api import Status
from okrsite.api.pages import ObjectiveId, PageContext, PersonId
from okrsite.builtin.pages.brief.lead import kpi_parts
from okrsite.builtin.pages.brief.rows import KpiSummary, kpi_rows
from okrsite.builtin.pages.brief.scope import listing
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.upcoming import Due, due_about
from okrsite.pipeline.present.sentences.sentence import Sentence, ended, said
from okrsite.pipeline.present.sentences.status import goals_said


def answer_of(
    ctx: PageContext,
    person: PersonId,
    goals: Sequence[ObjectiveId],
    due: Sequence[Due],
) -> tuple[Sentence, ...]:
    """Sentences about somebody; of `goals` those of the current cycle that they own and count."""
    told = (
        _goals(ctx, person, goals),
        *(part.sentence for part in kpi_parts(ctx, ctx.entry(_kpis_by_owner, person) or ())),
        _next(ctx, due),
    )
    return tuple(sentence for sentence in told if sentence)


def _goals(ctx: PageContext, person: PersonId, goals: Sequence[ObjectiveId]) -> Sentence:
    statuses: Counter[Status] = Counter()
    for id_ in goals:
        goal, score = ctx.objective(id_), ctx.objective_score(id_)
        if score.counts and goal.owner == person and goal.cycle == ctx.current_cycle:
            statuses[score.status] += 1

    def address(status: Status) -> str:
        return listing(ctx, ctx.current_cycle, COMPANY, status, person)

    return goals_said(ctx, statuses, address)


def _kpis_by_owner(ctx: PageContext) -> dict[PersonId, tuple[KpiSummary, ...]]:
    found: dict[PersonId, list[KpiSummary]] = {}
    for row in kpi_rows(ctx, COMPANY):
        found.setdefault(ctx.kpi(row.id).owner or "", []).append(row)
    return {owner: tuple(rows) for owner, rows in found.items()}


def _next(ctx: PageContext, due: Sequence[Due]) -> Sentence:
    """The first thing that falls due."""
    if not due:
        return Sentence()
    first, words = due[0], ctx.words
    when = words.say("person.next", day=ctx.numbers.short_day(first.day))
    what = said(words, "sentence.of", text=words[f"due.{first.kind}"], things=due_about(ctx, first))
    return ended(words, [said(words, "sentence.about", thing=when, text=what)])
