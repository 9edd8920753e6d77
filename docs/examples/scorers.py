"""A kind of key result: how many weeks in a row were good, of those that were wanted.

[[key_results]]
id = "calm"
title = "Four calm weeks in a row"
score_by = { use = "streak", length = 4 }

[[checkins]]
date = 2026-10-12
values = { calm = "good" }
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Annotated

from msgspec import Meta, Struct

from okrsite.api import CustomScore, Scorer, ScoreRequest, hookimpl


class Settings(Struct, frozen=True):
    """What stands beside `use`."""

    length: Annotated[int, Meta(ge=1)]


def score(request: ScoreRequest, settings: Settings) -> CustomScore | None:
    if not request.words:
        return None
    newest_first = [word for _, word in reversed(request.words)]
    streak = len(list(takewhile(lambda word: word == "good", newest_first)))
    return CustomScore(
        progress=streak / settings.length, value=streak, target=settings.length, unit="weeks"
    )


@hookimpl
def okrsite_scorers() -> Iterable[Scorer[Settings]]:
    yield Scorer(
        name="streak",
        title="Good weeks in a row",
        settings=Settings,
        score=score,
        words=lambda _: ("good", "bad"),
    )
