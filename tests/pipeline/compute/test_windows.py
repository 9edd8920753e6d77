"""Windows: only what is dated inside them counts; every figure here is worked out by hand."""

import pytest

Q3 = {"2026-07-31": 14, "2026-08-31": 12, "2026-09-30": 14}


def contracts(site, rows, today, target=40, *, measure=None, cadence="quarterly", **fields):
    """A key result on a KPI that sums, as of a day; the KPI's range is open above."""
    fields = {"aggregate": "sum", "range": site.Range(min=30), "cadence": cadence} | fields
    return site.score(
        measure or site.metric(target, start=0, kpi="churn"),
        site.kpi(**fields),
        site.observed(rows),
        today=today,
    )


def test_last_quarters_sum_is_not_this_quarters(site) -> None:
    """Case 01: 40 contracts in Q3 make no key result of Q4 done on its second day."""
    score = contracts(site, Q3, "2026-10-02")
    assert (score.current, score.progress, score.status) == (None, None, "not_measured")
    assert score.first_due == site.day("2026-12-31")


def test_a_quarters_sum_runs_through_the_quarter(site) -> None:
    rows = Q3 | {"2026-10-31": 3, "2026-11-30": 4, "2026-12-31": 13}
    november = contracts(site, rows, "2026-11-10")
    assert (november.current, november.progress, november.so_far) == (3, 0.075, True)
    assert november.current_on == site.day("2026-10-31")
    assert november.status == "off_track"
    december = contracts(site, rows, "2026-12-01")
    assert (december.current, december.progress) == (7, 0.175)
    last_day = contracts(site, rows, "2026-12-31")
    assert (last_day.current, last_day.progress, last_day.so_far) == (20, 0.5, True)
    after = contracts(site, rows, "2027-01-01")
    assert (after.current, after.progress, after.so_far) == (20, 0.5, False)


def test_the_loop_is_not_confirmed_by_a_sum_of_last_quarter(site) -> None:
    goal = site.goal(site.metric(40, start=0, kpi="churn"))
    kpi = site.kpi(aggregate="sum", cadence="quarterly", range=site.Range(min=30))
    score = site.kpi_score(goal, kpi, site.observed(Q3), today="2026-10-02")
    assert (score.value, score.loop) == (40, "acting")


@pytest.mark.parametrize(
    ("cadence", "aggregate", "values"),
    [
        # October's values are 10 on the 1st (a Thursday), 20 on the 5th and 30 on the 31st.
        ("monthly", "sum", (None, None, 60, 60)),
        ("monthly", "average", (None, None, 20, 20)),
        ("monthly", "last", (20, 30, 30, 5)),
        ("weekly", "sum", (20, 20, 20, 5)),
        ("weekly", "average", (20, 20, 20, 5)),
        ("daily", "sum", (20, 20, 30, 5)),
        ("quarterly", "sum", (30, 60, 60, 65)),
        ("quarterly", "average", (15, 20, 20, 16.25)),
        ("yearly", "sum", (30, 60, 60, 65)),
        ("yearly", "average", (15, 20, 20, 16.25)),
    ],
)
def test_each_cadence_and_aggregate_before_on_and_after_the_end_of_october(
    site, cadence, aggregate, values
) -> None:
    rows = {
        "2026-09-29": 1000,
        "2026-09-30": 1000,
        "2026-10-01": 10,
        "2026-10-05": 20,
        "2026-10-31": 30,
        "2026-11-10": 5,
    }
    days = ("2026-10-30", "2026-10-31", "2026-11-01", "2026-11-16")
    for today, current in zip(days, values, strict=True):
        score = contracts(site, rows, today, cadence=cadence, aggregate=aggregate)
        assert score.current == current, today
        assert (score.status == "not_measured") == (current is None), today


def test_what_is_observed_before_the_window_is_a_start_at_most_whatever_the_aggregate(
    site,
) -> None:
    for aggregate in ("last", "sum", "average"):
        for cadence in ("daily", "weekly", "monthly", "quarterly", "yearly"):
            score = contracts(
                site, {"2026-09-30": 50}, "2026-10-20", cadence=cadence, aggregate=aggregate
            )
            assert (score.current, score.progress) == (None, None), (aggregate, cadence)
            start = site.metric(60, kpi="churn")
            free = contracts(
                site, {"2026-06-30": 50}, "2026-10-20", measure=start, aggregate=aggregate
            )
            assert free.progress is None


