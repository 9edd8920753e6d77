"""Verdict: whether a goal will be reached and what keeps it from that, in a sentence."""

from __future__ import annotations

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.pipeline.compute.outlook import result_outlook
from okrsite.pipeline.figures.precision import Figures, Precision, decimal_of
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.paths import Anchor, result_anchor
from okrsite.pipeline.present.ranges import figures_of_result
from okrsite.pipeline.present.sentences.sentence import Sentence, ended, said

# So many key results are named in the sentence, the worst first; the table has them all.
NAMED = 2
# A forecast is not exact.
MOST_PLACES = 2


def verdict(ctx: PageContext, objective: Objective, score: ObjectiveScore) -> Sentence:
    """Where an objective will end, or how it stands where nobody can tell; empty once it is graded.

    Likely to miss: drop-off will end near 26 %, target 15 %.
    """
    words, share = ctx.words, ctx.numbers.percent
    if objective.state != "active" or score.grade is not None:
        return Sentence()
    if score.status == "not_started":
        return ended(
            words, [said(words, "verdict.starts", day=ctx.numbers.day(score.window.start))]
        )
    if score.status in {"not_measured", "done"}:
        return ended(words, [words[f"verdict.{score.status}"]])
    if ctx.has_passed(score.window.end):
        day, reached = ctx.numbers.day(score.window.end), share(score.progress)
        return ended(words, [said(words, "verdict.over", day=day, progress=reached)])
    if missed := _missed(ctx, objective, score):
        results = _joined(ctx, missed[:NAMED])
        return ended(words, [said(words, "verdict.misses", results=results)])
    if score.status == "on_track" and _reaches_all(score):
        return ended(words, [words["verdict.reaches"]])
    key = "verdict.on_pace" if score.status == "on_track" else "verdict.late"
    facts = {"progress": share(score.progress), "expected": share(score.expected)}
    return ended(words, [said(words, key, **facts)])


def off_track(ctx: PageContext, score: ObjectiveScore) -> str:
    """How many key results are off track, to stand beside a status that does not say so."""
    late = sum(result.status == "off_track" for result in score.key_results.values())
    if not late or score.status == "off_track" or score.grade is not None:
        return ""
    number = ctx.numbers.number
    return ctx.words.count("verdict.off_track", late, number(late), total=number(score.total))


def _joined(ctx: PageContext, sentences: list[Sentence]) -> Sentence:
    """One sentence after another; their own commas would hide a comma between them."""
    first, *others = sentences
    for other in others:
        first = said(ctx.words, "verdict.both", first=first, second=other)
    return first


def _missed(ctx: PageContext, objective: Objective, score: ObjectiveScore) -> list[Sentence]:
    """What each key result that will miss its target comes to, the one farthest off first."""
    found: list[tuple[float, Sentence]] = []
    for result in objective.key_results:
        known = score.key_results[result.id]
        outlook = result_outlook(known)
        if outlook is not None and not outlook.reaches:
            found.append((outlook.share, _will_end(ctx, result, known)))
        elif outlook is None and known.status == "off_track":
            found.append((known.progress or 0.0, _is_at(ctx, result, known)))
    return [sentence for _, sentence in sorted(found, key=lambda pair: pair[0])]


def _will_end(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> Sentence:
    """Where a forecast ends, and how sure that is; of points on one line there is no doubt."""
    figures, forecast = figures_of_result(ctx, score.objective, result), score.forecast
    target = ctx.numbers.among(score.target, figures)
    ends = (
        (ctx.numbers.missing,) * 3
        if forecast is None
        else tuple(
            _about(ctx, value, score, figures, target)
            for value in (forecast.value, forecast.low, forecast.high)
        )
    )
    facts = dict(zip(("value", "low", "high"), ends, strict=True))
    key = "verdict.will_end" if len(set(ends)) == 1 else "verdict.will_end_sure"
    return said(ctx.words, key, result=_link(result), target=target, **facts)


def _about(
    ctx: PageContext, value: float, score: KeyResultScore, figures: Figures, target: str
) -> str:
    """A forecast with the places of start and target; exact where it would read as the target."""
    known = [bound for bound in (score.start, score.target) if bound is not None]
    precision = Precision(max((_places(bound) for bound in known), default=0))
    about = ctx.numbers.exactly(value, figures.unit, precision)
    return ctx.numbers.among(value, figures) if about == target else about


def _places(value: float) -> int:
    exponent = decimal_of(value).normalize().as_tuple().exponent
    return min(max(-exponent, 0), MOST_PLACES) if isinstance(exponent, int) else 0


def _is_at(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> Sentence:
    share = ctx.numbers.percent
    return said(
        ctx.words,
        "verdict.is_at",
        result=_link(result),
        progress=share(score.progress),
        expected=share(score.expected),
    )


def _reaches_all(score: ObjectiveScore) -> bool:
    outlooks = [result_outlook(result) for result in score.key_results.values()]
    return bool(outlooks) and all(outlook and outlook.reaches for outlook in outlooks)


def _link(result: KeyResult) -> Anchor:
    return Anchor(result.title, f"#{result_anchor(result.id)}")
