"""A kind of key result: how many weeks in a row were good, of those that were wanted.

[[key_results]]
id = "calm"
title = "Four calm weeks in a row"
score_by = { use = "streak", length = 4, most = 2 }
"""

from collections.abc import Iterable
from itertools import takewhile

from msgspec import Struct

from okrsite.api import Scorer, ScoreRequest, hookimpl


class Settings(Struct, frozen=True):
    """What stands beside `use`: a value of at most `most` is good."""

    length: int
    most: float


def score(request: ScoreRequest, settings: Settings) -> float | None:
    newest_first = reversed(request.values)
    streak = list(takewhile(lambda point: point.value <= settings.most, newest_first))
    return len(streak) / settings.length if request.values else None


@hookimpl
def okrsite_scorers() -> Iterable[Scorer[Settings]]:
    yield Scorer(name="streak", title="Good values in a row", settings=Settings, score=score)
