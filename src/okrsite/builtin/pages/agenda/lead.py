"""Lead: what falls due this week and next in a sentence each, to whom most, and what is late."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api.pages import PageContext, cases, person_link
from okrsite.builtin.pages.agenda.load import busiest
from okrsite.builtin.pages.agenda.weeks import DueWeek, day_anchor
from okrsite.builtin.pages.upcoming import DueKind
from okrsite.pipeline.present.paths import ATTENTION
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended, listed, said

# Which kinds a clause counts together, in the order in which they are said.
CLAUSES: dict[str, tuple[DueKind, ...]] = {
    "checkins": ("checkin", "confidence"),
    "readings": ("reading",),
    "reviews": ("review",),
    "milestones": ("milestone",),
    "results": ("result",),
    "begins": ("begins",),
    "ends": ("cycle",),
}
# Late check-ins, and late reviews of KPIs.
LATE = {"OKR506", "OKR507"}
NAMED = 3
MUCH = 3


def agenda_sentences(ctx: PageContext, this: DueWeek, following: DueWeek) -> tuple[Sentence, ...]:
    """What falls due next week and to whom most, what is left of this week, and what is late."""
    told = (
        _week(ctx, "next", following),
        _most(ctx, following),
        _week(ctx, "this", this),
        _late(ctx),
    )
    return tuple(sentence for sentence in told if sentence)


def _week(ctx: PageContext, name: str, week: DueWeek) -> Sentence:
    clauses = list(_clauses(ctx, week))
    if not clauses:
        return ended(ctx.words, [ctx.words[f"agenda.{name}_nothing"]])
    things = listed(ctx.words, clauses)
    return ended(ctx.words, [said(ctx.words, f"agenda.{name}_due", things=things)])


def _clauses(ctx: PageContext, week: DueWeek) -> Iterator[Sentence]:
    """How many of each kind, led to the first day on which there is one."""
    for name, kinds in CLAUSES.items():
        dues = [due for due in week.dues if due.kind in kinds]
        if dues:
            shown, href = ctx.numbers.number(len(dues)), f"#{day_anchor(dues[0].day)}"
            yield counted(ctx.words, f"agenda.{name}", len(dues), shown, href=href)


def _most(ctx: PageContext, week: DueWeek) -> Sentence:
    """Those to whom much falls; nothing where it is spread."""
    named = [
        said(
            ctx.words,
            "sentence.told",
            text=person_link(ctx, person) or person,
            who=ctx.numbers.number(count),
        )
        for person, count in busiest(week)[:NAMED]
        if count >= MUCH
    ]
    most = said(ctx.words, "agenda.most", names=listed(ctx.words, named))
    return ended(ctx.words, [most]) if named else Sentence()


def _late(ctx: PageContext) -> Sentence:
    late = sum(signal.code in LATE for case in cases(ctx) for signal in case.signals)
    if not late:
        return Sentence()
    shown = ctx.numbers.number(late)
    return ended(
        ctx.words, [counted(ctx.words, "agenda.late", late, shown, href=ctx.href(ATTENTION))]
    )
