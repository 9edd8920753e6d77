"""Grades: how every key result of a cycle ended, with the arithmetic that says so."""

from __future__ import annotations

from okrsite.commands.close.retrospective import arithmetic, grade_words, plain
from okrsite.model.names import CycleId
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.grades import grade_view


def grade_lines(ctx: PageContext, cycle: CycleId) -> str:
    """A paragraph for each goal of a cycle: its grade, and a line for each key result."""
    return "\n".join(_goal_lines(ctx, id_) for id_ in ctx.cycle_score(cycle).objectives)


def _goal_lines(ctx: PageContext, id_: str) -> str:
    goal, score = ctx.objective(id_), ctx.objective_score(id_)
    view = grade_view(ctx, score.grade)
    verdict = plain(f": {view.text}, {view.verdict}") if view else ""
    lines = [f"{goal.title} ({id_}){verdict}"]
    for result in goal.key_results:
        own = score.key_results[result.id]
        lines.append(f"  {result.id}: {arithmetic(ctx, result, own)}; {grade_words(ctx, own)}")
    return "".join(f"{line}\n" for line in lines)
