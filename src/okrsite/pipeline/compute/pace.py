"""Pace: how far a window is gone, what is expected by now, and the status that follows."""

from datetime import date

from okrsite.model.goal_score import Window
from okrsite.model.names import Status
from okrsite.model.people import Cycle
from okrsite.model.settings import ScoringSettings
from okrsite.pipeline.compute.rounding import rounded


def window_of(cycle: Cycle, due: date | None = None) -> Window:
    """From the cycle's start to the due day, or to the cycle's end where no day is due."""
    return Window(cycle.start, due or cycle.end)


def elapsed_share(window: Window, today: date) -> float:
    """The share of a window's days that is gone: 0 up to the first, 1 from the last on.

    A window of one day, or one that ends before it starts, is gone as soon as its end is reached.
    """
    if today >= window.end:
        return 1.0
    if today <= window.start:
        return 0.0
    return (today - window.start).days / (window.end - window.start).days


def last_day(cycle: Cycle, today: date) -> date:
    """The last day whose check-ins count: today, or the day of the close."""
    return today if cycle.closed is None else min(cycle.closed, today)


def status_of(
    window: Window,
    today: date,
    progress: float | None,
    expected: float | None,
    scoring: ScoringSettings,
) -> Status:
    """The status by the first match of: not started, not measured, done, gap behind the pace.

    Progress is clamped; it and the gap are rounded to 9 places before they meet a threshold.
    """
    if today < window.start:
        return "not_started"
    if progress is None or expected is None:
        return "not_measured"
    if rounded(progress) >= 1:
        return "done"
    gap = rounded(expected - progress)
    if gap <= scoring.at_risk:
        return "on_track"
    return "at_risk" if gap <= scoring.off_track else "off_track"


def custom_status(status: Status, is_done: bool | None) -> Status:
    """The status of what a plugin scores, which may say itself whether it is done."""
    if is_done is None or status in {"not_started", "not_measured"}:
        return status
    if is_done:
        return "done"
    return "on_track" if status == "done" else status


def guardrail_status(status: Status, *, is_over: bool, latest_is_inside: bool | None) -> Status:
    """The status of a guardrail: done only after its window, at risk at best while outside."""
    if status == "done" and not is_over:
        status = "on_track"
    return at_risk_at_best(status) if latest_is_inside is False else status


def at_risk_at_best(status: Status) -> Status:
    """The status of what looks good and is not to be relied on."""
    return "at_risk" if status in {"done", "on_track"} else status