def test_the_first_value_is_due_at_the_end_of_the_first_whole_period(site) -> None:
    for cadence, aggregate, due in (
        ("monthly", "sum", "2026-10-31"),
        # The week of 28 September is not whole; of `last` it is the first that touches the window.
        ("weekly", "sum", "2026-10-11"),
        ("weekly", "last", "2026-10-04"),
        ("daily", "last", "2026-10-01"),
        ("quarterly", "last", "2026-12-31"),
        ("yearly", "average", "2026-12-31"),
    ):
        score = contracts(site, {}, "2026-10-02", cadence=cadence, aggregate=aggregate)
        assert score.first_due == site.day(due), (cadence, aggregate)
        valued = contracts(
            site, {"2026-10-08": 5}, "2026-12-31", cadence=cadence, aggregate=aggregate
        )
        assert valued.first_due is None


def test_a_period_that_reaches_over_the_due_day_does_not_count(site) -> None:
    rows = {"2026-10-31": 10, "2026-11-10": 20, "2026-11-20": 400}
    early = site.metric(40, start=0, kpi="churn", due="2026-11-15")
    for today in ("2026-11-15", "2026-12-01", "2027-02-01"):
        score = contracts(site, rows, today, measure=early, cadence="monthly")
        assert score.current == 10, today


def test_where_no_whole_period_fits_the_window_is_the_period(site) -> None:
    """From 1 to 20 October: no month is whole, and what comes after the due day is too late."""
    rows = {"2026-09-30": 90, "2026-10-02": 4, "2026-10-20": 6, "2026-10-21": 70}
    short = site.metric(40, start=0, kpi="churn", due="2026-10-20")
    on_due = contracts(site, rows, "2026-10-20", measure=short, cadence="monthly")
    assert (on_due.current, on_due.progress, on_due.so_far) == (10, 0.25, True)
    after = contracts(site, rows, "2026-10-22", measure=short, cadence="monthly")
    assert (after.current, after.progress, after.so_far) == (10, 0.25, False)


def test_a_window_over_the_turn_of_a_month_keeps_what_came_before_the_turn(site) -> None:
    rows = {"2026-10-14": 90, "2026-10-15": 4, "2026-10-31": 6, "2026-11-14": 10}
    across = site.cycle("q4", "2026-10-15", "2026-11-14")
    for today, current in (("2026-10-31", 10), ("2026-11-01", 10), ("2026-11-14", 20)):
        score = site.score(
            site.metric(40, start=0, kpi="churn"),
            site.kpi(aggregate="sum", cadence="monthly"),
            site.observed(rows),
            across,
            today=today,
        )
        assert (score.current, score.progress) == (current, current / 40), today


def test_week_53_belongs_to_the_quarter_only_as_far_as_it_lies_inside(site) -> None:
    """Week 53 of 2026 goes to 3 January: it is whole in no quarter, so week 52 is the last."""
    rows = {"2026-12-21": 10, "2026-12-25": 60, "2026-12-28": 30, "2027-01-02": 45}
    for today in ("2026-12-28", "2027-01-04", "2027-01-11"):
        assert contracts(site, rows, today, cadence="weekly").current == 70, today


def test_a_leap_day_is_the_last_of_its_month(site) -> None:
    """Case 27: a month that is the cycle, with a value on 29 February and one after it."""
    sprint = site.cycle("q4", "2024-02-01", "2024-02-29")
    rows = {"2024-01-31": 22, "2024-02-28": 10, "2024-02-29": 15, "2024-03-01": 3}
    for today, current, so_far in (
        ("2024-02-28", 10, True),
        ("2024-02-29", 25, True),
        ("2024-03-01", 25, False),
    ):
        score = site.score(
            site.metric(50, start=0, kpi="churn"),
            site.kpi(aggregate="sum"),
            site.observed(rows),
            sprint,
            today=today,
        )
        assert (score.current, score.so_far) == (current, so_far), today


