"""KPIs: values by period, health, change, baselines and targets on the day."""

import pytest

MONTH_ENDS = {"2026-08-31": 5.5, "2026-09-30": 4.8, "2026-10-31": 4.2}


def test_last_is_the_newest_point(site) -> None:
    score = site.kpi_score(site.kpi(), site.observed({**MONTH_ENDS, "2026-11-10": 4.4}))
    assert (score.value, score.as_of) == (4.4, site.day("2026-11-10"))
    assert score.so_far is None


def test_a_sum_is_of_the_newest_complete_period_and_the_running_one_is_so_far(site) -> None:
    points = {"2026-10-05": 10, "2026-10-25": 15, "2026-11-05": 7}
    score = site.kpi_score(site.kpi(aggregate="sum"), site.observed(points))
    assert (score.value, score.as_of) == (25, site.day("2026-10-25"))
    assert (score.so_far.value, score.so_far.is_complete) == (7, False)


def test_an_average_is_of_the_newest_complete_period(site) -> None:
    points = {"2026-10-05": 10, "2026-10-25": 15, "2026-11-05": 7}
    assert site.kpi_score(site.kpi(aggregate="average"), site.observed(points)).value == 12.5


def test_a_running_sum_is_never_judged(site) -> None:
    low = site.kpi(aggregate="sum", range=site.Range(min=20))
    score = site.kpi_score(low, site.observed({"2026-10-05": 25, "2026-11-05": 7}))
    assert score.health == "in_range"
    only_running = site.kpi_score(low, site.observed({"2026-11-05": 7}))
    assert (only_running.value, only_running.health, only_running.loop) == (
        None,
        "no_data",
        "unknown",
    )


def test_a_period_runs_until_its_last_day_is_over(site) -> None:
    points = {"2026-09-20": 9, "2026-10-05": 25}
    summed = site.kpi(aggregate="sum")
    assert site.kpi_score(summed, site.observed(points), today="2026-10-31").value == 9
    assert site.kpi_score(summed, site.observed(points), today="2026-11-01").value == 25


@pytest.mark.parametrize(
    ("cadence", "today", "health"),
    [
        ("daily", "2026-11-01", "no_range"),
        ("daily", "2026-11-02", "stale"),
        ("weekly", "2026-11-08", "no_range"),
        ("weekly", "2026-11-09", "stale"),
        ("monthly", "2026-12-05", "no_range"),
        ("monthly", "2026-12-06", "stale"),
        ("quarterly", "2027-04-05", "no_range"),
        ("quarterly", "2027-04-06", "stale"),
        ("yearly", "2028-01-05", "no_range"),
        ("yearly", "2028-01-06", "stale"),
    ],
)
def test_two_periods_behind_is_stale_with_five_days_of_grace_for_monthly_and_longer(
    site, cadence, today, health
) -> None:
    score = site.kpi_score(site.kpi(cadence=cadence), site.observed({"2026-10-31": 5}), today=today)
    assert score.health == health
    assert (score.periods_behind >= 2) == (health == "stale")


@pytest.mark.parametrize(
    ("value", "health"),
    [(5.1, "out_of_range"), (5, "warning"), (4.6, "warning"), (4.5, "in_range"), (0, "in_range")],
)
def test_health_is_out_of_range_then_warning_then_in_range_bounds_included(
    site, value, health
) -> None:
    kpi = site.kpi(range=site.Range(max=5), warning=site.Range(max=4.5))
    assert site.kpi_score(kpi, site.observed({"2026-10-31": value})).health == health


def test_stale_comes_before_out_of_range_and_no_data_before_everything(site) -> None:
    kpi = site.kpi(range=site.Range(max=5))
    assert site.kpi_score(kpi, site.observed({"2026-05-31": 9})).health == "stale"
    assert site.kpi_score(kpi).health == "no_data"


def test_a_value_that_rounds_to_the_bound_is_inside(site) -> None:
    kpi = site.kpi(range=site.Range(max=0.3))
    assert site.kpi_score(kpi, site.observed({"2026-10-31": 0.1 + 0.2})).health == "in_range"


def test_change_is_between_complete_periods(site) -> None:
    change = site.kpi_score(site.kpi(), site.observed({**MONTH_ENDS, "2026-11-10": 9})).change
    assert (change.previous.value, change.latest.value) == (4.8, 4.2)
    assert change.relative == pytest.approx(-0.125)


def test_change_is_absolute_only_where_the_base_is_zero_or_less(site) -> None:
    for base in (0, -3):
        points = {"2026-09-30": base, "2026-10-31": 5}
        change = site.kpi_score(site.kpi(), site.observed(points)).change
        assert (change.absolute, change.relative) == (5 - base, None)


def test_there_is_no_change_over_a_period_without_a_value(site) -> None:
    points = {"2026-08-31": 5, "2026-10-31": 4}
    assert site.kpi_score(site.kpi(), site.observed(points)).change is None


@pytest.mark.parametrize(
    ("bounds", "is_good"),
    [({"max": 5}, True), ({"min": 2}, False), ({"min": 2, "max": 5}, None)],
)
def test_a_change_is_good_or_bad_by_the_ranges_side_and_never_by_its_sign(
    site, bounds, is_good
) -> None:
    kpi = site.kpi(range=site.Range(**bounds))
    assert site.kpi_score(kpi, site.observed(MONTH_ENDS)).change.is_good is is_good


def test_no_change_is_neither_good_nor_bad(site) -> None:
    kpi = site.kpi(range=site.Range(max=5))
    score = site.kpi_score(kpi, site.observed({"2026-09-30": 4, "2026-10-31": 4}))
    assert score.change.is_good is None


