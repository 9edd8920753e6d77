"""Kinds of key results for `score_by` that come with okrsite."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from okrsite.api import Scorer, ScoreRequest, hookimpl


class PercentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`whole` is the value that stands for everything done."""

    whole: Annotated[float, Meta(gt=0)] = 100


@hookimpl
def okrsite_scorers() -> Iterable[Scorer[PercentSettings]]:
    """`percent`: the newest value is the share done."""
    return (
        Scorer(
            name="percent",
            title="The newest value, as a percentage done",
            settings=PercentSettings,
            score=_percent,
        ),
    )


def _percent(request: ScoreRequest, settings: PercentSettings) -> float | None:
    """The newest value as a share of the whole; not measured before the first."""
    return request.values[-1].value / settings.whole if request.values else None