def test_a_planning_checkin_before_the_cycle_gives_the_start_and_no_progress(site) -> None:
    """Case 27: checked in on 29 January for a cycle from 1 February to 29 February."""
    sprint = site.cycle("q4", "2024-02-01", "2024-02-29")
    told = site.checkin("2024-01-29", kr=10.0)
    early = site.score(site.metric(20), told, sprint, today="2024-02-05")
    assert (early.start, early.start_from, early.current) == (10, "checkin", None)
    assert (early.progress, early.status) == (None, "not_measured")
    later = [told, site.checkin("2024-02-29", kr=15.0)]
    for today in ("2024-02-29", "2024-03-01"):
        score = site.score(site.metric(20), *later, sprint, today=today)
        assert (score.current, score.progress) == (15, 0.5)
    written = site.score(site.metric(20, start=8), told, sprint, today="2024-02-05")
    assert (written.start, written.progress) == (8, None)


def test_of_several_checkins_before_the_cycle_the_newest_is_the_start(site) -> None:
    told = [site.checkin("2026-09-10", kr=4.0), site.checkin("2026-09-28", kr=10.0)]
    score = site.score(site.metric(20), *told, site.checkin("2026-10-12", kr=15.0))
    assert (score.start, score.progress) == (10, 0.5)


def test_a_zone_told_before_the_cycle_is_no_value_of_it(site) -> None:
    told = site.checkin("2026-09-28", kr="target")
    assert site.score(site.zones(), told).progress is None


def test_a_running_sum_counts_from_zero_whatever_start_is_written(site) -> None:
    rows = Q3 | {"2026-10-31": 10}
    for start in (None, 0, 30):
        measure = site.metric(40, start=start, kpi="churn")
        score = contracts(site, rows, "2026-11-10", measure=measure)
        assert (score.start, score.start_from) == (0, "zero")
        assert (score.progress, score.already_met) == (0.25, False)
        assert score.history == ((site.day("2026-10-01"), 0), (site.day("2026-10-31"), 10))


def test_the_last_full_period_sets_only_the_target_of_a_change(site) -> None:
    """Q3 brought 40, so that +25 % is a target of 50; 10 so far are a fifth of it."""
    rows = Q3 | {"2026-10-31": 10}
    score = contracts(site, rows, "2026-11-10", measure=site.relative(0.25, kpi="churn"))
    assert (score.base, score.target, score.current, score.progress) == (40, 50, 10, 0.2)
    assert (score.start, score.start_from) == (0, "zero")


def test_a_running_sum_that_should_fall_is_not_measured_before_its_end(site) -> None:
    rows = Q3 | {"2026-10-31": 10, "2026-12-31": 15}
    for measure in (
        site.metric(20, start=40, kpi="churn"),
        site.metric(20, kpi="churn"),
        site.relative(-0.5, kpi="churn"),
    ):
        fields = {"measure": measure, "range": site.Range(max=50)}
        before = contracts(site, rows, "2026-12-31", **fields)
        assert (before.progress, before.status) == (None, "not_measured")
        assert (before.current, before.first_due) == (25, site.day("2026-12-31"))
        after = contracts(site, rows, "2027-01-01", **fields)
        # From 40 to 20, and it came to 25.
        assert (after.start, after.current, after.progress) == (40, 25, 0.75)
        assert after.first_due is None


def test_a_ceiling_of_a_running_sum_is_not_measured_before_its_end(site) -> None:
    rows = {"2026-10-31": 10, "2026-12-31": 15}
    fields = {"measure": site.guardrail(max=20, kpi="churn")}
    assert contracts(site, rows, "2026-12-30", **fields).progress is None
    after = contracts(site, rows, "2027-01-01", **fields)
    assert (after.progress, after.inside, after.observations) == (0, 0, 1)


def test_a_floor_of_a_running_sum_is_measured_once_it_is_reached(site) -> None:
    rows = {"2026-10-31": 10, "2026-12-20": 15}
    fields = {"measure": site.guardrail(min=20, kpi="churn")}
    assert contracts(site, rows, "2026-12-19", **fields).progress is None
    reached = contracts(site, rows, "2026-12-20", **fields)
    assert (reached.progress, reached.status) == (1, "on_track")


def test_a_ratio_of_sums_so_far_is_the_ratio_of_the_running_sums(site) -> None:
    """8 lost of 200 so far is 4 %, and not the mean of 2 % and 10 %."""
    score = site.score(
        site.metric(2, start=8, kpi="churn"),
        site.kpi(formula="{lost} / {all} * 100", cadence="quarterly", range=site.Range(max=5)),
        site.kpi("lost", aggregate="sum"),
        site.kpi("all", aggregate="sum"),
        site.observed({"2026-09-30": 90, "2026-10-31": 3, "2026-11-10": 5}, "lost"),
        site.observed({"2026-09-30": 100, "2026-10-31": 150, "2026-11-10": 50}, "all"),
    )
    assert (score.current, score.so_far) == (4, True)
    # A ratio is a level and no sum: it moves from 8 to 2.
    assert (score.start, score.progress) == (8, pytest.approx(2 / 3))


