"""Forecast: least squares over the window's points, with the 80 % prediction interval."""

from datetime import date

import pytest

from okrsite.model.goal_score import Forecast
from okrsite.model.series import Point
from okrsite.pipeline.compute.forecast import forecast, quantile_90, within


# Percentage points of Student's t, upper tail 0.10 (NIST/SEMATECH e-Handbook, table 1.3.6.7.2).
@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 3.078), (2, 1.886), (3, 1.638), (4, 1.533), (5, 1.476), (10, 1.372), (30, 1.310),
     (60, 1.296), (100, 1.290)],
)  # fmt: skip
def test_the_quantiles_of_student_are_those_of_the_table(freedom, value) -> None:
    assert round(quantile_90(freedom), 3) == value


def test_the_expansion_for_many_degrees_meets_the_exact_distribution() -> None:
    assert within(quantile_90(201), 201) == pytest.approx(0.8, abs=1e-11)
    assert within(quantile_90(200), 200) == pytest.approx(0.8, abs=1e-11)


def test_points_on_a_line_are_drawn_on_to_the_due_day(site) -> None:
    score = site.score(
        site.metric(100, start=0),
        site.checkin("2026-10-11", kr=10.0),
        site.checkin("2026-10-21", kr=20.0),
    )
    assert score.forecast.due == site.day("2026-12-31")
    assert score.forecast.value == pytest.approx(91)
    assert score.forecast.low == pytest.approx(91)
    assert score.forecast.points == 3


def test_the_start_is_one_of_the_points_and_three_distinct_days_are_enough(site) -> None:
    two_days = [site.metric(100, start=0), site.checkin("2026-10-11", kr=10.0)]
    assert site.score(*two_days).forecast is None
    assert site.score(*two_days, site.checkin("2026-10-11", kr=11.0)).forecast is None
    assert site.score(*two_days, site.checkin("2026-10-12", kr=11.0)).forecast.points == 3


def test_a_start_that_is_the_first_checkin_is_one_point_and_not_two(site) -> None:
    told = [
        site.checkin(day, kr=value) for day, value in (("2026-10-05", 1.0), ("2026-10-12", 3.0))
    ]
    assert site.score(site.metric(9), *told).forecast is None
    assert (
        site.score(site.metric(9), *told, site.checkin("2026-10-19", kr=4.0)).forecast.points == 3
    )


def test_points_before_the_window_are_not_in_the_forecast(site) -> None:
    told = [site.checkin(day, kr=5.0) for day in ("2026-09-01", "2026-10-05", "2026-10-12")]
    assert site.score(site.metric(9, start=0), *told).forecast.points == 3


def test_the_interval_is_the_80_percent_prediction_interval(site) -> None:
    # By hand: days 0, 1, 2, values 0, 1, 3: slope 1.5, intercept -1/6, SSE 1/6, one degree of
    # freedom; at day 4: 35/6 +- 3.07768 x sqrt(1/6 x (1 + 1/3 + 9/2)).
    days = [site.day(f"2026-10-0{day}") for day in (1, 2, 3)]
    line = forecast(
        [Point(*pair) for pair in zip(days, (0, 1, 3), strict=True)], site.day("2026-10-05")
    )
    reach = 3.0776835 * (1 / 6 * (1 + 1 / 3 + 9 / 2)) ** 0.5
    assert isinstance(line, Forecast)
    assert line.value == pytest.approx(35 / 6)
    assert (line.low, line.high) == (
        pytest.approx(35 / 6 - reach, abs=1e-6),
        pytest.approx(35 / 6 + reach, abs=1e-6),
    )


def test_what_is_over_is_not_forecast(site) -> None:
    told = [site.checkin(day, kr=5.0) for day in ("2026-10-05", "2026-10-12", "2026-10-19")]
    assert site.score(site.metric(9, start=0), *told, today="2026-12-31").forecast is not None
    assert site.score(site.metric(9, start=0), *told, today="2027-01-01").forecast is None


def test_only_figures_on_their_way_to_a_target_are_forecast(site) -> None:
    told = [site.checkin(day, kr=5.0) for day in ("2026-10-05", "2026-10-12", "2026-10-19")]
    assert site.score(site.guardrail(min=1), *told).forecast is None


def test_figures_too_large_for_a_line_have_no_forecast(site) -> None:
    told = [site.checkin(f"2026-10-0{day}", kr=sign * 1.7e308) for day, sign in ((2, 1), (3, -1))]
    assert (
        site.score(site.metric(9, start=0), *told, site.checkin("2026-10-04", kr=1.0)).forecast
        is None
    )


def test_there_is_no_forecast_where_a_sum_overflows() -> None:
    for values in ((1e308, 1e308, 1e308), (1e308, -1e308, 1e308), (1e200, -1e200, 3e200)):
        points = [Point(date(2026, 10, 1 + day), value) for day, value in enumerate(values)]
        assert forecast(points, date(2026, 12, 31)) is None
