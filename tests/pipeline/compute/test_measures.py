"""Guardrails, milestones, zones, and what plugins score."""

from msgspec import Struct

from okrsite.builtin.scorers import okrsite_scorers
from okrsite.model.extensions import Scorer

WEEKLY = {"2026-09-28": 90, "2026-10-05": 95, "2026-10-12": 96, "2026-10-19": 94, "2026-10-26": 97}


WEEKS = ("02", "09", "16", "23")


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """No settings."""


def scorer(score):
    return {"own": Scorer(name="own", title="Own", settings=Nothing, score=score)}


def test_a_guardrail_is_the_share_of_the_windows_observations_inside_bounds_included(site) -> None:
    score = site.score(
        site.guardrail(min=95, kpi="churn"), site.kpi(cadence="weekly"), site.observed(WEEKLY)
    )
    assert (score.inside, score.observed, score.progress) == (3, 4, 0.75)
    assert (score.current, score.current_on) == (97, site.day("2026-10-26"))


def test_a_guardrail_on_an_average_counts_observations_and_on_a_sum_complete_periods(site) -> None:
    for aggregate, inside in (("average", (3, 4)), ("sum", (1, 1))):
        score = site.score(
            site.guardrail(min=95, kpi="churn"),
            site.kpi(cadence="monthly", aggregate=aggregate),
            site.observed(WEEKLY),
        )
        assert (score.inside, score.observations) == inside


def test_what_is_observed_after_the_close_changes_no_guardrail_whatever_its_aggregate(site) -> None:
    for aggregate in ("last", "average"):
        closed = site.scored(
            site.goal(site.guardrail(min=95, kpi="churn")),
            site.kpi(cadence="weekly", aggregate=aggregate),
            site.observed(WEEKLY),
            site.quarter(closed="2026-10-19"),
        )
        score = closed.objectives["goal"].key_results["kr"]
        assert (score.inside, score.observations) == (2, 3), aggregate


def test_a_guardrail_without_keep_stays_inside_the_range_of_its_kpi(site) -> None:
    score = site.score(
        site.guardrail(kpi="churn"),
        site.kpi(range=site.Range(min=96), cadence="weekly"),
        site.observed(WEEKLY),
    )
    assert score.progress == 0.5


def test_a_guardrail_is_expected_to_hold_from_the_first_day_on(site) -> None:
    score = site.score(
        site.guardrail(min=95), site.checkin("2026-10-02", kr=96.0), today="2026-10-02"
    )
    assert (score.expected, score.status) == (1, "on_track")


def test_a_guardrail_that_held_all_along_is_done_only_after_its_end(site) -> None:
    told = [site.checkin(f"2026-{month}-{day}", kr=96.0) for month in (10, 11, 12) for day in WEEKS]
    held = [site.guardrail(min=95), *told]
    assert site.score(*held, today="2026-12-31").status == "on_track"
    assert not site.score(*held, today="2026-12-31").is_met
    assert site.score(*held, today="2027-01-01").status == "done"
    assert site.score(*held, today="2027-01-01").is_met


def test_a_guardrail_whose_latest_value_is_outside_is_at_risk_at_best(site) -> None:
    days = [f"2026-10-{day:02}" for day in range(1, 21)]
    told = [site.checkin(day, kr=96.0) for day in days]
    score = site.score(site.guardrail(min=95), *told, site.checkin("2026-10-21", kr=94.0))
    assert score.progress > 0.95
    assert (score.latest_is_inside, score.status) == (False, "at_risk")


def test_a_guardrail_far_behind_is_off_track_whatever_its_latest_value(site) -> None:
    told = [site.checkin(f"2026-10-0{day}", kr=94.0 + (day == 4) * 2) for day in range(1, 5)]
    score = site.score(site.guardrail(min=95), *told)
    assert (score.progress, score.latest_is_inside, score.status) == (0.25, True, "off_track")


