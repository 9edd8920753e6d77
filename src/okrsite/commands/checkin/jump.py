"""Jump: a new value so far from the last one that it may be a slip of the hand."""

from __future__ import annotations

from typing import Any

from okrsite.commands.checkin.facts import written
from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import KeyResult
from okrsite.model.measure import Custom, Milestones, Zones
from okrsite.model.scored import Scored

HUNDREDFOLD = 100


def jump(result: KeyResult, score: KeyResultScore, value: Any, scored: Scored) -> str:
    """What is odd about a new value; empty where nothing is, or nothing is known before it."""
    old = score.current
    is_word = isinstance(result.measure, Milestones | Zones | Custom)
    if is_word or old is None or not isinstance(value, int | float):
        return ""
    told = f"{written(old, result, score, scored)} to {written(value, result, score, scored)}"
    if old and value and not 1 / HUNDREDFOLD < abs(value / old) < HUNDREDFOLD:
        return f"from {told} is a hundredfold"
    if score.start is None or score.target is None or score.start == score.target:
        return ""
    if abs(value - old) > abs(score.target - score.start):
        return f"from {told} is further than from start to target"
    return ""
