"""Glossary: what every word on a badge means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from okrsite.api import Health, Status
from okrsite.api.pages import (
    Badge,
    Page,
    PageContext,
    PageKind,
    health_badge,
    loop_badge,
    state_badge,
    status_badge,
)
from okrsite.model.names import LoopState
from okrsite.pipeline.present.grades import band_of
from okrsite.pipeline.present.progress import thresholds

VOCABULARY = "vocabulary.html"
SET_ASIDE: tuple[Literal["draft", "paused", "dropped"], ...] = ("draft", "paused", "dropped")


class Vocabulary(Struct, frozen=True, kw_only=True):
    """The words for one question: who is asked it, where the borders are, and the words."""

    anchor: str
    name: str
    text: str
    badges: tuple[Badge, ...]


class VocabularyView(Struct, frozen=True):
    """The page."""

    title: str
    parts: tuple[Vocabulary, ...]


def vocabulary_view(ctx: PageContext, _: str) -> VocabularyView:
    """Every vocabulary in the order in which a reader meets them, the worst word first."""
    words, scoring, percent = ctx.words, ctx.settings.scoring, ctx.numbers.percent
    grades = (0.0, scoring.low, scoring.high)
    found = {
        "status": _sorted(status_badge(words, status) for status in get_args(Status)),
        "grades": tuple(band_of(ctx, grade) for grade in grades),
        "health": _sorted(health_badge(words, health) for health in get_args(Health)),
        "loop": _sorted(loop_badge(words, state) for state in get_args(LoopState)),
        "confidence": (),
        "state": tuple(state_badge(words, state) for state in SET_ASIDE),
    }
    borders = {"low": percent(scoring.low), "high": percent(scoring.high), **thresholds(ctx)}
    return VocabularyView(
        words["vocabulary.title"],
        tuple(
            Vocabulary(
                anchor=name,
                name=words[f"vocabulary.{name}"],
                text=words.say(f"vocabulary.{name}_text", **borders),
                badges=badges,
            )
            for name, badges in found.items()
        ),
    )


def _sorted(badges: Iterable[Badge]) -> tuple[Badge, ...]:
    return tuple(sorted(badges, key=lambda badge: badge.rank))


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    title = ctx.words["vocabulary.title"]
    yield Page("words", VOCABULARY, "vocabulary.html", title, section="vocabulary")


KIND = PageKind(
    name="vocabulary",
    title="Words",
    names=names,
    view=vocabulary_view,
    nav=VOCABULARY,
    order=96,
)
