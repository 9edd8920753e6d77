"""Objectives: roll-ups, exactly as the arithmetic rules them."""

from datetime import timedelta

import pytest


def at(share, **fields):
    return {"target": 1, "start": 0, "current": share, **fields}


def goal_of(site, *key_results, today="2026-11-15", others=(), **fields):
    goal = site.goal(*(site.metric(**result) for result in key_results), **fields)
    return site.scored(goal, *others, today=today).objectives["goal"]


def test_three_times_seven_tenths_averages_to_exactly_seven_tenths_for_the_threshold(site) -> None:
    goal = goal_of(
        site,
        *(at(0.7, name=name) for name in "abc"),
        others=[site.quarter(closed="2027-01-05")],
        today="2027-01-10",
    )
    assert (goal.grade.met, goal.grade.band) == (True, "high")


def test_an_objective_is_the_weighted_mean_of_its_key_results(site) -> None:
    assert goal_of(site, at(1, name="a", weight=2), at(0.25, name="b")).progress == 0.75


def test_the_mean_is_of_clamped_progress_and_the_raw_mean_stands_beside_it(site) -> None:
    goal = goal_of(site, at(1.5, name="a"), at(-0.5, name="b"))
    assert (goal.progress, goal.progress_raw) == (0.5, 0.5)
    goal = goal_of(site, at(2, name="a"), at(0.5, name="b"))
    assert (goal.progress, goal.progress_raw) == (0.75, 1.25)


def test_a_key_result_that_is_not_measured_stays_out_and_is_counted(site) -> None:
    goal = goal_of(
        site, at(0.5, name="a"), at(0.7, name="b"), {"target": 1, "start": 0, "name": "c"}
    )
    assert (goal.progress, goal.measured, goal.total) == (0.6, 2, 3)


def test_expected_is_the_weighted_mean_over_measured_key_results_only(site) -> None:
    goal = goal_of(
        site,
        at(0.5, name="a", due="2026-10-31", weight=3),
        at(0.5, name="b", weight=1),
        {"target": 1, "start": 0, "name": "c", "weight": 100},
        today="2026-10-16",
    )
    assert goal.expected == pytest.approx((3 * 0.5 + 15 / 91) / 4)


def test_weakest_is_the_least_far_and_ignores_weights(site) -> None:
    goal = goal_of(site, at(0.9, name="a", weight=9), at(0.2, name="b"), rollup="weakest")
    assert goal.progress == 0.2


def test_children_are_a_mean_by_edge_weight(site) -> None:
    heavy = site.goal(
        site.metric(**at(1)), name="heavy", supports=[site.supporting("goal", weight=3)]
    )
    light = site.goal(site.metric(**at(0.2)), name="light", supports=["goal"])
    goal = goal_of(site, at(0, name="own"), rollup="children", others=[heavy, light])
    assert goal.progress == pytest.approx(0.8)
    assert (goal.from_key_results, goal.from_children) == (0, goal.progress)


def test_a_child_of_a_key_result_counts_and_that_key_results_own_progress_does_not_change(
    site,
) -> None:
    child = site.goal(site.metric(**at(1)), name="child", supports=["goal#own"])
    goal = goal_of(site, at(0.2, name="own"), rollup="children", others=[child])
    assert goal.progress == 1
    assert goal.key_results["own"].progress == 0.2


def test_a_child_that_supports_a_goal_twice_counts_once(site) -> None:
    twice = site.goal(site.metric(**at(1)), name="twice", supports=["goal", "goal#own"])
    once = site.goal(site.metric(**at(0)), name="once", supports=["goal"])
    goal = goal_of(site, at(0, name="own"), rollup="children", others=[twice, once])
    assert goal.progress == 0.5
    assert [contribution.objective for contribution in goal.contributions] == ["once", "twice"]


def test_both_is_the_mean_of_the_two_means(site) -> None:
    children = [
        site.goal(site.metric(**at(share)), name=f"child-{share}", supports=["goal"])
        for share in (1, 0.6)
    ]
    goal = goal_of(site, at(0.2, name="a"), at(0.6, name="b"), rollup="both", others=children)
    assert goal.progress == pytest.approx((0.4 + 0.8) / 2)


def test_both_is_the_one_that_is_known_where_the_other_is_not(site) -> None:
    assert goal_of(site, at(0.2), rollup="both").progress == 0.2


def test_children_that_are_not_measured_leave_the_goal_not_measured(site) -> None:
    child = site.goal(site.metric(1, start=0), name="child", supports=["goal"])
    goal = goal_of(site, at(0.4), rollup="children", others=[child])
    assert (goal.progress, goal.status) == (None, "not_measured")


@pytest.mark.parametrize("state", ["draft", "paused", "dropped"])
def test_goals_that_are_not_active_have_numbers_but_stay_out_of_everything(site, state) -> None:
    idle = site.goal(
        site.metric(**at(1)),
        name="idle",
        supports=["goal"],
        state=state,
        team="sales",
        reason="why",
    )
    own = site.goal(site.metric(**at(0.4)), rollup="both", team="sales")
    scored = site.scored(own, idle, site.team("sales"))
    assert scored.objectives["idle"].progress == 1
    assert not scored.objectives["idle"].counts
    assert scored.objectives["idle"].next_due is None
    assert scored.objectives["goal"].progress == 0.4
    assert scored.teams["sales"].progress == 0.4
    assert scored.cycles["q4"].objectives == ("goal",)


def test_a_goal_is_not_done_while_one_of_its_guardrails_still_has_to_hold(site) -> None:
    goal = site.goal(site.metric(**at(1, name="a")), site.guardrail(min=1, name="b"))
    days = [site.date(2026, 10, 2) + timedelta(weeks=week) for week in range(13)]
    told = [site.checkin(day, b=2.0) for day in days]
    assert site.scored(goal, *told).objectives["goal"].status == "on_track"
    assert site.scored(goal, *told, today="2027-01-01").objectives["goal"].status == "done"


def test_weights_beyond_all_numbers_still_make_a_mean(site) -> None:
    goal = goal_of(site, at(1, name="a", weight=1e308), at(0, name="b", weight=1e308))
    assert goal.progress == 0.5


def test_a_chain_of_ten_thousand_goals_is_rolled_up(site) -> None:
    from msgspec.structs import replace

    ids = [f"g{place:05}" for place in range(10_000)]
    goals = [
        site.goal(name=name, rollup="children", supports=[ids[place - 1]] if place else [])
        for place, name in enumerate(ids)
    ]
    goals[-1] = replace(goals[-1], rollup="key_results", key_results=(site.metric(**at(0.5)),))
    scored = site.scored(*goals)
    assert scored.objectives[ids[0]].progress == 0.5
