"""Lead: how a cycle stands or how it went, in a few sentences whose clauses lead to the proof."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Cycle, CycleScore, Status
from okrsite.api.pages import Anchor, CycleId, PageContext, Spread, objective_link, status_spread
from okrsite.builtin.pages.brief.scope import listing
from okrsite.model.standing import has_ended
from okrsite.pipeline.compute.earlier import last_cycle
from okrsite.pipeline.present.distribution import band_spread
from okrsite.pipeline.present.links import cycle_link
from okrsite.pipeline.present.sentences.change import share_delta
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended, said
from okrsite.pipeline.present.sentences.status import goals_said, names_said


class Compared(Struct, frozen=True):
    """The cycle before, beside a running one as of the same day, beside an ended one as it ended.

    `label` leads to it; `text` is how far its goals were, `spread` how they stood.
    """

    label: Anchor
    text: str
    spread: Spread | None


def lead(ctx: PageContext, cycle: Cycle) -> tuple[Sentence, ...]:
    """The sentences of a cycle, one by one; none without goals that count."""
    score = ctx.cycle_score(cycle.id)
    told = _closed(ctx, score) if score.grade is not None else _open(ctx, cycle, score)
    return tuple(sentence for sentence in told if sentence)


def compared(ctx: PageContext, cycle: Cycle) -> Compared | None:
    """The cycle before, of about the same length; None without one or before a cycle begins."""
    before = last_cycle(ctx.all(Cycle), cycle)
    score = _score_beside(ctx, cycle, before.id) if before else None
    if before is None or score is None or score.progress is None:
        return None
    link = cycle_link(ctx, before.id)
    label = link.text
    if cycle.id == ctx.current_cycle:
        label = ctx.words.say("cycle_lead.same_day", cycle=before.title)
    spread = band_spread(ctx, score.grades) or status_spread(ctx, score.statuses)
    return Compared(Anchor(label, link.href), ctx.numbers.percent(score.progress), spread)


def _score_beside(ctx: PageContext, cycle: Cycle, before: CycleId) -> CycleScore | None:
    if cycle.id == ctx.current_cycle:
        return ctx.last_cycle.cycle_score(before)
    return ctx.cycle_score(before) if has_ended(cycle, ctx.today) else None


def _closed(ctx: PageContext, score: CycleScore) -> tuple[Sentence, ...]:
    """How many goals were met, with which mean grade, and which were not."""
    words, number = ctx.words, ctx.numbers.number
    total = sum(score.grades.values())
    form = "all" if score.met == total else "some" if score.met else "none"
    count = score.met if form == "some" else total
    facts = {"total": number(total)} if form == "some" else {}
    grade = ctx.numbers.percent(score.grade)
    met = counted(words, f"cycle_lead.{form}", count, number(count), **facts)
    clauses = [met, said(words, "cycle_lead.grade", grade=grade)]
    return (ended(words, clauses), _missed(ctx, score) if form == "some" else Sentence())


def _missed(ctx: PageContext, score: CycleScore) -> Sentence:
    missed = [objective_link(ctx, id_) for id_ in score.objectives if _is_missed(ctx, id_)]
    names = names_said(ctx, missed, listing(ctx, score.id, ""))
    return ended(ctx.words, [said(ctx.words, "cycle_lead.missed", names=names)])


def _is_missed(ctx: PageContext, id_: str) -> bool:
    grade = ctx.objective_score(id_).grade
    return grade is not None and grade.counts is not None and not grade.met


def _open(ctx: PageContext, cycle: Cycle, score: CycleScore) -> tuple[Sentence, ...]:
    """How the goals stand, how far they are, and how much further than on Monday."""

    def address(status: Status) -> str:
        return listing(ctx, cycle.id, "", status)

    return goals_said(ctx, score.statuses, address), _reached(ctx, cycle, score)


def _reached(ctx: PageContext, cycle: Cycle, score: CycleScore) -> Sentence:
    words, percent = ctx.words, ctx.numbers.percent
    if score.progress is None or ctx.today < cycle.start:
        return Sentence()
    clauses: list[Sentence | str] = [
        said(words, "cycle_lead.reached", progress=percent(score.progress))
    ]
    if score.expected is not None and not has_ended(cycle, ctx.today):
        clauses.append(said(words, "cycle_lead.expected", expected=percent(score.expected)))
        monday = ctx.monday.cycle_score(cycle.id)
        delta = share_delta(ctx, score.progress, monday.progress if monday else None)
        clauses += [delta.sentence] if delta and delta.tone != "quiet" else []
    return ended(words, clauses)
