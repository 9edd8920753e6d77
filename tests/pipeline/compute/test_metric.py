"""Metrics: where start and current come from, and what lies between them and the target."""

import pytest

MONTHS = {"2026-08-31": 8, "2026-09-30": 6, "2026-10-31": 5, "2026-11-30": 4.5}


def test_a_decreasing_metric_is_half_way_between_start_and_target(site) -> None:
    score = site.score(site.metric(4, start=8, current=6))
    assert (score.progress, score.progress_raw) == (0.5, 0.5)


def test_an_increasing_metric_is_half_way_between_start_and_target(site) -> None:
    assert site.score(site.metric(60, start=40, current=50)).progress == 0.5


def test_under_x_is_met_at_x(site) -> None:
    score = site.score(site.metric(4, start=24, current=4))
    assert score.progress == 1
    assert score.is_met
    assert score.status == "done"


def test_raw_progress_is_kept_above_one_and_shown_clamped(site) -> None:
    score = site.score(site.metric(4, start=8, current=2))
    assert (score.progress, score.progress_raw) == (1, 1.5)


def test_raw_progress_is_kept_below_zero_and_shown_clamped(site) -> None:
    score = site.score(site.metric(4, start=8, current=10))
    assert (score.progress, score.progress_raw) == (0, -0.5)


def test_without_a_current_value_a_key_result_is_not_measured(site) -> None:
    score = site.score(site.metric(4, start=8))
    assert score.progress is None
    assert score.progress_raw is None
    assert score.status == "not_measured"


def test_the_newest_checkin_is_the_current_value_and_wins_over_the_older(site) -> None:
    score = site.score(
        site.metric(4, start=24),
        site.checkin("2026-10-12", kr=20.0),
        site.checkin("2026-11-02", kr=14.0),
    )
    assert (score.current, score.current_from, score.current_on) == (
        14,
        "checkin",
        site.day("2026-11-02"),
    )
    assert score.progress == 0.5


def test_a_checkin_after_today_is_not_seen(site) -> None:
    score = site.score(
        site.metric(4, start=24),
        site.checkin("2026-11-02", kr=14.0),
        site.checkin("2026-11-16", kr=4.0),
    )
    assert score.current == 14


def test_a_checkin_of_today_is_seen(site) -> None:
    score = site.score(site.metric(4, start=24), site.checkin("2026-11-15", kr=4.0))
    assert score.current == 4


def test_checkins_may_come_after_the_cycles_end_until_it_is_closed(site) -> None:
    score = site.score(
        site.metric(4, start=24),
        site.checkin("2026-12-28", kr=14.0),
        site.checkin("2027-01-04", kr=4.0),
        today="2027-01-20",
    )
    assert score.current == 4


def test_a_checkin_after_the_close_changes_nothing(site) -> None:
    score = site.score(
        site.metric(4, start=24),
        site.checkin("2026-12-28", kr=14.0),
        site.checkin("2027-01-08", kr=4.0),
        site.quarter(closed="2027-01-07"),
        today="2027-01-20",
    )
    assert score.current == 14


def test_without_start_and_kpi_the_first_checkin_is_the_start(site) -> None:
    score = site.score(
        site.metric(90), site.checkin("2026-10-12", kr=80.0), site.checkin("2026-11-02", kr=85.0)
    )
    assert (score.start, score.start_from) == (80, "checkin")
    assert score.progress == 0.5


def test_a_written_current_without_any_start_is_not_measured(site) -> None:
    assert site.score(site.metric(90, current=85.0)).progress is None


