"""Teams and cycles: means over goals, each counted once and in its own cycle."""

import pytest


def at(site, share, name, **fields):
    return site.goal(site.metric(1, start=0, current=share), name=name, **fields)


def company(site):
    return [
        site.team("company"),
        site.team("sales", "company"),
        site.team("field", "sales"),
        site.team("people", "company"),
    ]


def test_a_teams_progress_is_the_plain_mean_of_what_it_owns_sub_teams_included(site) -> None:
    scored = site.scored(
        *company(site),
        at(site, 1, "a", team="company"),
        at(site, 0.5, "b", team="sales"),
        at(site, 0.1, "c", team="field"),
        at(site, 0.3, "d", team="field"),
    )
    assert scored.teams["field"].progress == pytest.approx(0.2)
    assert scored.teams["sales"].progress == pytest.approx(0.3)
    assert scored.teams["sales"].own == ("b",)
    assert scored.teams["sales"].all == ("b", "c", "d")
    assert scored.teams["company"].progress == pytest.approx(0.475)
    assert scored.company.progress == pytest.approx(0.475)


def test_a_team_without_goals_is_not_measured(site) -> None:
    assert site.scored(*company(site)).teams["people"].progress is None


def test_goals_with_other_teams_are_listed_and_never_counted(site) -> None:
    scored = site.scored(*company(site), at(site, 0.5, "b", team="sales", with_teams=("people",)))
    assert scored.teams["people"].shown_with == ("b",)
    assert (scored.teams["people"].progress, scored.teams["people"].all) == (None, ())


def test_a_years_goals_never_enter_a_quarters_totals(site) -> None:
    year = site.cycle("y", "2026-01-01", "2026-12-31")
    scored = site.scored(
        *company(site),
        year,
        site.quarter(),
        at(site, 1, "yearly", team="sales", cycle="y"),
        at(site, 0.5, "quarterly", team="sales"),
    )
    assert scored.cycle == "q4"
    assert scored.teams["sales"].progress == 0.5
    assert scored.cycles["q4"].progress == 0.5
    assert scored.cycles["y"].progress == 1


def test_personal_goals_belong_to_no_team(site) -> None:
    scored = site.scored(
        *company(site), site.person("ada", "sales"), at(site, 1, "mine", owner="ada")
    )
    assert scored.teams["sales"].progress is None
    assert scored.company.progress is None


def test_statuses_are_counted_over_all_goals_of_a_team(site) -> None:
    scored = site.scored(
        *company(site), at(site, 1, "a", team="sales"), at(site, 0, "b", team="field")
    )
    assert scored.teams["sales"].statuses == {"done": 1, "off_track": 1}


def test_a_chain_as_deep_as_teams_may_go_is_summed(site) -> None:
    names = [f"t{place:02}" for place in range(50)]
    chain = [
        site.team(name, names[place - 1] if place else None) for place, name in enumerate(names)
    ]
    scored = site.scored(*chain, at(site, 0.5, "deep", team=names[-1]))
    assert scored.teams[names[0]].progress == 0.5
    assert scored.maturity[names[0]].level is not None


def test_the_current_cycle_is_the_shortest_open_one_that_contains_today(site) -> None:
    year = site.cycle("y", "2026-01-01", "2026-12-31")
    assert site.scored(year, site.quarter()).cycle == "q4"
    assert site.scored(year, site.quarter(), today="2026-10-01").cycle == "q4"
    assert site.scored(year, site.quarter(), today="2026-12-31").cycle == "q4"
    assert site.scored(year, site.quarter(), today="2026-09-30").cycle == "y"


def test_a_closed_cycle_is_not_current_while_another_is_open(site) -> None:
    year = site.cycle("y", "2026-01-01", "2026-12-31")
    closed = site.quarter(closed="2026-11-10")
    assert site.scored(year, closed).cycle == "y"
    assert site.scored(year, closed, today="2026-11-09").cycle == "q4"


def test_between_cycles_the_last_ended_is_current(site) -> None:
    q3 = site.cycle("q3", "2026-07-01", "2026-09-30")
    ahead = site.cycle("q2", "2027-04-01", "2027-06-30")
    year = site.cycle("y", "2026-01-01", "2026-12-31")
    assert site.scored(q3, site.quarter(), ahead, year, today="2027-02-01").cycle == "q4"


def test_before_the_first_cycle_none_is_current(site) -> None:
    assert site.scored(site.quarter(), today="2026-01-01").cycle is None


def test_participation_is_the_share_of_goals_that_had_a_checkin_in_the_cycle(site) -> None:
    goals = [at(site, 0.5, name) for name in "abcd"]
    scored = site.scored(
        *goals,
        site.checkin("2026-10-05", "a", confidence=5),
        site.checkin("2026-10-12", "a", confidence=5),
        site.checkin("2026-09-05", "b", confidence=5),
    )
    assert scored.cycles["q4"].participation == 0.25
    ahead = site.scored(*goals, today="2026-09-01").cycles["q4"]
    assert (ahead.participation, ahead.elapsed) == (None, 0)
