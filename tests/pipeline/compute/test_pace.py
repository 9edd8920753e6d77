"""Pace: what is expected by now, and the status that follows from the gap."""

import pytest


def test_nothing_is_expected_on_the_first_day_and_everything_on_the_last(site) -> None:
    key_result = site.metric(4, start=8, current=8.0)
    assert site.score(key_result, today="2026-10-01").expected == 0
    assert site.score(key_result, today="2026-12-31").expected == 1
    assert site.score(key_result, today="2027-02-01").expected == 1


def test_the_expected_share_is_of_the_windows_days(site) -> None:
    assert site.score(site.metric(4, start=8), today="2026-11-01").expected == 31 / 91


def test_the_window_ends_with_due(site) -> None:
    score = site.score(site.metric(4, start=8, due="2026-10-31"), today="2026-10-16")
    assert score.expected == 0.5
    assert score.window.end == site.day("2026-10-31")


def test_a_window_of_one_day_is_gone_on_that_day(site) -> None:
    day = site.cycle("q4", "2026-10-01", "2026-10-01")
    assert site.score(site.metric(4, start=8), day, today="2026-10-01").expected == 1


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        (0.5, "on_track"),
        (0.4, "on_track"),
        (0.3999, "at_risk"),
        (0.25, "at_risk"),
        (0.2499, "off_track"),
        (1.0, "done"),
    ],
)
def test_a_gap_up_to_a_tenth_is_on_track_and_up_to_a_quarter_at_risk(
    site, progress, status
) -> None:
    window = site.cycle("q4", "2026-10-01", "2026-10-21")
    score = site.score(site.metric(1, start=0, current=progress), window, today="2026-10-11")
    assert score.expected == 0.5
    assert score.status == status


def test_a_gap_of_a_tenth_is_on_track_whatever_binary_fractions_make_of_it(site) -> None:
    window = site.cycle("q4", "2026-10-01", "2026-10-11")
    score = site.score(site.metric(1, start=0, current=0.3), window, today="2026-10-05")
    assert score.expected - score.progress > 0.1
    assert score.status == "on_track"


def test_a_goal_is_not_started_before_its_window_whatever_its_value(site) -> None:
    scored = site.scored(site.goal(site.metric(4, start=8, current=4)), today="2026-09-30")
    goal = scored.objectives["goal"]
    assert (goal.status, goal.key_results["kr"].status) == ("not_started", "not_started")


def test_a_goal_without_a_value_is_not_measured(site) -> None:
    goal = site.scored(site.goal(site.metric(4, start=8))).objectives["goal"]
    assert (goal.progress, goal.expected, goal.status) == (None, None, "not_measured")


def test_confidence_never_changes_the_arithmetic(site) -> None:
    key_result = site.metric(4, start=8, current=6)
    with_doubt = site.scored(site.goal(key_result), site.checkin("2026-11-02", confidence=1))
    without = site.scored(site.goal(key_result))
    one, other = with_doubt.objectives["goal"], without.objectives["goal"]
    assert one.confidence == 1
    assert other.confidence is None
    assert (one.progress, one.expected, one.status) == (
        other.progress,
        other.expected,
        other.status,
    )


def test_confidence_is_of_the_newest_checkin_that_tells_it(site) -> None:
    goal = site.scored(
        site.goal(site.metric(4, start=8)),
        site.checkin("2026-10-12", confidence=7),
        site.checkin("2026-10-19", confidence=4),
        site.checkin("2026-10-26", kr=7.0),
    ).objectives["goal"]
    assert goal.confidence == 4
    assert goal.last_checkin == site.day("2026-10-26")
    assert [value for _, value in goal.confidence_history] == [7, 4]
