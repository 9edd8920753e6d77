"""Path: what a goal serves, up to the company's own goals, and what serves it, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from okrsite.api import GoalKey, Objective
from okrsite.api.pages import Anchor, ObjectiveId, PageContext, Progress, progress_of
from okrsite.builtin.pages.goal_tree import supporters_of
from okrsite.model.names import KeyResultId

SHOWN_WAYS = 12
SHOWN_SUPPORTERS = 40
LONGEST_WAY = 12
DEEPEST = 6

Tree: TypeAlias = dict[GoalKey, "Tree"]


class PathRow(Struct, frozen=True):
    """A goal or key result on the path; the goal of the page itself leads nowhere."""

    depth: int
    link: Anchor
    progress: Progress
    note: str = ""


def path_rows(ctx: PageContext, objective: Objective) -> tuple[PathRow, ...]:
    """From the company's goals over this one to those that support it; empty if it is alone."""
    above = list(_above(ctx, objective))
    here = max((row.depth + 1 for row in above), default=0)
    below = [
        _row(ctx, GoalKey(id_), here + 1, result)
        for id_, result in supporters_of(ctx, objective.id)[:SHOWN_SUPPORTERS]
    ]
    if not above and not below:
        return ()
    own = PathRow(
        here, Anchor(objective.title), progress_of(ctx, ctx.objective_score(objective.id))
    )
    return (*above, own, *below)


def more_supporters(ctx: PageContext, id_: ObjectiveId) -> int:
    """How many supporters the path leaves out."""
    return max(len(supporters_of(ctx, id_)) - SHOWN_SUPPORTERS, 0)


def _above(ctx: PageContext, objective: Objective) -> Iterator[PathRow]:
    """What the goal serves, the parts that several ways share once."""
    tree: Tree = {}
    for number in range(len(objective.supports[:SHOWN_WAYS])):
        branch = tree
        for goal in reversed(_way(ctx, objective, number)):
            branch = branch.setdefault(goal, {})
    yield from _flat(ctx, tree, 0)


def _flat(ctx: PageContext, tree: Tree, depth: int) -> Iterator[PathRow]:
    for goal, inside in tree.items():
        yield _row(ctx, goal, depth)
        yield from _flat(ctx, inside, depth + 1)


def _way(ctx: PageContext, objective: Objective, parent: int) -> list[GoalKey]:
    """From one of an objective's parents upwards, always by the first of several, to the top."""
    goal = objective.supports[parent].goal
    way = [goal] if not goal.key_result else [goal, GoalKey(goal.objective)]
    above = ctx.objective(goal.objective)
    while above.supports and len(way) < LONGEST_WAY:
        above = ctx.objective(above.supports[0].goal.objective)
        way.append(GoalKey(above.id))
    return way


def _row(ctx: PageContext, goal: GoalKey, depth: int, note: str = "") -> PathRow:
    progress = ctx.once(_progress, goal.objective, goal.key_result)
    return PathRow(min(depth, DEEPEST), ctx.link(goal), progress, note)


def _progress(ctx: PageContext, objective: ObjectiveId, result: KeyResultId) -> Progress:
    """How far another goal is, as shown: its pages need not follow all that its score says."""
    score = ctx.objective_score(objective)
    return progress_of(ctx, score.key_results[result] if result else score)
