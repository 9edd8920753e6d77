"""Distribution: how many goals are in which state, as a bar and in words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.model.goal_score import Band
from okrsite.model.names import Health, Status
from okrsite.pipeline.present.charts.stack import Piece, Stack
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import Badge, band_badge, health_badge, status_badge

STATUSES: tuple[Status, ...] = (
    "done",
    "on_track",
    "at_risk",
    "off_track",
    "not_measured",
    "not_started",
)
HEALTHS: tuple[Health, ...] = (
    "in_range",
    "warning",
    "out_of_range",
    "stale",
    "no_range",
    "no_data",
)
BANDS: tuple[Band, ...] = ("high", "middle", "low")


class Count(Struct, frozen=True):
    """How many are in a state.

    Attributes:
        badge: The state.
        count: The number, in the site's language.
    """

    badge: Badge
    count: str


class Spread(Struct, frozen=True):
    """How a number of things spread over their states; states that nothing is in are left out.

    Attributes:
        bar: The bar of all states.
        counts: The states with their numbers.
    """

    bar: Stack
    counts: tuple[Count, ...]


def status_spread(ctx: PageContext, statuses: Mapping[Status, int]) -> Spread | None:
    """How goals spread over their statuses, the best first; nothing where there is no goal."""
    return _spread(ctx, [(status_badge(ctx.words, s), statuses.get(s, 0)) for s in STATUSES])


def health_spread(ctx: PageContext, healths: Mapping[Health, int]) -> Spread | None:
    """How KPIs spread over their health, the best first; nothing where there is no KPI."""
    return _spread(ctx, [(health_badge(ctx.words, h), healths.get(h, 0)) for h in HEALTHS])


def band_spread(ctx: PageContext, grades: Mapping[Band, int]) -> Spread | None:
    """How grades spread over their bands, the best first; nothing where there is no grade."""
    return _spread(ctx, [(band_badge(ctx.words, band), grades.get(band, 0)) for band in BANDS])


def _spread(ctx: PageContext, sizes: list[tuple[Badge, int]]) -> Spread | None:
    known = [(badge, size) for badge, size in sizes if size]
    if not known:
        return None
    counts = tuple(Count(badge, ctx.numbers.number(size)) for badge, size in known)
    words = ctx.words
    title = words.listed(words.labelled(count.badge.word, count.count) for count in counts)
    return Spread(Stack(title, tuple(Piece(size, badge.tone) for badge, size in known)), counts)
