"""Shares: how far a team or a cycle is, beside where it should be."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Bar, CycleScore, Site, TeamScore, share_bar


class Share(Struct, frozen=True):
    """A mean of many goals: its figure, the expected one (may be empty), how many are measured."""

    text: str
    expected: str
    measured: str
    bar: Bar


def team_share(site: Site, score: TeamScore) -> Share:
    """How far a team is in the current cycle, its sub-teams included."""
    return _share(site, score, len(score.all))


def cycle_share(site: Site, score: CycleScore) -> Share:
    """How far the goals of a cycle are."""
    return _share(site, score, sum(score.statuses.values()))


def _share(site: Site, score: TeamScore | CycleScore, total: int) -> Share:
    percent, number = site.numbers.percent, site.numbers.number
    expected = ""
    if score.expected is not None:
        expected = site.words.say("progress.expected", share=percent(score.expected))
    measured = site.words.say(
        "share.measured", measured=number(score.measured), total=number(total)
    )
    bar = share_bar(site, score.progress, score.expected, "calm")
    return Share(percent(score.progress), expected, measured if total else "", bar)
