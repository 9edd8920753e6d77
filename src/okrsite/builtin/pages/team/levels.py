"""Levels: how far a practice has come, as a word, a number and a row of steps."""

from __future__ import annotations

from typing import get_args

from msgspec import Struct

from okrsite.api.pages import PageContext
from okrsite.model.maturity import MaturityLevel
from okrsite.pipeline.present.charts.steps import Steps

LEVELS: tuple[MaturityLevel, ...] = get_args(MaturityLevel)


class LevelView(Struct, frozen=True):
    """A level: its word, its number of five, what it means, and the steps drawn.

    `key` is what it is sorted by.
    """

    word: str
    step: str
    meaning: str
    picture: Steps
    key: str = ""


def level_view(ctx: PageContext, level: MaturityLevel | None) -> LevelView:
    """A level as it is read; without facts it is not measured."""
    words = ctx.words
    if level is None:
        missing = ctx.numbers.missing
        return LevelView(missing, "", words["level_meaning.none"], Steps(missing, 0, len(LEVELS)))
    number = LEVELS.index(level) + 1
    step = words.say("maturity.step", step=str(number), steps=str(len(LEVELS)))
    word = words[f"level.{level}"]
    picture = Steps(words.listed((word, step)), number, len(LEVELS))
    return LevelView(word, step, words[f"level_meaning.{level}"], picture, str(number))
