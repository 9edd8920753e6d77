"""Values: what a key result can take from a check-in, read from what somebody types."""

from __future__ import annotations

import re
from typing import Any, assert_never

from okrsite.commands.authoring.numbers import NUMBER, number, refuse_foreign_numbers
from okrsite.commands.errors import CommandError
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    ZONES,
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)


def value_of(goal: Objective, score: ObjectiveScore, written: str) -> tuple[str, Any]:
    """A key result's id and value from `KEY_RESULT=VALUE`; `score` is that of the goal.

    Raises `CommandError` where there is no such key result, or it takes no such value.
    """
    name, mark, text = written.partition("=")
    key_result = goal.key_result(name.strip())
    if not mark or key_result is None:
        known = ", ".join(result.id for result in goal.key_results) or "none"
        raise CommandError(f"{written!r} names no key result of {goal.id}", f"It has {known}.")
    words = score.key_results[key_result.id].words
    return key_result.id, measured_value(key_result, text.strip(), words)


def measured_value(key_result: KeyResult, text: str, words: tuple[str, ...] = ()) -> Any:
    """The value as the file has it; `words` are those that its scorer takes, if it has one.

    Raises `CommandError` where the measure takes no such value.
    """
    if key_result.kpi:
        raise CommandError(
            f"{key_result.id} takes its value from the KPI {key_result.kpi!r}",
            "Put the value into the KPI's CSV file.",
        )
    match key_result.measure:
        case Metric() | Relative() | Guardrail():
            return _number(key_result, text)
        case Milestones(steps):
            return _one_of(key_result, text, tuple(step.id for step in steps))
        case Zones():
            return _share_or_zone(key_result, text)
        case NumberZones():
            return text if text in ZONES else _number(key_result, text)
        case Custom():
            return _number_or_word(key_result, text, words)
        case _:
            assert_never(key_result.measure)


def _number(key_result: KeyResult, text: str) -> float:
    refuse_foreign_numbers(text)
    if not re.fullmatch(NUMBER, text):
        raise CommandError(f"{key_result.id} takes a number, not {text!r}", "Such as 4.5.")
    return number(text)


def _number_or_word(key_result: KeyResult, text: str, words: tuple[str, ...]) -> float | str:
    if text not in words and re.fullmatch(NUMBER, text):
        return number(text)
    # Without words nobody knows: its scorer takes numbers, or cannot be asked.
    if words and text not in words:
        raise CommandError(f"{key_result.id} has no {text!r}", f"It has {', '.join(words)}.")
    return text


def _share_or_zone(key_result: KeyResult, text: str) -> float | str | list[str]:
    if not re.fullmatch(NUMBER, text):
        return _one_of(key_result, text, tuple(ZONES))
    share = number(text)
    if not 0 <= share <= 1:
        help_ = f"Name a zone ({', '.join(ZONES)}) or give a share between 0 and 1."
        raise CommandError(f"{key_result.id} takes no {text}", help_)
    return share


def _one_of(key_result: KeyResult, text: str, known: tuple[str, ...]) -> str | list[str]:
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in known]:
        raise CommandError(f"{key_result.id} has no {unknown[0]!r}", f"It has {', '.join(known)}.")
    return names if len(names) > 1 else names[0]