def test_a_kpi_gives_the_current_value_with_its_day(site) -> None:
    score = site.score(
        site.metric(4, start=8, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed(MONTHS),
    )
    assert (score.current, score.current_from) == (5, "kpi")
    assert score.current_on == site.day("2026-10-31")


def test_an_observation_after_today_is_not_seen(site) -> None:
    score = site.score(
        site.metric(4, start=8, kpi="churn"),
        site.kpi(),
        site.observed(MONTHS),
        today="2026-11-29",
    )
    assert score.current == 5


def test_a_kpi_driven_value_freezes_at_due(site) -> None:
    score = site.score(
        site.metric(4, start=8, kpi="churn", due="2026-11-15"),
        site.kpi(),
        site.observed(MONTHS),
        today="2026-12-20",
    )
    assert score.current == 5


def test_a_kpi_driven_value_without_due_freezes_at_the_cycles_end(site) -> None:
    score = site.score(
        site.metric(4, start=8, kpi="churn"),
        site.kpi(),
        site.observed({**MONTHS, "2027-01-31": 4}),
        today="2027-02-20",
    )
    assert score.current == 4.5


def test_a_monthly_sum_that_ends_with_the_cycle_is_the_final_value(site) -> None:
    sums = {"2026-09-15": 100, "2026-10-15": 110, "2026-11-15": 120, "2026-12-15": 130}
    score = site.score(
        site.metric(140, start=100, kpi="churn"),
        site.kpi(aggregate="sum"),
        site.observed({**sums, "2027-01-15": 150}),
        today="2027-02-20",
    )
    assert score.current == 130


def test_a_start_from_the_kpi_is_its_value_on_the_day_before_the_cycle(site) -> None:
    score = site.score(
        site.metric(4, kpi="churn"), site.kpi(range=site.Range(max=5)), site.observed(MONTHS)
    )
    assert (score.start, score.start_from) == (6, "kpi")
    assert score.start_on == site.day("2026-09-30")
    assert score.progress == 0.5


def test_a_value_on_the_first_day_of_the_cycle_is_not_its_start(site) -> None:
    score = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed({"2026-09-29": 8, "2026-10-01": 6}),
    )
    assert (score.start, score.current) == (8, 6)


def test_a_start_from_a_summed_kpi_is_its_newest_complete_period_by_then(site) -> None:
    score = site.score(
        site.metric(300, kpi="churn"),
        site.kpi(range=site.Range(min=50), aggregate="sum"),
        site.observed(
            {
                "2026-08-03": 60,
                "2026-09-03": 40,
                "2026-09-20": 60,
                "2026-10-02": 90,
                "2026-10-20": 110,
            }
        ),
    )
    assert (score.start, score.start_from) == (100, "kpi")
    assert score.current == 200
    assert score.progress == 0.5


def test_without_a_value_before_the_cycle_the_first_inside_is_the_start_and_marked(site) -> None:
    score = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed({"2026-10-10": 8, "2026-11-10": 6}),
    )
    assert (score.start, score.start_from) == (8, "kpi_inside")
    assert score.progress == 0.5


def test_a_kpi_without_any_value_leaves_the_key_result_not_measured(site) -> None:
    score = site.score(site.metric(4, kpi="churn"), site.kpi(range=site.Range(max=5)))
    assert (score.start, score.progress, score.status) == (None, None, "not_measured")


def test_the_start_of_a_cycle_that_lies_ahead_is_not_known_yet(site) -> None:
    score = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed({"2026-08-31": 8}),
        today="2026-09-20",
    )
    assert (score.start, score.progress, score.status) == (None, None, "not_started")


def test_a_start_already_beyond_the_target_is_met_while_it_stays_beyond(site) -> None:
    beyond = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed({"2026-09-30": 3, "2026-10-31": 3.9}),
    )
    assert (beyond.progress, beyond.already_met, beyond.is_met) == (1, True, True)


def test_a_start_beyond_the_target_that_falls_back_is_not_met(site) -> None:
    back = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5)),
        site.observed({"2026-09-30": 3, "2026-10-31": 4.1}),
    )
    assert (back.progress, back.already_met, back.is_met) == (0, True, False)