def test_a_computed_period_is_complete_when_each_operand_is(site) -> None:
    kpis = [
        site.kpi(formula="{lost} / {all} * 100", cadence="monthly", range=site.Range(max=5)),
        site.kpi("lost", aggregate="sum"),
        site.kpi("all"),
        site.observed({"2026-09-30": 9, "2026-10-31": 4, "2026-11-05": 1}, "lost"),
        site.observed({"2026-09-30": 100, "2026-10-31": 100, "2026-11-05": 100}, "all"),
    ]
    measure = site.metric(2, start=8, kpi="churn")
    for today, current in (("2026-10-31", None), ("2026-11-01", 4), ("2026-11-20", 4)):
        assert site.score(measure, *kpis, today=today).current == current, today


def test_a_formula_that_only_adds_sums_is_a_running_sum(site) -> None:
    sums = {"{a} + {b}": 14, "{a} - {b}": 6, "2 * {a}": 20, "{a} / 4": 2.5, "-(-{a})": 10}
    for formula, current in sums.items():
        score = site.score(
            site.metric(40, kpi="churn"),
            site.kpi(formula=formula, cadence="quarterly", range=site.Range(min=5)),
            site.kpi("a", aggregate="sum"),
            site.kpi("b", aggregate="sum"),
            site.observed({"2026-09-30": 70, "2026-10-31": 10}, "a"),
            site.observed({"2026-09-30": 70, "2026-10-31": 4}, "b"),
        )
        assert (score.current, score.start_from) == (current, "zero"), formula
        assert score.progress == current / 40


def test_the_start_of_an_average_is_its_last_full_period_also_where_the_window_runs(site) -> None:
    """Q3's mean is 8, and the one of this quarter so far (7 + 5) / 2 = 6."""
    rows = {"2026-07-31": 7, "2026-09-30": 9, "2026-10-31": 7, "2026-11-10": 5}
    score = site.score(
        site.metric(4, kpi="churn"),
        site.kpi(range=site.Range(max=5), cadence="quarterly", aggregate="average"),
        site.observed(rows),
    )
    assert (score.start, score.start_from, score.current) == (8, "kpi", 6)
    assert (score.progress, score.so_far) == (0.5, True)


def months(first, count, value=1.0):
    """So many months from one on, each with a value on its 15th."""
    return {
        f"{first + place // 12}-{place % 12 + 1:02}-15": value * (place + 1)
        for place in range(count)
    }


def test_a_rolling_sum_takes_all_its_periods_or_has_no_value(site) -> None:
    """Values 1, 2, 3, ... from January 2025 on: twelve months to December 2025 are 78."""
    kpi = site.kpi(aggregate="sum", rolling=12)
    for count, value in ((11, None), (12, 78), (13, 90)):
        score = site.kpi_score(kpi, site.observed(months(2025, count)), today="2026-11-15")
        assert score.value == value, count
    gap = {day: value for day, value in months(2025, 23).items() if day != "2026-03-15"}
    stale = site.kpi_score(kpi, site.observed(gap), today="2026-11-28")
    assert (stale.as_of, stale.health) == (site.day("2026-02-15"), "stale")


def test_a_rolling_average_is_over_all_observations_of_its_periods(site) -> None:
    kpi = site.kpi(aggregate="average", rolling=2)
    rows = {"2026-09-10": 1, "2026-10-10": 4, "2026-10-20": 4}
    score = site.kpi_score(kpi, site.observed(rows))
    assert (score.value, score.as_of) == (3, site.day("2026-10-20"))


def test_a_rolling_value_is_dated_by_its_last_period_and_looks_back_beyond_the_window(site) -> None:
    """October's sum over 3 months is 8 + 9 + 10 = 27, November's 9 + 10 + 11 = 30."""
    rows = months(2026, 11)
    rolling = {"cadence": "monthly", "rolling": 3, "measure": site.metric(33, kpi="churn")}
    early = contracts(site, rows, "2026-10-31", **rolling)
    assert (early.start, early.current, early.progress) == (24, None, None)
    assert early.first_due == site.day("2026-10-31")
    for today, current in (("2026-11-01", 27), ("2026-11-30", 27), ("2026-12-01", 30)):
        score = contracts(site, rows, today, **rolling)
        assert (score.start, score.current, score.so_far) == (24, current, False), today
        assert score.progress == pytest.approx((current - 24) / 9)


