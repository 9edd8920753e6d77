"""Dialogue: the questions of a check-in, one goal at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from okrsite.commands.authoring.numbers import NUMBER, number, refuse_foreign_numbers
from okrsite.commands.checkin.entry import NewCheckIn
from okrsite.commands.checkin.facts import goal_line, result_line, takes
from okrsite.commands.checkin.jump import jump
from okrsite.commands.checkin.kudos import kudos_of
from okrsite.commands.checkin.place import refuse_second
from okrsite.commands.checkin.values import measured_value
from okrsite.commands.errors import CommandError
from okrsite.commands.terminal import Terminal, harmless
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.scored import Scored

SKIP = "skip"
INTRODUCTION = "Enter leaves a thing as it is; 'skip' goes on to the next goal."

Answer = TypeVar("Answer")


class SkippedError(Exception):
    """Somebody has nothing to say of this goal now."""


def asked_entry(
    objective: Objective, scored: Scored, author: str | None, day: date, terminal: Terminal
) -> NewCheckIn:
    """What somebody answers of a goal. Raises `SkippedError` where they go on without."""
    refuse_second(scored.forest, objective, author, day)
    score = scored.objectives[objective.id]
    terminal.tell(f"\n{harmless(goal_line(objective, score, scored))}")
    values = {}
    for result in objective.key_results:
        terminal.tell(harmless(result_line(result, score.key_results[result.id], scored)))
        if (
            result.kpi is None
            and (value := asked_value(result, score, scored, terminal)) is not None
        ):
            values[result.id] = value
    return NewCheckIn(
        objective=objective,
        day=day,
        author=author,
        values=values,
        confidence=_confidence(score, terminal),
        note=ask_until_readable(
            terminal, "  Note: what happened, what blocks us, what comes next", "", str
        ),
        kudos=ask_until_readable(terminal, "  Thanks, such as ada: what for", "", _kudos(scored)),
    )


def asked_value(
    result: KeyResult, score: ObjectiveScore, scored: Scored, terminal: Terminal
) -> Any | None:
    """What somebody answers of a key result; None where they leave it as it is."""
    of_result = score.key_results[result.id]

    def read(text: str) -> Any | None:
        if not text:
            return None
        value = measured_value(result, text, of_result.words)
        odd = jump(result, of_result, value, scored)
        if odd and not agrees(terminal, f"  {odd}. Is that right? (yes or no)"):
            raise CommandError("then once more")
        return value

    return ask_until_readable(
        terminal,
        f"  {result.id}: {takes(result, of_result)}",
        "",
        lambda text: read(text) if text else None,
    )


def agrees(terminal: Terminal, question: str) -> bool:
    """Whether somebody says yes; without an answer it is no."""
    return terminal.ask(question, "no").strip().casefold() in {"y", "yes"}


def _confidence(score: ObjectiveScore, terminal: Terminal) -> float | None:
    last = "" if score.confidence is None else f"{score.confidence:g}"
    return ask_until_readable(terminal, "  Confidence, 0 to 10", last, _sure)


def _sure(text: str) -> float | None:
    if not text:
        return None
    refuse_foreign_numbers(text)
    if not re.fullmatch(NUMBER, text) or not 0 <= number(text) <= 10:
        raise CommandError(f"{text!r} is no number from 0 to 10", "")
    return number(text)


def _kudos(scored: Scored) -> Callable[[str], tuple[tuple[str, str], ...]]:
    return lambda text: (kudos_of(text, scored.forest),) if text else ()


def ask_until_readable(
    terminal: Terminal, question: str, default: str, read: Callable[[str], Answer]
) -> Answer:
    """Ask until the answer can be read; what is wrong with it is said each time."""
    while True:
        text = terminal.ask(question, default).strip()
        if text.casefold() == SKIP:
            raise SkippedError
        try:
            return read(text)
        except CommandError as problem:
            terminal.tell(harmless(f"  {problem}. {problem.help}".rstrip()))
