"""Rhythm: when the next check-in and the next review are due."""

import pytest

from okrsite.pipeline.compute.rhythm import next_beat


@pytest.mark.parametrize(
    ("rhythm", "day", "next_"),
    [
        ("weekly", "2026-10-30", "2026-11-06"),
        ("biweekly", "2026-10-30", "2026-11-13"),
        ("monthly", "2026-10-31", "2026-11-30"),
        ("monthly", "2028-01-31", "2028-02-29"),
        ("monthly", "2026-12-15", "2027-01-15"),
        ("quarterly", "2026-11-30", "2027-02-28"),
        ("monthly", "9999-12-15", "9999-12-31"),
        ("weekly", "9999-12-30", "9999-12-31"),
        ("monthly", "9999-11-30", "9999-12-30"),
    ],
)
def test_a_beat_later_is_the_same_day_or_the_months_last(site, rhythm, day, next_) -> None:
    assert next_beat(site.day(day), rhythm) == site.day(next_)


def due(site, *entities, today="2026-11-15", **fields):
    goal = site.goal(site.metric(4, start=8), **fields)
    return site.scored(goal, *entities, today=today).objectives["goal"].next_due


def test_the_first_checkin_is_due_two_beats_after_the_cycles_start(site) -> None:
    assert due(site, today="2026-10-02") == site.day("2026-10-15")


def test_the_next_checkin_is_due_a_week_after_the_last(site) -> None:
    assert due(site, site.checkin("2026-11-10", confidence=5)) == site.day("2026-11-17")


def test_a_checkin_before_the_cycle_does_not_bring_the_first_one_forward(site) -> None:
    assert due(site, site.checkin("2026-09-10", confidence=5)) == site.day("2026-10-08")


def test_a_teams_rhythm_comes_from_the_teams_above_it(site) -> None:
    teams = [
        site.team("company", rhythm="monthly"),
        site.team("sales", "company"),
        site.team("field", "sales"),
    ]
    assert due(site, *teams, team="field") == site.day("2026-12-01")
    own = [*teams[:2], site.team("field", "sales", rhythm="biweekly")]
    assert due(site, *own, team="field") == site.day("2026-10-29")


def test_a_personal_goal_keeps_the_rhythm_of_its_owners_team(site) -> None:
    team, ada = site.team("sales", rhythm="monthly"), site.person("ada", "sales")
    assert due(site, team, ada, owner="ada") == site.day("2026-12-01")


def test_nothing_is_due_after_the_end_or_the_close(site) -> None:
    assert due(site, site.checkin("2026-12-28", confidence=5), today="2027-01-20") is None
    assert due(site, site.quarter(closed="2026-11-10")) is None


def test_a_checkin_may_be_due_on_the_cycles_last_day(site) -> None:
    late = due(site, site.checkin("2026-12-24", confidence=5), today="2026-12-27")
    assert late == site.day("2026-12-31")


def test_a_missed_checkin_is_due_until_the_last_day_and_then_the_close_is(site) -> None:
    missed = site.checkin("2026-12-01", confidence=5)
    assert due(site, missed, today="2026-12-31") == site.day("2026-12-08")
    assert due(site, missed, today="2027-01-01") is None


def test_a_goal_that_is_done_owes_no_checkin(site) -> None:
    goal = site.goal(site.metric(4, start=8, current=4))
    assert site.scored(goal).objectives["goal"].next_due is None


def test_reviews_are_monthly_from_the_last_one_or_from_the_first_observation_on(site) -> None:
    series = site.observed({"2026-08-31": 5, "2026-10-31": 5})
    assert site.kpi_score(site.kpi(), series).next_review_due == site.day("2026-09-30")
    reviewed = site.kpi(reviews=(site.review("2026-11-02"), site.review("2026-12-02")))
    score = site.kpi_score(reviewed, series)
    assert score.last_review == site.day("2026-11-02")
    assert score.next_review_due == site.day("2026-12-02")
    assert site.kpi_score(site.kpi()).next_review_due is None


def test_a_kpis_reviews_keep_the_rhythm_of_its_team(site) -> None:
    teams = [site.team("company", reviews="quarterly"), site.team("sales", "company")]
    kpi = site.kpi(team="sales", reviews=(site.review("2026-11-02"),))
    assert site.kpi_score(kpi, *teams).next_review_due == site.day("2027-02-02")


def test_a_chain_of_ten_thousand_teams_inherits_its_rhythm(site) -> None:
    from okrsite.pipeline.compute.rhythm import team_rhythms

    names = [f"t{place:05}" for place in range(10_000)]
    teams = {names[0]: site.team(names[0], rhythm="monthly")}
    teams |= {name: site.team(name, names[place]) for place, name in enumerate(names[1:])}
    backwards = dict(reversed(teams.items()))
    assert team_rhythms(backwards)[names[-1]].checkins == "monthly"
