"""Status: a word, a shape and a tone, so that nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.goal_score import Band
from okrsite.model.names import Health, LoopState, State, Status
from okrsite.pipeline.words import Words

Key = TypeVar("Key", bound=str)
Tone = Literal["good", "warn", "bad", "calm", "quiet"]
_Looks: TypeAlias = tuple[Tone, str]


class Badge(Struct, frozen=True):
    """A state as it is shown.

    Attributes:
        word: The word.
        tone: What its colour says.
        icon: The name of its icon.
        rank: Its place among its like in a sorted list, what asks most of the reader first.
        meaning: What the word means; may be empty.
    """

    word: str
    tone: Tone
    icon: str
    rank: int = 0
    meaning: str = ""


# Each vocabulary stands in the order in which its states are sorted.
_STATUS: dict[Status, _Looks] = {
    "off_track": ("bad", "octagon-x"),
    "at_risk": ("warn", "triangle-alert"),
    "on_track": ("good", "circle-check"),
    "done": ("good", "circle-check-big"),
    "not_measured": ("quiet", "circle-help"),
    "not_started": ("quiet", "circle-dashed"),
}
_HEALTH: dict[Health, _Looks] = {
    "out_of_range": ("bad", "octagon-x"),
    "warning": ("warn", "triangle-alert"),
    "stale": ("warn", "clock-alert"),
    "in_range": ("good", "circle-check"),
    "no_range": ("quiet", "circle-dashed"),
    "no_data": ("quiet", "circle-help"),
}
_LOOP: dict[LoopState, _Looks] = {
    "signalled": ("bad", "bell"),
    "unconfirmed": ("warn", "circle-slash"),
    "watch": ("warn", "eye"),
    "acting": ("calm", "play"),
    "confirmed": ("good", "badge-check"),
    "holding": ("good", "anchor"),
    "steady": ("good", "minus"),
    "unknown": ("quiet", "circle-help"),
}
_STATE: dict[State, _Looks] = {
    "active": ("calm", "play"),
    "draft": ("quiet", "pencil"),
    "paused": ("quiet", "pause"),
    "dropped": ("quiet", "ban"),
}
_BAND: dict[Band, _Looks] = {
    "low": ("bad", "octagon-x"),
    "middle": ("warn", "triangle-alert"),
    "high": ("good", "circle-check"),
}


def status_rank(status: Status) -> int:
    """The place of a status among all, what asks most of the reader first."""
    return list(_STATUS).index(status)


def status_badge(words: Words, status: Status) -> Badge:
    """How a goal goes, against the pace it should have."""
    return _badge(words, "status", status, _STATUS)


def health_badge(words: Words, health: Health) -> Badge:
    """Whether a KPI is where it should be."""
    return _badge(words, "health", health, _HEALTH)


def loop_badge(words: Words, state: LoopState) -> Badge:
    """Where a KPI stands between being watched and being changed."""
    return _badge(words, "loop", state, _LOOP)


def state_badge(words: Words, state: State) -> Badge:
    """Whether anybody works on an objective."""
    badge = _badge(words, "state", state, _STATE)
    return replace(badge, rank=len(_STATUS) + badge.rank)


def band_badge(words: Words, band: Band) -> Badge:
    """How good a grade is."""
    return _badge(words, "band", band, _BAND)


def _badge(words: Words, kind: str, key: Key, vocabulary: Mapping[Key, _Looks]) -> Badge:
    rank = list(vocabulary).index(key)
    meaning = words[f"{kind}_meaning.{key}"]
    return Badge(words[f"{kind}.{key}"], *vocabulary[key], rank, meaning)