def test_a_rolling_kpi_may_be_an_operand(site) -> None:
    kpis = [
        site.kpi(formula="{sales} / {people}", cadence="monthly"),
        site.kpi("sales", aggregate="sum", rolling=3),
        site.kpi("people"),
        site.observed(months(2026, 10), "sales"),
        site.observed({"2026-10-31": 9}, "people"),
    ]
    assert site.kpi_score(*kpis).value == 3


def test_few_of_the_periods_that_are_due_make_nothing_done(site) -> None:
    """One value on 3 October: on 20 November six whole weeks are over, and one has a value."""
    score = site.score(
        site.metric(4, start=8, kpi="churn"),
        site.kpi(cadence="weekly"),
        site.observed({"2026-10-05": 4}),
        today="2026-11-20",
    )
    assert (score.observed, score.due_periods) == (1, 6)
    assert (score.progress, score.status, score.is_met) == (1, "at_risk", False)


def test_a_value_in_half_of_the_periods_and_one_of_the_last_two_is_enough(site) -> None:
    rows = {"2026-10-05": 6, "2026-10-12": 5, "2026-11-02": 4}
    kpi, measure = site.kpi(cadence="weekly"), site.metric(4, start=8, kpi="churn")
    enough = site.score(measure, kpi, site.observed(rows), today="2026-11-20")
    assert (enough.observed, enough.due_periods, enough.status) == (3, 6, "done")
    # A week later the last two weeks have none.
    stale = site.score(measure, kpi, site.observed(rows), today="2026-11-23")
    assert (stale.observed, stale.due_periods, stale.status) == (3, 7, "at_risk")


def test_before_a_period_and_its_days_of_grace_are_over_nothing_is_due(site) -> None:
    kpi, measure = site.kpi(cadence="monthly"), site.metric(4, start=8, kpi="churn")
    series = site.observed({"2026-10-02": 4})
    for today, due in (("2026-11-05", 0), ("2026-11-06", 1), ("2026-12-05", 1), ("2026-12-06", 2)):
        score = site.score(measure, kpi, series, today=today)
        assert (score.due_periods, score.observed) == (due, min(due, 1)), today
        assert score.status == "done", today


def test_a_result_of_few_periods_confirms_no_loop_and_grades_as_it_is(site) -> None:
    rows = {"2026-10-05": 4}
    goal = site.goal(site.metric(4, start=8, kpi="churn"))
    kpi = site.kpi(cadence="weekly", range=site.Range(max=5))
    scored = site.scored(
        goal,
        kpi,
        site.observed(rows),
        site.quarter(closed="2027-01-04"),
        today="2027-01-05",
    )
    score = scored.objectives["goal"]
    assert score.key_results["kr"].grade.earned == 1
    assert (score.progress, score.status) == (1, "at_risk")
    assert scored.kpis["churn"].loop == "unknown"


def test_what_would_be_due_after_the_close_is_not_due(site) -> None:
    series = site.observed({"2026-10-10": 5, "2026-11-10": 4})
    score = site.score(
        site.metric(4, start=8, kpi="churn"),
        site.kpi(cadence="monthly"),
        series,
        site.quarter(closed="2026-11-30"),
        today="2027-02-01",
    )
    assert (score.observed, score.due_periods, score.status) == (2, 2, "done")


def test_a_guardrail_of_checkins_is_asked_for_a_value_each_beat_of_its_team(site) -> None:
    """Weeks from Thursday 1 October: on 15 November six are over, and two have a value."""
    told = [site.checkin("2026-10-02", kr=96.0), site.checkin("2026-10-08", kr=97.0)]
    score = site.score(site.guardrail(min=95), *told)
    assert (score.observed, score.due_periods) == (2, 6)
    assert (score.progress, score.status) == (1, "at_risk")


def test_only_guardrails_and_what_a_kpi_feeds_are_asked_for_a_value_each_period(site) -> None:
    told = site.checkin("2026-10-02", kr=4.0)
    score = site.score(site.metric(4, start=24), told, today="2026-12-30")
    assert (score.due_periods, score.status) == (0, "done")