def test_a_guardrail_is_not_started_before_its_window(site) -> None:
    score = site.score(site.guardrail(min=95), today="2026-09-30")
    assert (score.status, score.progress) == ("not_started", None)


def test_a_guardrail_without_an_observation_is_not_measured(site) -> None:
    score = site.score(site.guardrail(min=95))
    assert (score.progress, score.status) == (None, "not_measured")


def test_observations_after_the_window_are_not_the_guardrails(site) -> None:
    score = site.score(
        site.guardrail(min=95, due="2026-10-15"),
        site.checkin("2026-10-12", kr=96.0),
        site.checkin("2026-10-19", kr=90.0),
    )
    assert (score.inside, score.observations) == (1, 1)


def test_a_written_current_is_the_one_observation_of_a_guardrail(site) -> None:
    assert site.score(site.guardrail(min=95, current=95.0)).progress == 1


def test_a_running_sum_is_no_observation_of_a_guardrail(site) -> None:
    score = site.score(
        site.guardrail(min=100, kpi="churn"),
        site.kpi(aggregate="sum"),
        site.observed({"2026-10-05": 60, "2026-10-20": 60, "2026-11-05": 10}),
    )
    assert (score.inside, score.observations) == (1, 1)


def test_milestones_are_the_weighted_share_done(site) -> None:
    score = site.score(
        site.milestones(("curriculum", 1, "2026-10-09"), ("first-class", 2), ("graduates", 1))
    )
    assert score.progress == 0.25
    assert [step.done is not None for step in score.steps] == [True, False, False]


def test_milestones_are_not_measured_before_anybody_has_looked(site) -> None:
    score = site.score(site.milestones("curriculum", "first-class"))
    assert (score.progress, score.status) == (None, "not_measured")
    assert [step.id for step in score.steps] == ["curriculum", "first-class"]


def test_a_checkin_in_the_window_says_that_no_milestone_is_done_yet(site) -> None:
    steps = site.milestones("curriculum", "first-class")
    assert site.score(steps, site.checkin("2026-10-01", confidence=7)).progress == 0
    assert site.score(steps, site.checkin("2026-09-30", confidence=7)).progress is None
    assert site.score(steps, site.checkin("2026-11-16", confidence=7)).progress is None


def test_a_milestone_done_after_today_is_not_done(site) -> None:
    steps = site.milestones(("curriculum", 1, "2026-11-16"), "first-class")
    assert site.score(steps).progress is None
    assert site.score(steps, today="2026-11-16").progress == 0.5


def test_milestones_accumulate_over_checkins(site) -> None:
    score = site.score(
        site.milestones("a", "b", "c", "d"),
        site.checkin("2026-10-12", kr="a"),
        site.checkin("2026-10-19", kr=("b", "c")),
    )
    assert score.progress == 0.75
    assert score.steps[0].done == site.day("2026-10-12")
    assert [value for _, value in score.history] == [0, 0.25, 0.75]


def test_a_milestone_written_and_told_is_done_from_the_earlier_day(site) -> None:
    steps = site.milestones(("a", 1, "2026-10-09"), ("b", 1, "2026-10-20"))
    score = site.score(steps, site.checkin("2026-10-12", kr=("a", "b")))
    assert [step.done for step in score.steps] == [site.day("2026-10-09"), site.day("2026-10-12")]


def test_zones_are_worth_nothing_three_seven_and_ten_tenths(site) -> None:
    for zone, share in (("none", 0), ("commit", 0.3), ("target", 0.7), ("stretch", 1)):
        score = site.score(site.zones(), site.checkin("2026-10-12", kr=zone))
        assert (score.zone, score.progress) == (zone, share)


def test_of_zones_the_latest_counts_even_where_it_is_lower(site) -> None:
    score = site.score(
        site.zones(),
        site.checkin("2026-10-12", kr="target"),
        site.checkin("2026-10-19", kr="commit"),
    )
    assert score.progress == 0.3


