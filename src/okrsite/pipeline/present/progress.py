"""Progress: how far a goal is, how far it should be, and how both were worked out."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.score import KeyResultScore, ObjectiveScore, Window
from okrsite.pipeline.present.charts.bar import Bar
from okrsite.pipeline.present.numbers import MINUS
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.present.status import Badge, Tone, status_badge


class Step(Struct, frozen=True):
    """One line of a calculation: what is worked out, and how."""

    name: str
    text: str


class Progress(Struct, frozen=True, kw_only=True):
    """Progress as it is read; `raw` is given where the share shown is clamped, else empty."""

    text: str
    raw: str
    expected: str
    badge: Badge
    bar: Bar


def progress_of(site: Site, score: KeyResultScore | ObjectiveScore) -> Progress:
    """The progress of a goal or key result beside the pace it should have."""
    badge = status_badge(site.words, score.status)
    expected = None if score.status == "not_started" else score.expected
    return Progress(
        text=site.numbers.percent(score.progress),
        raw=_raw(site, score.progress_raw),
        expected=_expected(site, expected),
        badge=badge,
        bar=share_bar(site, score.progress, expected, badge.tone),
    )


def share_bar(site: Site, share: float | None, expected: float | None, tone: Tone) -> Bar:
    """A bar for a share that has no status of its own, such as the mean of many goals."""
    words = (site.numbers.percent(share), _expected(site, expected))
    return Bar(", ".join(each for each in words if each), tone, share, expected)


def pace_steps(
    site: Site, window: Window, progress: float | None, expected: float | None
) -> tuple[Step, ...]:
    """How the expected share and the gap behind it were worked out."""
    words, percent = site.words, site.numbers.percent
    steps = [_elapsed(site, window)]
    if progress is not None and expected is not None:
        scoring = site.settings.scoring
        behind = percent(expected - progress, scoring.at_risk, scoring.off_track)
        gap = f"{percent(expected)} {MINUS} {percent(progress)} = {behind}"
        steps.append(Step(words["how.gap"], words.say("how.gap_text", gap=gap, **site.thresholds)))
    return tuple(steps)


def _elapsed(site: Site, window: Window) -> Step:
    length = (window.end - window.start).days
    gone = min(max((site.today - window.start).days, 0), length)
    share = gone / length if length else 1.0
    text = site.words.say(
        "how.elapsed_text",
        gone=str(gone),
        length=str(length),
        start=site.numbers.day(window.start),
        end=site.numbers.day(window.end),
        share=site.numbers.percent(share),
    )
    return Step(site.words["how.elapsed"], text)


def _expected(site: Site, share: float | None) -> str:
    if share is None:
        return ""
    return site.words.say("progress.expected", share=site.numbers.percent(share))


def _raw(site: Site, raw: float | None) -> str:
    if raw is None or 0 <= raw <= 1:
        return ""
    return site.words.say("progress.raw", share=site.numbers.percent(raw))