def months(*values):
    days = ["2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]
    return dict(zip(days, values, strict=True))


@pytest.mark.parametrize(
    ("values", "noise", "is_noise"),
    [
        ((10, 12, 9, 12, 10, 11), 2.5, True),
        ((10, 12, 9, 12, 10, 13), 2.5, False),
        ((10, 15, 20, 26, 31, 36), 0, False),
    ],
)
def test_a_change_below_the_usual_ups_and_downs_is_noise(site, values, noise, is_noise) -> None:
    kpi = site.kpi(range=site.Range(min=5))
    change = site.kpi_score(kpi, site.observed(months(*values))).change
    assert (change.noise, change.is_noise) == (noise, is_noise)


def test_a_short_past_tells_nothing_of_noise(site) -> None:
    kpi = site.kpi(range=site.Range(max=5))
    change = site.kpi_score(kpi, site.observed(MONTH_ENDS)).change
    assert (change.noise, change.is_noise) == (0, False)


def test_the_baseline_in_force_is_the_newest_that_has_begun(site) -> None:
    baselines = tuple(
        site.baseline(since, value)
        for since, value in (("2026-07-01", 5), ("2026-01-01", 6), ("2026-12-01", 4))
    )
    assert site.kpi_score(site.kpi(baselines=baselines)).baseline.value == 5


def test_a_target_without_a_day_is_every_periods(site) -> None:
    kpi = site.kpi(range=site.Range(max=5), target=site.target(4.2))
    assert site.kpi_score(kpi, site.observed(MONTH_ENDS)).target_is_met is True
    assert site.kpi_score(kpi, site.observed({"2026-10-31": 4.3})).target_is_met is False


def test_a_target_by_a_day_is_judged_on_that_day(site) -> None:
    kpi = site.kpi(range=site.Range(max=5), target=site.target(4.5, "2026-09-30"))
    assert site.kpi_score(kpi, site.observed(MONTH_ENDS)).target_is_met is False


def test_a_target_whose_direction_nobody_knows_is_neither_met_nor_missed(site) -> None:
    kpi = site.kpi(target=site.target(4.5))
    assert site.kpi_score(kpi, site.observed(MONTH_ENDS)).target_is_met is None


LOST = {"2026-09-10": 3, "2026-09-20": 3, "2026-10-10": 5, "2026-11-10": 1}
CUSTOMERS = {"2026-08-31": 90, "2026-09-30": 120, "2026-10-31": 100}


def computed_churn(site, today="2026-11-15", lost=LOST, customers=CUSTOMERS, **fields):
    return site.kpi_score(
        site.kpi(formula="{lost} / {customers} * 100", **fields),
        site.kpi("lost", aggregate="sum"),
        site.kpi("customers"),
        site.observed(lost, "lost"),
        site.observed(customers, "customers"),
        today=today,
    )


def test_a_computed_kpi_has_its_operands_by_period_of_its_own_cadence(site) -> None:
    score = computed_churn(site)
    assert [(value.period.start.isoformat(), value.value) for value in score.periods] == [
        ("2026-09-01", 5),
        ("2026-10-01", 5),
    ]
    assert (score.value, score.as_of) == (5, site.day("2026-10-31"))


def test_a_computed_kpi_over_a_longer_cadence_aggregates_its_operands_to_it(site) -> None:
    score = computed_churn(site, today="2027-01-02", cadence="quarterly")
    assert [value.value for value in score.periods] == [5, 6]


def test_a_missing_operand_is_missing_and_never_zero(site) -> None:
    score = computed_churn(site, customers={"2026-09-30": 120})
    assert [value.period.start.isoformat() for value in score.periods] == ["2026-09-01"]


def test_a_division_by_zero_is_missing(site) -> None:
    score = computed_churn(site, customers={**CUSTOMERS, "2026-10-31": 0})
    assert [value.period.start.isoformat() for value in score.periods] == ["2026-09-01"]


def test_what_is_computed_from_a_running_sum_is_never_judged(site) -> None:
    score = computed_churn(site, customers={**CUSTOMERS, "2026-11-10": 100})
    assert score.value == 5
    assert (score.so_far.value, score.so_far.is_complete) == (1, False)


def test_a_computed_kpi_may_be_computed_from_another(site) -> None:
    score = site.kpi_score(
        site.kpi(formula="{net} * 2"),
        site.kpi("net", formula="{gross} - {cost}"),
        site.kpi("gross"),
        site.kpi("cost"),
        site.observed({"2026-10-31": 10}, "gross"),
        site.observed({"2026-10-31": 4}, "cost"),
    )
    assert score.value == 12


def test_a_key_result_may_be_measured_by_a_computed_kpi(site) -> None:
    scored = site.scored(
        site.goal(site.metric(4, start=9, kpi="churn")),
        site.kpi(formula="{lost} / {customers} * 100"),
        site.kpi("lost", aggregate="sum"),
        site.kpi("customers"),
        site.observed({"2026-10-10": 13}, "lost"),
        site.observed({"2026-10-31": 200}, "customers"),
    )
    assert scored.objectives["goal"].key_results["kr"].progress == 0.5


def test_sums_beyond_all_numbers_stay_finite(site) -> None:
    points = {"2026-10-05": 1.7e308, "2026-10-06": 1.7e308}
    for aggregate in ("sum", "average"):
        value = site.kpi_score(site.kpi(aggregate=aggregate), site.observed(points)).value
        assert value not in {float("inf"), None}


def test_a_stale_kpi_in_its_range_is_not_steady(site) -> None:
    kpi, observed = site.kpi(range=site.Range(max=5)), site.observed({"2026-05-31": 4})
    assert site.kpi_score(kpi, observed).loop == "unknown"
    assert site.kpi_score(kpi, site.observed({"2026-10-31": 4})).loop == "steady"