def test_a_start_from_the_kpi_equal_to_the_target_is_already_met(site) -> None:
    score = site.score(
        site.metric(60, kpi="churn"),
        site.kpi(range=site.Range(min=50)),
        site.observed({"2026-09-30": 60, "2026-10-31": 62}),
    )
    assert (score.progress, score.already_met) == (1, True)


def test_more_is_better_where_the_range_is_open_above(site) -> None:
    score = site.score(
        site.metric(60, kpi="churn"),
        site.kpi(range=site.Range(min=50)),
        site.observed({"2026-09-30": 45, "2026-10-31": 52.5}),
    )
    assert (score.progress, score.already_met) == (0.5, False)


@pytest.mark.parametrize("bounds", [{"min": 1, "max": 5}, None])
def test_a_derived_start_without_a_one_sided_range_is_an_error_to_settle(site, bounds) -> None:
    range_ = site.Range(**bounds) if bounds else None
    scored, findings = site.computed(
        site.goal(site.metric(4, kpi="churn")), site.kpi(range=range_), site.observed(MONTHS)
    )
    assert [(finding.code, finding.severity) for finding in findings] == [("OKR614", "error")]
    assert scored.objectives["goal"].key_results["kr"].progress is None


def test_an_unsettled_direction_is_told_before_there_is_any_value(site) -> None:
    _, findings = site.computed(site.goal(site.metric(4, kpi="churn")), site.kpi())
    assert [finding.code for finding in findings] == ["OKR614"]


def test_a_written_start_settles_the_direction(site) -> None:
    scored, findings = site.computed(
        site.goal(site.metric(4, start=8, kpi="churn")), site.kpi(), site.observed(MONTHS)
    )
    assert findings == []
    assert scored.objectives["goal"].key_results["kr"].progress == 0.75


def test_a_first_checkin_equal_to_the_target_is_already_met_until_it_moves(site) -> None:
    told = site.checkin("2026-10-12", kr=90.0)
    score = site.score(site.metric(90), told)
    assert (score.progress, score.already_met) == (1, True)
    scored, findings = site.computed(
        site.goal(site.metric(90)), told, site.checkin("2026-10-19", kr=88.0)
    )
    assert scored.objectives["goal"].key_results["kr"].progress is None
    assert [finding.code for finding in findings] == ["OKR614"]


def test_a_relative_target_is_the_start_times_one_plus_the_change(site) -> None:
    score = site.score(site.relative(0.25, start=400, current=450))
    assert (score.target, score.progress) == (500, 0.5)


def test_a_relative_change_downwards_is_a_share_of_the_start_and_never_points(site) -> None:
    score = site.score(site.relative(-0.5, start=8, current=6))
    assert (score.target, score.progress) == (4, 0.5)


def test_a_relative_change_from_the_kpi_starts_at_its_value_before_the_cycle(site) -> None:
    score = site.score(site.relative(-0.5, kpi="churn"), site.kpi(), site.observed(MONTHS))
    assert (score.start, score.target) == (6, 3)
    assert score.progress == pytest.approx(1 / 3)


def test_a_relative_change_of_a_start_that_is_not_above_zero_is_not_measured(site) -> None:
    score = site.score(
        site.relative(0.1, kpi="churn"),
        site.kpi(),
        site.observed({"2026-09-30": 0, "2026-10-31": 3}),
    )
    assert (score.start, score.target, score.progress) == (0, None, None)


def test_a_change_too_small_for_the_figures_is_met_where_the_start_is_held(site) -> None:
    assert site.score(site.relative(1e-18, start=400, current=400)).progress == 1
    assert site.score(site.relative(1e-18, start=400, current=399)).progress == 0


def test_figures_at_the_edge_of_all_numbers_stay_finite(site) -> None:
    assert site.score(site.metric(1e308, start=-1e308, current=0.0)).progress == 0.5
    assert site.score(site.metric(5e-324, start=0, current=1e308)).progress == 1
