"""Roll-ups: how the progress of an objective was put together, as a sum that can be checked."""

from __future__ import annotations

from typing import assert_never

from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import Objective
from okrsite.pipeline.compute.rounding import total, weighted_mean
from okrsite.pipeline.present.calculation import shown_shares
from okrsite.pipeline.present.context import PageContext

TIMES = "\N{MULTIPLICATION SIGN}"


def rolled_up(ctx: PageContext, objective: Objective, score: ObjectiveScore) -> list[str]:
    """The sums that the progress of an objective rests on, one line each."""
    match objective.rollup:
        case "key_results":
            return [_mean_of_results(ctx, objective, score)]
        case "weakest":
            return [_weakest(ctx, score)]
        case "children":
            return [_mean_of_children(ctx, score)]
        case "both":
            return [
                _mean_of_results(ctx, objective, score),
                _mean_of_children(ctx, score),
                ctx.words.say("how.both", share=ctx.numbers.percent(score.progress)),
            ]
        case _:
            assert_never(objective.rollup)


def _mean_of_results(ctx: PageContext, objective: Objective, score: ObjectiveScore) -> str:
    parts = [
        (result.weight, progress)
        for result in objective.key_results
        if (progress := score.key_results[result.id].progress) is not None
    ]
    return _weighted(ctx, parts, score.from_key_results)


def _mean_of_children(ctx: PageContext, score: ObjectiveScore) -> str:
    parts = [(c.weight, c.progress) for c in score.contributions if c.progress is not None]
    return ctx.words.say("how.children", mean=_weighted(ctx, parts, score.from_children))


def _weakest(ctx: PageContext, score: ObjectiveScore) -> str:
    measured = [
        result.progress for result in score.key_results.values() if result.progress is not None
    ]
    if not measured:
        return ctx.words["how.nothing_measured"]
    shares = ctx.words.listed(ctx.numbers.percent(share) for share in measured)
    least = ctx.numbers.percent(score.progress)
    return ctx.words.say("how.weakest", shares=shares, share=least)


def _weighted(ctx: PageContext, parts: list[tuple[float, float]], mean: float | None) -> str:
    """The sum as it is taken; long ones are told by their number, so that a page stays a page."""
    if not parts or mean is None:
        return ctx.words["how.nothing_measured"]
    percent, number = ctx.numbers.percent, ctx.numbers.number
    if len(parts) > 12:
        return ctx.words.say("how.mean_of_many", count=str(len(parts)), share=percent(mean))
    weights = [weight for weight, _ in parts]
    shares = shown_shares(
        ctx.numbers,
        [share for _, share in parts],
        lambda read: weighted_mean(read, weights) or 0,
        percent,
    )
    if len(set(weights)) == 1:
        return ctx.numbers.formula(f"({' + '.join(shares)}) / {len(parts)} = {percent(mean)}")
    products = " + ".join(
        f"{number(weight)} {TIMES} {share}" for weight, share in zip(weights, shares, strict=True)
    )
    return ctx.numbers.formula(f"({products}) / {number(total(weights))} = {percent(mean)}")
