"""Status: a word, a shape and a tone, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from okrsite.model.names import Health, LoopState, Severity, State, Status
from okrsite.model.score import Band
from okrsite.pipeline.words import Words

Tone = Literal["good", "warn", "bad", "calm", "quiet"]
_Looks: TypeAlias = tuple[Tone, str]


class Badge(Struct, frozen=True):
    """A state as it is shown: the word, the tone of its colour, and the name of its icon."""

    word: str
    tone: Tone
    icon: str


_STATUS: dict[Status, _Looks] = {
    "not_started": ("quiet", "circle-dashed"),
    "not_measured": ("quiet", "circle-help"),
    "done": ("good", "circle-check-big"),
    "on_track": ("good", "circle-check"),
    "at_risk": ("warn", "triangle-alert"),
    "off_track": ("bad", "octagon-x"),
}
_HEALTH: dict[Health, _Looks] = {
    "no_data": ("quiet", "circle-help"),
    "stale": ("warn", "clock-alert"),
    "no_range": ("quiet", "circle-dashed"),
    "out_of_range": ("bad", "octagon-x"),
    "warning": ("warn", "triangle-alert"),
    "in_range": ("good", "circle-check"),
}
_LOOP: dict[LoopState, _Looks] = {
    "unknown": ("quiet", "circle-help"),
    "steady": ("good", "minus"),
    "signalled": ("bad", "bell"),
    "acting": ("calm", "play"),
    "confirmed": ("good", "badge-check"),
    "unconfirmed": ("warn", "circle-slash"),
    "holding": ("good", "anchor"),
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
_SEVERITY: dict[Severity, _Looks] = {
    "error": ("bad", "octagon-x"),
    "warning": ("warn", "triangle-alert"),
    "hint": ("quiet", "info"),
    "signal": ("calm", "bell"),
}


def status_badge(words: Words, status: Status) -> Badge:
    """How a goal goes, against the pace it should have."""
    return Badge(words[f"status.{status}"], *_STATUS[status])


def health_badge(words: Words, health: Health) -> Badge:
    """Whether a KPI is where it should be."""
    return Badge(words[f"health.{health}"], *_HEALTH[health])


def loop_badge(words: Words, state: LoopState) -> Badge:
    """Where a KPI stands between being watched and being changed."""
    return Badge(words[f"loop.{state}"], *_LOOP[state])


def state_badge(words: Words, state: State) -> Badge:
    """Whether anybody works on an objective."""
    return Badge(words[f"state.{state}"], *_STATE[state])


def band_badge(words: Words, band: Band) -> Badge:
    """How good a grade is."""
    return Badge(words[f"band.{band}"], *_BAND[band])


def severity_badge(words: Words, severity: Severity) -> Badge:
    """How much a finding matters."""
    return Badge(words[f"severity.{severity}"], *_SEVERITY[severity])
