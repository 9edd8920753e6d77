"""Maturity: five dimensions from facts, each with the evidence behind it."""

import pytest

from okrsite.pipeline.compute.maturity import level_of


def dimension(scored, name, team=None):
    report = scored.maturity[team or ""]
    return next(dimension for dimension in report.dimensions if dimension.dimension == name)


def facts(scored, name, team=None):
    return [
        (evidence_item.subject.id, evidence_item.fact, evidence_item.holds)
        for evidence_item in dimension(scored, name, team).evidence
    ]


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (0, "ad_hoc"),
        (0.19, "ad_hoc"),
        (0.2, "emerging"),
        (0.4, "defined"),
        (0.6, "managed"),
        (0.1 * 8, "disciplined"),
        (1, "disciplined"),
    ],
)
def test_levels_are_five_equal_steps_from_ad_hoc_to_disciplined(share, level) -> None:
    assert level_of(share) == level


def test_clarity_is_measured_key_results(site) -> None:
    scored = site.scored(
        site.goal(site.metric(4, start=8, current=6, name="a"), site.metric(4, start=8, name="b")),
        site.goal(name="empty"),
    )
    assert facts(scored, "clarity") == [
        ("empty", "has_key_results", False),
        ("goal", "is_measured", True),
        ("goal", "is_measured", False),
    ]
    assert dimension(scored, "clarity").share == pytest.approx(1 / 3)


def test_alignment_is_of_goals_below_the_companys_own(site) -> None:
    scored = site.scored(
        site.team("company"),
        site.team("sales", "company"),
        site.goal(name="top", team="company"),
        site.goal(name="aligned", team="sales", supports=["top"]),
        site.goal(name="orphan", team="sales"),
    )
    assert facts(scored, "alignment", "sales") == [
        ("aligned", "is_aligned", True),
        ("orphan", "is_aligned", False),
    ]
    assert facts(scored, "alignment", "company") == facts(scored, "alignment", "sales")


def test_discipline_is_checkins_that_miss_no_two_beats_in_a_row(site) -> None:
    scored = site.scored(
        site.goal(name="kept"),
        site.goal(name="silent"),
        *(site.checkin(f"2026-{day}", "kept") for day in ("10-12", "10-26", "11-09")),
        site.checkin("2026-10-05", "silent"),
    )
    assert facts(scored, "discipline") == [
        ("kept", "checked_in", True),
        ("silent", "checked_in", False),
    ]


def test_a_personal_goal_is_as_disciplined_as_its_owners_team_asks(site) -> None:
    scored = site.scored(
        site.goal(owner="ada"),
        site.team("sales", rhythm="monthly"),
        site.person("ada", "sales"),
        site.checkin("2026-10-31"),
    )
    assert facts(scored, "discipline") == [("goal", "checked_in", True)]


def test_no_checkin_is_missing_while_the_first_is_not_due(site) -> None:
    assert facts(site.scored(site.goal(), today="2026-10-08"), "discipline") == []


def test_discipline_is_reviews_on_time(site) -> None:
    reviewed = [site.review("2026-11-02")]
    scored = site.scored(
        site.kpi("late", reviews=(site.review("2026-10-02"),)),
        site.kpi("on-time", reviews=tuple(reviewed)),
    )
    assert facts(scored, "discipline") == [
        ("late", "reviewed", False),
        ("on-time", "reviewed", True),
    ]


@pytest.mark.parametrize(
    ("closed", "body", "today", "expected"),
    [
        ("2027-01-14", "What we learned.", "2027-02-01", [True]),
        ("2027-01-15", "What we learned.", "2027-02-01", [False]),
        ("2027-01-10", "", "2027-02-01", [False]),
        (None, "What we learned.", "2027-02-01", [False]),
        (None, "", "2027-01-14", []),
    ],
)
def test_a_retrospective_is_on_time_within_fourteen_days_of_the_end(
    site, closed, body, today, expected
) -> None:
    scored = site.scored(site.cycle("q4", "2026-10-01", "2026-12-31", closed, body), today=today)
    assert [holds for _, _, holds in facts(scored, "discipline")] == expected


def test_connection_is_goals_with_kpis_and_kpis_with_goals(site) -> None:
    scored = site.scored(
        site.goal(site.metric(4, start=8, kpi="churn"), name="measured"),
        site.goal(name="watching", watch=("churn",)),
        site.goal(name="alone"),
        site.kpi(range=site.Range(max=5)),
        site.kpi("signalled", range=site.Range(max=5)),
        site.observed({"2026-10-31": 6}),
        site.observed({"2026-10-31": 6}, "signalled"),
    )
    assert facts(scored, "connection") == [
        ("alone", "has_kpi", False),
        ("measured", "has_kpi", True),
        ("watching", "has_kpi", True),
        ("churn", "is_acted_on", True),
        ("signalled", "is_acted_on", False),
    ]


def test_closure_is_graded_goals_and_new_baselines_for_what_was_met(site) -> None:
    goal = site.goal(
        site.metric(4, start=8, kpi="churn", name="churn"),
        site.metric(4, start=8, kpi="other", name="other"),
    )
    scored = site.scored(
        goal,
        site.quarter(closed="2027-01-05"),
        site.kpi(baselines=(site.baseline("2027-01-06", 4, "goal#churn"),)),
        site.kpi("other"),
        site.observed({"2026-11-30": 6, "2026-12-31": 4}),
        site.observed({"2026-11-30": 6, "2026-12-31": 4}, "other"),
        today="2027-02-01",
    )
    assert facts(scored, "closure") == [
        ("goal", "is_graded", True),
        ("goal", "is_rebaselined", True),
        ("goal", "is_rebaselined", False),
    ]


def test_a_cycle_that_nobody_closed_is_not_graded(site) -> None:
    late = site.scored(site.goal(), today="2027-01-15")
    assert facts(late, "closure") == [("goal", "is_graded", False)]
    assert facts(site.scored(site.goal(), today="2027-01-14"), "closure") == []


def test_a_level_is_that_of_the_weakest_dimension_and_unknown_without_facts(site) -> None:
    scored = site.scored(site.goal(site.metric(4, start=8, current=6)), today="2026-10-02")
    company = scored.maturity[""]
    assert [(dimension.dimension, dimension.level) for dimension in company.dimensions] == [
        ("clarity", "disciplined"),
        ("alignment", "ad_hoc"),
        ("discipline", None),
        ("connection", "ad_hoc"),
        ("closure", None),
    ]
    assert company.level == "ad_hoc"
    assert site.scored().maturity[""].level is None


def test_a_teams_facts_are_those_of_its_sub_teams_too(site) -> None:
    scored = site.scored(
        site.team("company"),
        site.team("sales", "company"),
        site.team("people", "company"),
        site.goal(name="a", team="sales"),
    )
    assert [report.team for report in scored.maturity.values()] == [
        None,
        "company",
        "people",
        "sales",
    ]
    assert facts(scored, "clarity", "company") == facts(scored, "clarity", "sales") != []
    assert facts(scored, "clarity", "people") == []


def test_a_key_result_whose_first_value_is_not_due_yet_says_nothing_of_clarity(site) -> None:
    goal = site.goal(site.metric(4, start=8, kpi="churn"), site.milestones("a", name="steps"))
    for today, known in (("2026-10-31", [True]), ("2026-11-01", [False, True])):
        scored = site.scored(goal, site.kpi(), today=today)
        assert [holds for _, _, holds in facts(scored, "clarity")] == known