def test_an_objective_that_rests_on_few_periods_is_not_done(site) -> None:
    few = site.metric(4, start=8, kpi="churn", name="few")
    sure = site.metric(4, start=8, current=4.0, name="sure")
    others = [site.kpi(cadence="weekly"), site.observed({"2026-10-05": 4})]
    goals = site.scored(site.goal(few, sure), *others).objectives
    assert (goals["goal"].progress, goals["goal"].status) == (1, "at_risk")


def test_milestones_are_measured_once_one_was_due(site) -> None:
    steps = site.milestones(("a", 1, None, "2026-11-10"), "b")
    for today, progress in (("2026-11-09", None), ("2026-11-10", None), ("2026-11-11", 0)):
        assert site.score(steps, today=today).progress == progress, today


def test_milestones_are_expected_by_their_due_days_and_the_others_at_the_end(site) -> None:
    steps = site.milestones(("a", 1, None, "2026-10-31"), ("b", 2, None, "2026-11-30"), ("c", 1))
    told = site.checkin("2026-10-02", confidence=7)
    for today, expected in (
        ("2026-10-30", 0),
        ("2026-10-31", 0.25),
        ("2026-11-30", 0.75),
        ("2026-12-30", 0.75),
        ("2026-12-31", 1),
    ):
        assert site.score(steps, told, today=today).expected == expected, today


def test_milestones_without_any_due_day_are_expected_by_the_share_of_days_gone(site) -> None:
    score = site.score(site.milestones("a", "b"), today="2026-11-16")
    # 46 of the 91 days from 1 October to 31 December.
    assert score.expected == pytest.approx(46 / 91)


def test_checkpoints_make_the_pace_a_line_through_them(site) -> None:
    """From 0 on 1 October to 100 on 31 December, with 10 expected by 31 October (day 30)."""
    way = site.metric(100, start=0, current=10.0, checkpoints={"2026-10-31": 10, "2026-11-30": 40})
    for today, expected in (
        ("2026-10-01", 0),
        ("2026-10-16", 0.05),
        ("2026-10-31", 0.1),
        ("2026-11-15", 0.25),
        ("2026-11-30", 0.4),
        ("2026-12-31", 1),
    ):
        assert site.score(way, today=today).expected == pytest.approx(expected), today


def test_checkpoints_of_a_falling_value_and_beyond_the_target_are_clamped(site) -> None:
    way = site.metric(4, start=24, current=10.0, checkpoints={"2026-10-31": 26, "2026-11-30": 3})
    # On 31 October 26 is above the start, on 30 November 3 is beyond the target.
    assert site.score(way, today="2026-10-31").expected == 0
    assert site.score(way, today="2026-11-30").expected == 1


def test_a_share_may_be_checked_in_for_zones_in_words(site) -> None:
    """Case 25: half of the way is 0.5, and above commit (0.3)."""
    zones = {0.0: "none", 0.29: "none", 0.5: "commit", 0.7: "target", 1.0: "stretch"}
    for share, zone in zones.items():
        score = site.score(site.zones(), site.checkin("2026-10-12", kr=share))
        assert (score.progress, score.zone) == (share, zone)
    told = [site.checkin("2026-10-26", kr=0.5), site.checkin("2026-11-02", kr="commit")]
    assert site.score(site.zones(), *told).progress == 0.3


@pytest.mark.parametrize(
    ("value", "raw", "zone"),
    [
        (50, 0, "none"),
        (51.5, 0.15, "none"),
        (53, 0.3, "commit"),
        (54, 0.5, "commit"),
        (55, 0.7, "target"),
        (57.5, 0.85, "target"),
        (60, 1, "stretch"),
        (62.5, 1.15, "stretch"),
        (40, -1, "none"),
    ],
)
def test_zones_in_numbers_are_joined_by_straight_lines(site, value, raw, zone) -> None:
    up = site.number_zones(53, 55, 60, start=50)
    score = site.score(up, site.checkin("2026-10-12", kr=float(value)))
    assert (score.progress_raw, score.zone) == (pytest.approx(raw), zone)
    down = site.number_zones(-53, -55, -60, start=-50)
    mirrored = site.score(down, site.checkin("2026-10-12", kr=-float(value)))
    assert (mirrored.progress_raw, mirrored.zone) == (pytest.approx(raw), zone)


