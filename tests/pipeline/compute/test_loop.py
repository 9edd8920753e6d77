"""The loop: where each KPI stands, by the first match."""

IN, OUT = {"2026-10-31": 4.0}, {"2026-10-31": 6.0}


def churn(site, **fields):
    return site.kpi(range=site.Range(max=5), **fields)


def falls(site, target=1, **fields):
    """An objective whose key result is measured by churn; at 4.0 a target of 4 is met."""
    return site.goal(site.metric(target, start=8, kpi="churn", name="churn"), **fields)


def last_quarter(site, closed="2026-10-05"):
    return site.cycle("q3", "2026-07-01", "2026-09-30", closed)


def test_a_kpi_without_range_or_data_is_unknown_even_while_somebody_acts(site) -> None:
    assert site.kpi_score(site.kpi(), site.observed(IN), falls(site)).loop == "unknown"
    assert site.kpi_score(churn(site), falls(site)).loop == "unknown"


def test_a_kpi_in_range_on_which_nobody_acts_is_steady(site) -> None:
    assert site.kpi_score(churn(site), site.observed(IN)).loop == "steady"


def test_a_kpi_near_the_edge_of_its_range_is_to_be_watched_and_not_steady(site) -> None:
    warned = churn(site, warning=site.Range(max=3.5))
    assert site.kpi_score(warned, site.observed(IN)).loop == "watch"
    assert site.kpi_score(warned, site.observed({"2026-10-31": 3.5})).loop == "steady"
    assert site.kpi_score(warned, site.observed(OUT)).loop == "signalled"
    assert site.kpi_score(warned, site.observed(IN), falls(site)).loop == "acting"
    assert site.kpi_score(warned, site.observed({"2026-07-31": 4.0})).loop == "unknown"


def test_a_kpi_out_of_range_on_which_nobody_acts_is_signalled(site) -> None:
    assert site.kpi_score(churn(site), site.observed(OUT)).loop == "signalled"


def test_an_unmet_key_result_in_an_open_cycle_is_acting_in_and_out_of_range(site) -> None:
    for points in (IN, OUT):
        score = site.kpi_score(churn(site), site.observed(points), falls(site))
        assert score.loop == "acting"
        assert str(score.loop_by.goal) == "goal#churn"


def test_a_key_result_that_is_not_measured_is_unmet_and_acting(site) -> None:
    goal = site.goal(site.guardrail(max=5, kpi="churn"))
    score = site.kpi_score(churn(site), site.observed({"2026-09-30": 6}), goal)
    assert score.loop == "acting"


def test_only_active_objectives_act(site) -> None:
    for state in ("draft", "paused", "dropped"):
        goal = falls(site, state=state)
        assert site.kpi_score(churn(site), site.observed(OUT), goal).loop == "signalled"


def test_a_cycle_that_lies_ahead_is_not_acting_yet(site) -> None:
    ahead = site.cycle("q1", "2027-01-01", "2027-03-31")
    score = site.kpi_score(churn(site), site.observed(OUT), falls(site, cycle="q1"), ahead)
    assert score.loop == "signalled"
    assert len(score.attacks) == 1


def test_a_closed_cycle_does_not_act_any_more(site) -> None:
    score = site.kpi_score(
        churn(site), site.observed(OUT), falls(site, cycle="q3"), last_quarter(site)
    )
    assert score.loop == "signalled"


def test_a_cycle_that_was_never_closed_still_acts(site) -> None:
    goal = falls(site, cycle="q3")
    open_ = last_quarter(site, closed=None)
    assert site.kpi_score(churn(site), site.observed(OUT), goal, open_).loop == "acting"


MET = {"2026-07-31": 7.0, "2026-08-31": 5.0, "2026-09-30": 4.0}


def test_a_met_key_result_is_confirmed_by_the_kpi_in_range(site) -> None:
    goal = falls(site, target=4, cycle="q3")
    score = site.kpi_score(churn(site), site.observed({**MET, **IN}), goal, last_quarter(site))
    assert score.loop == "confirmed"
    assert score.loop_by.is_met


def test_a_met_key_result_is_unconfirmed_while_the_kpi_disagrees(site) -> None:
    goal = falls(site, target=4, cycle="q3")
    score = site.kpi_score(churn(site), site.observed({**MET, **OUT}), goal, last_quarter(site))
    assert score.loop == "unconfirmed"


def test_a_key_result_met_before_its_end_is_confirmed_or_not_from_that_day_on(site) -> None:
    goal = falls(site, target=4)
    assert site.kpi_score(churn(site), site.observed(IN), goal).loop == "confirmed"
    strict = site.kpi(range=site.Range(max=3))
    assert site.kpi_score(strict, site.observed(IN), goal).loop == "unconfirmed"


def test_what_ended_longer_than_one_cycles_length_ago_is_not_confirmed_any_more(site) -> None:
    goal = falls(site, target=4, cycle="q3")
    rows = [churn(site), site.observed({**MET, "2026-12-31": 4}), goal, last_quarter(site)]
    assert site.kpi_score(*rows, today="2026-12-31").loop == "confirmed"
    assert site.kpi_score(*rows, today="2027-01-01").loop == "steady"


def test_a_baseline_from_the_key_result_is_holding(site) -> None:
    baseline = site.baseline("2026-10-06", 4, "goal#churn")
    goal = falls(site, target=4, cycle="q3")
    score = site.kpi_score(
        churn(site, baselines=(baseline,)), site.observed({**MET, **IN}), goal, last_quarter(site)
    )
    assert score.loop == "holding"
    assert score.loop_by.goal.objective == "goal"


def test_a_baseline_after_today_is_not_seen(site) -> None:
    baseline = site.baseline("2026-12-06", 4, "goal#churn")
    goal = falls(site, target=4, cycle="q3")
    score = site.kpi_score(
        churn(site, baselines=(baseline,)), site.observed({**MET, **IN}), goal, last_quarter(site)
    )
    assert score.loop == "confirmed"


def test_out_of_range_comes_before_holding(site) -> None:
    baseline = site.baseline("2026-01-10", 4, "goal#churn")
    last_year = site.cycle("y", "2025-10-01", "2025-12-31", "2026-01-05")
    known = [churn(site, baselines=(baseline,)), falls(site, target=4, cycle="y"), last_year]
    met = {"2025-12-31": 4.0}
    assert site.kpi_score(*known, site.observed({**met, **IN})).loop == "holding"
    assert site.kpi_score(*known, site.observed({**met, **OUT})).loop == "signalled"


def test_a_baseline_from_nowhere_holds_nothing(site) -> None:
    baseline = site.baseline("2026-01-01", 4)
    score = site.kpi_score(churn(site, baselines=(baseline,)), site.observed(IN))
    assert score.loop == "steady"


def test_the_latest_key_result_decides_and_not_an_older_one_that_was_met(site) -> None:
    older = falls(site, target=4, cycle="q2", name="older")
    later = falls(site, target=1, cycle="q3", name="later")
    q2 = site.cycle("q2", "2026-04-01", "2026-09-29", "2026-10-01")
    score = site.kpi_score(
        churn(site), site.observed({**MET, **IN}), older, later, q2, last_quarter(site)
    )
    assert score.loop == "steady"
    assert [attack.goal.objective for attack in score.attacks] == ["older", "later"]