def test_a_zone_that_nobody_told_is_not_measured(site) -> None:
    assert site.score(site.zones()).progress is None


def test_a_plugins_scorer_sees_the_windows_values_and_gives_raw_progress(site) -> None:
    scored = site.scored(
        site.goal(site.custom("own")),
        site.checkin("2026-09-20", kr=1.0),
        site.checkin("2026-10-12", kr=2.0),
        site.checkin("2026-11-20", kr=4.0),
        scorers=scorer(lambda request, _: len(request.values) + 0.5),
    )
    score = scored.objectives["goal"].key_results["kr"]
    assert (score.progress_raw, score.progress) == (1.5, 1)


def test_a_scorer_that_fails_is_named_with_its_goal_and_fails_only_its_part(site) -> None:
    def broken(request, settings):
        raise RuntimeError("the cable is out")

    scored, findings = site.computed(
        site.goal(site.custom("own"), site.metric(4, start=8, current=6, name="other")),
        scorers=scorer(broken),
    )
    (finding,) = findings
    assert finding.code == "OKR611"
    assert finding.message.startswith(
        "goal#kr: the scorer 'own' failed: RuntimeError: the cable is out (compute/"
    )
    goal = scored.objectives["goal"]
    assert (goal.progress, goal.measured, goal.total) == (0.5, 1, 2)


def test_a_scorer_that_wants_to_leave_takes_nothing_with_it(site) -> None:
    def leaving(request, settings):
        raise SystemExit("enough\nof this")

    _, findings = site.computed(site.goal(site.custom("own")), scorers=scorer(leaving))
    (finding,) = findings
    assert finding.message.startswith(
        "goal#kr: the scorer 'own' failed: SystemExit: enough of this (compute/test_measures.py:"
    )


def test_a_scorer_that_gives_no_finite_number_has_failed(site) -> None:
    for answer in (float("nan"), float("inf"), "half", True):
        scored, findings = site.computed(
            site.goal(site.custom("own")), scorers=scorer(lambda *_, answer=answer: answer)
        )
        assert [finding.code for finding in findings] == ["OKR611"]
        assert scored.objectives["goal"].progress is None


def test_an_unknown_scorer_is_an_error_with_a_suggestion(site) -> None:
    _, findings = site.computed(site.goal(site.custom("onw")), scorers=scorer(lambda *_: 1.0))
    assert [(finding.code, finding.message) for finding in findings] == [
        ("OKR612", "goal#kr: no plugin gives the scorer 'onw'; did you mean 'own'?")
    ]


def test_settings_that_a_scorer_does_not_know_are_an_error(site) -> None:
    _, findings = site.computed(
        site.goal(site.custom("own", b'{"wohle": 3}')), scorers=scorer(lambda *_: 1.0)
    )
    assert [finding.code for finding in findings] == ["OKR613"]


def test_a_scorer_whose_settings_refuse_themselves_is_an_error_and_fails_alone(site) -> None:
    class Picky(Struct, frozen=True):
        def __post_init__(self):
            raise LookupError("no such star")

    for settings, code in ((Picky, "OKR613"), (7, "OKR613")):
        own = Scorer(name="own", title="Own", settings=settings, score=lambda *_: 1.0)
        scored, findings = site.computed(site.goal(site.custom("own")), scorers={"own": own})
        assert [finding.code for finding in findings] == [code]
        assert scored.objectives["goal"].progress is None


def test_percent_takes_the_newest_value_as_the_share_done(site) -> None:
    scorers = {scorer.name: scorer for scorer in okrsite_scorers()}
    goal = site.goal(site.custom("percent"))
    told = site.checkin("2026-10-12", kr=40.0)
    assert site.scored(goal, told, scorers=scorers).objectives["goal"].progress == 0.4
    assert site.scored(goal, scorers=scorers).objectives["goal"].progress is None