def test_a_zones_word_means_its_value_where_zones_are_numbers(site) -> None:
    zones = site.number_zones(53, 55, 60, start=50)
    for word, value in (("none", 50), ("commit", 53), ("target", 55), ("stretch", 60)):
        score = site.score(zones, site.checkin("2026-10-12", kr=word))
        assert (score.current, score.zone) == (value, word)
    told = [site.checkin("2026-10-12", kr="target"), site.checkin("2026-10-19", kr=54.0)]
    score = site.score(zones, *told)
    assert (score.current, score.progress) == (54, pytest.approx(0.5))


def test_a_kpi_may_drive_zones_in_numbers(site) -> None:
    zones = site.number_zones(53, 55, 60, kpi="churn")
    rows = {"2026-09-30": 50, "2026-10-31": 54}
    score = site.score(zones, site.kpi(), site.observed(rows))
    assert (score.start, score.current) == (50, 54)
    assert score.progress == pytest.approx(0.5)
    # A start beyond commit is left out: below it the line from commit to target goes on.
    beyond = site.score(zones, site.kpi(), site.observed({"2026-09-30": 54, "2026-10-31": 52.5}))
    assert beyond.progress_raw == pytest.approx(0.25 - 0.05)


def test_zones_in_numbers_of_a_running_sum_start_from_zero(site) -> None:
    zones = site.number_zones(20, 30, 40, kpi="churn")
    score = contracts(site, Q3 | {"2026-10-31": 10}, "2026-11-10", measure=zones)
    assert (score.start, score.current, score.progress) == (0, 10, 0.15)


def test_a_forecast_stays_within_what_is_possible(site) -> None:
    rising = {"2026-10-02": 70, "2026-10-12": 80, "2026-10-22": 91}
    told = [site.checkin(day, kr=float(value)) for day, value in rising.items()]
    share = site.score(site.metric(95, start=68, unit="%"), *told, today="2026-10-22").forecast
    assert (share.value, share.high) == (100, 100)
    growth = site.metric(103, start=68, unit="%")
    assert site.score(growth, *told, today="2026-10-22").forecast.value > 100
    counted = site.score(site.metric(99, start=68, unit="towns"), *told, today="2026-10-22")
    ends = [counted.forecast.value, counted.forecast.low, counted.forecast.high]
    assert ends == [round(end) for end in ends]
    falling = [site.checkin(day, kr=float(100 - value)) for day, value in rising.items()]
    hours = site.score(site.metric(4, start=32, unit="h"), *falling, today="2026-10-22").forecast
    assert (hours.value, hours.low) == (0, 0)


def test_a_forecast_is_negative_only_where_a_value_or_a_bound_is(site) -> None:
    falling = {"2026-10-02": 30, "2026-10-12": 20, "2026-10-22": 9}
    told = [site.checkin(day, kr=float(value)) for day, value in falling.items()]
    for unit in ("EUR", "EUR/order", "k€", "h", "orders"):
        ends = site.score(site.metric(4, start=32, unit=unit), *told, today="2026-10-22").forecast
        assert (ends.value, ends.low) == (0, 0), unit
    for unit in ("points", "NPS", "°C"):
        ends = site.score(site.metric(4, start=32, unit=unit), *told, today="2026-10-22").forecast
        assert ends.value < 0, unit
    below = [*told, site.checkin("2026-10-12", kr=-1.0)]
    drift = site.metric(4, start=32, unit="s")
    assert site.score(drift, *below, today="2026-10-22").forecast.value < 0


def test_a_forecast_of_a_kpi_knows_its_range_and_its_values_of_all_time(site) -> None:
    def ends(start=0.0, **fields):
        profit = {"2026-01-02": start, "2026-10-02": 30, "2026-10-12": 20, "2026-10-22": 9}
        given = site.kpi(unit="EUR", **fields), site.observed(profit, kpi="churn")
        goal = site.metric(4, start=32, kpi="churn")
        return site.score(goal, *given, today="2026-10-22").forecast

    assert ends(range=site.Range(min=0)).low == 0
    assert ends(range=site.Range(min=-50)).low < 0
    assert ends(start=-5.0, range=site.Range(min=0)).low < 0


def test_a_forecast_knows_nothing_from_before_the_window(site) -> None:
    told = [site.checkin(f"2026-09-{day}", kr=float(day)) for day in (10, 15, 20, 25)]
    score = site.score(site.metric(90), *told, site.checkin("2026-10-12", kr=26.0))
    assert score.forecast is None
    assert [value for _, value in score.history] == [25, 26]
