"""The example company is without a finding, and shows everything that the format can say."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from okrsite.commands.workspace import open_workspace
from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.model.names import Health, LoopState, State, Status, Visibility
from okrsite.model.scored import Scored
from okrsite.model.settings import Settings
from okrsite.pipeline.build import Conditions, Understood, understand
from okrsite.pipeline.discover import discover
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

ROOT = Path(__file__).parents[2]


def built_for(audience: Visibility) -> Understood:
    """The example as an audience sees it, through every stage from its files on."""
    workspace = open_workspace(ROOT)
    paths = (p.relative_to(ROOT).as_posix() for p in (ROOT / "content").rglob("*") if p.is_file())
    found = discover(paths)
    assert found.findings == ()
    markdown = Markdown(tuple(workspace.extensions.markdown.values()))
    documents = tuple(parse(p, (ROOT / p).read_bytes(), markdown) for p in found.documents)
    return understand(
        documents,
        frozenset(found.assets),
        Conditions(workspace.settings, workspace.extensions, audience, workspace.today),
    )


@pytest.fixture(scope="module")
def everything() -> Understood:
    return built_for("confidential")


@pytest.fixture(scope="module")
def company(everything: Understood) -> Scored:
    return everything.scored


@pytest.fixture(scope="module")
def settings(company: Scored) -> Settings:
    return company.forest.settings


def goal(company: Scored, id_: str) -> Objective:
    return company.forest.objectives[id_]


def result(company: Scored, name: str) -> tuple[KeyResult, KeyResultScore]:
    """A key result, written as in a reference, with its score."""
    objective, _, id_ = name.partition("#")
    written = goal(company, objective).key_result(id_)
    assert written is not None, name
    return written, company.objectives[objective].key_results[id_]


def way(company: Scored, name: str) -> tuple[float | None, float | None, str]:
    """From where to where a key result goes, and in which unit."""
    written, score = result(company, name)
    return score.start, score.target, written.unit


def latest(company: Scored, kpi: str) -> float | None:
    """A KPI's value, rounded as far as an author writes it."""
    value = company.kpis[kpi].value
    return None if value is None else round(value, 3)


@pytest.mark.parametrize("audience", ["public", "internal", "confidential"])
def test_nothing_in_the_example_wants_to_be_mended(audience: Visibility) -> None:
    seen = built_for(audience)
    loud = [finding for finding in (*seen.findings, *seen.mistakes) if finding.severity != "signal"]
    assert [str(finding) for finding in loud] == []


def test_its_signals_are_those_of_a_real_company(everything: Understood) -> None:
    signals = [finding.code for finding in everything.findings if finding.severity == "signal"]
    assert len(signals) <= 30
    of_running_quarter = {f"OKR50{number}" for number in range(1, 8)}
    of_the_loop = {f"OKR51{number}" for number in range(1, 7)}
    assert set(signals) == of_running_quarter | of_the_loop


def test_its_day_is_pinned(company: Scored) -> None:
    assert company.today == date(2026, 11, 20)
    assert company.cycle == "2026-q4"


def test_it_is_as_large_as_a_company_that_one_can_grasp(company: Scored) -> None:
    forest = company.forest
    assert 8 <= len(forest.teams) <= 10
    assert len(forest.people) == 12
    assert set(forest.cycles) == {"2026", "2026-q3", "2026-q4", "2027-q1"}
    assert len(forest.objectives) >= 20
    assert len(forest.kpis) >= 24


def test_only_the_closed_cycle_is_closed_and_it_has_a_retrospective(company: Scored) -> None:
    closed = {id_ for id_, each in company.forest.cycles.items() if each.closed}
    assert closed == {"2026-q3"}
    assert company.forest.cycles["2026-q3"].body.headings
    assert company.cycles["2026-q3"].grade is not None


def test_every_kpi_that_is_measured_reaches_back_two_years(company: Scored) -> None:
    short = [
        id_
        for id_, series in company.forest.series.items()
        if series.points[0].day > date(2024, 12, 31)
    ]
    assert short == []


def test_every_cadence_aggregate_and_kind_of_instrument_occurs(company: Scored) -> None:
    kpis = company.forest.kpis.values()
    assert {kpi.cadence for kpi in kpis} == {"daily", "weekly", "monthly", "quarterly"}
    assert {kpi.aggregate for kpi in kpis} == {"last", "sum", "average"}
    assert {kpi.indicator for kpi in kpis} == {"leading", "lagging"}
    assert {kpi.perspective for kpi in kpis} == {"financial", "customer", "process", "learning"}
    assert {bool(kpi.target.by) for kpi in kpis if kpi.target} == {True, False}
    assert any(kpi.formula for kpi in kpis)
    assert any(kpi.rolling for kpi in kpis)
    assert any(kpi.critical for kpi in kpis)
    assert any(kpi.range and None not in (kpi.range.min, kpi.range.max) for kpi in kpis)
    assert any(baseline.from_ for kpi in kpis for baseline in kpi.baselines)


def test_a_way_over_checkpoints_and_zones_in_numbers_occur(company: Scored) -> None:
    goals = company.forest.objectives.values()
    measures = [result.measure for goal in goals for result in goal.key_results]
    assert any(isinstance(measure, Metric) and measure.checkpoints for measure in measures)
    assert any(isinstance(measure, NumberZones) for measure in measures)


@pytest.mark.parametrize("state", get_args(LoopState))
def test_every_state_of_the_loop_occurs(company: Scored, state: LoopState) -> None:
    assert [id_ for id_, each in company.kpis.items() if each.loop == state]


@pytest.mark.parametrize(
    "health", ["no_data", "stale", "no_range", "out_of_range", "warning", "in_range"]
)
def test_every_health_of_a_kpi_occurs(company: Scored, health: Health) -> None:
    assert [id_ for id_, each in company.kpis.items() if each.health == health]


@pytest.mark.parametrize(
    "status", ["not_started", "not_measured", "done", "on_track", "at_risk", "off_track"]
)
def test_every_status_of_a_key_result_occurs(company: Scored, status: Status) -> None:
    scores = (
        result for goal in company.objectives.values() for result in goal.key_results.values()
    )
    assert [score.id for score in scores if score.status == status]


@pytest.mark.parametrize("status", ["not_started", "done", "on_track", "at_risk", "off_track"])
def test_every_status_of_an_objective_occurs(company: Scored, status: Status) -> None:
    assert [id_ for id_, each in company.objectives.items() if each.status == status]


@pytest.mark.parametrize("shape", [Metric, Relative, Guardrail, Milestones, Zones])
def test_every_shape_of_a_key_result_occurs(company: Scored, shape: type) -> None:
    written = (result for goal in company.forest.objectives.values() for result in goal.key_results)
    assert [result.id for result in written if isinstance(result.measure, shape)]


def test_its_plugins_show_the_range_and_its_goals_need_none(
    company: Scored, settings: Settings
) -> None:
    written = (result for goal in company.forest.objectives.values() for result in goal.key_results)
    assert not [result.id for result in written if isinstance(result.measure, Custom)]
    given = open_workspace(ROOT).extensions.owners
    ours = {name: plugin for name, plugin in given.items() if plugin in settings.plugins}
    assert ours == {
        "pages:board": "board_letter",
        "rules:LAN001": "house_words",
        "sources:surveys": "surveys",
    }
    for path in (ROOT / "plugins").glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) < 80, path


@pytest.mark.parametrize("state", ["draft", "paused", "dropped"])
def test_every_state_beside_active_occurs_once_in_a_cycle(company: Scored, state: State) -> None:
    found = [goal for goal in company.forest.objectives.values() if goal.state == state]
    assert len([goal for goal in found if goal.cycle is not None]) == 1


def test_one_idea_waits_in_the_backlog(company: Scored) -> None:
    waiting = [goal.id for goal in company.forest.objectives.values() if goal.cycle is None]
    assert waiting == ["audio-tours"]


def test_every_type_rollup_and_level_of_an_objective_occurs(company: Scored) -> None:
    goals = company.forest.objectives.values()
    assert {goal.type for goal in goals} == {"aspirational", "committed", "learning"}
    assert {goal.rollup for goal in goals} == {"key_results", "weakest", "children", "both"}
    personal = [goal.id for goal in goals if goal.team is None and goal.owner]
    assert personal == ["read-churn-early"]
    assert len([goal for goal in goals if goal.cycle == "2026"]) >= 2


def test_goals_have_several_parents_some_of_them_key_results_with_a_weight(
    company: Scored,
) -> None:
    goals = company.forest.objectives.values()
    assert any(len(goal.supports) > 1 for goal in goals)
    assert any(ref.goal.key_result and ref.weight != 1 for goal in goals for ref in goal.supports)
    assert any(goal.with_teams for goal in goals)
    assert any(goal.aliases for goal in goals)


def test_documents_of_every_visibility_occur(company: Scored) -> None:
    hidden = [id_ for id_, g in company.forest.objectives.items() if g.visibility != "internal"]
    assert hidden == ["nordic-partner"]
    assert [id_ for id_, p in company.forest.pages.items() if p.visibility == "public"]


def test_what_is_confidential_is_gone_from_the_internal_build() -> None:
    assert "nordic-partner" not in built_for("internal").scored.forest.objectives


def test_checkins_come_in_both_forms_with_thanks(company: Scored) -> None:
    checkins = [checkin for told in company.forest.checkins.values() for checkin in told]
    paths = {checkin.span.path.split("/")[1] for checkin in checkins}
    assert paths == {"objectives", "checkins"}
    assert len([checkin for checkin in checkins if checkin.kudos]) >= 10
    assert all(checkin.note for checkin in checkins)


def test_a_grade_given_by_hand_stands_beside_the_earned_one(company: Scored) -> None:
    grade = result(company, "answers-in-the-moment#chat")[1].grade
    assert grade is not None
    assert (grade.earned, grade.given, grade.counts) == (1, 0.5, 0.5)


# The examples below are the field's own; their figures are those of the literature.


def test_churn_from_14_to_7_percent_with_satisfied_users_of_new_features(company: Scored) -> None:
    assert way(company, "win-back-trust#churn") == (14, 7, "%")
    written, score = result(company, "win-back-trust#csat-new-features")
    assert score.target == 90
    assert score.start_from == "checkin"
    assert "feature" in written.population


def test_churn_from_8_to_4_with_drop_off_and_response(company: Scored) -> None:
    assert way(company, "retain-libraries#churn") == (8, 4, "%")
    assert way(company, "retain-libraries#drop-off") == (40, 15, "%")
    assert way(company, "retain-libraries#response") == (24, 4, "h")


def test_nps_from_45_to_60_with_response_and_first_contact_resolution(company: Scored) -> None:
    assert way(company, "answers-in-the-moment#nps") == (45, 60, "points")
    assert result(company, "answers-in-the-moment#chat")[1].target == 2
    assert result(company, "answers-in-the-moment#first-contact")[1].target == 90


def test_resolution_time_from_12_to_6_hours(company: Scored) -> None:
    assert way(company, "solved-not-answered#resolution") == (12, 6, "h")


def test_nps_back_above_60(company: Scored) -> None:
    assert result(company, "keep-the-libraries-we-have#nps")[1].target == 60


def test_enps_from_45_to_65_with_participation_and_two_initiatives(company: Scored) -> None:
    assert way(company, "proud-to-work-here#enps") == (45, 65, "points")
    assert result(company, "proud-to-work-here#participation")[1].target == 90
    assert len(result(company, "proud-to-work-here#initiatives")[1].steps) == 2


def test_response_from_8_to_3_hours_with_satisfaction_and_a_trained_team(company: Scored) -> None:
    assert way(company, "mail-like-a-colleague#response") == (8, 3, "h")
    assert result(company, "mail-like-a-colleague#csat")[1].target == 90
    assert result(company, "mail-like-a-colleague#trained")[1].target == 100


def test_marketing_has_conversion_at_3_2_percent_and_leads_up_by_a_quarter(
    company: Scored,
) -> None:
    assert latest(company, "conversion-rate") == 3.2
    assert "conversion-rate" in goal(company, "heard-by-librarians").watch
    assert result(company, "heard-by-librarians#leads")[0].measure == Relative(0.25, 400)


def test_sales_has_revenue_of_1_2_million_two_accounts_and_15_percent(company: Scored) -> None:
    assert latest(company, "monthly-revenue") == 1_200_000
    assert way(company, "city-systems#enterprise") == (0, 2, "accounts")
    assert result(company, "city-systems#revenue")[0].measure == Relative(0.15, 1_100_000)


def test_customer_success_has_satisfaction_from_88_to_92_and_churn_down_by_10_percent(
    company: Scored,
) -> None:
    assert latest(company, "csat") == 88
    assert way(company, "every-conversation-counts#csat") == (88, 92, "%")
    assert result(company, "every-conversation-counts#churn")[0].measure == Relative(-0.1)


def test_people_has_engagement_from_78_to_85(company: Scored) -> None:
    score = result(company, "good-place-to-stay#engagement")[1]
    assert (score.start, score.start_from, score.target) == (78, "kpi", 85)


def test_engineering_has_a_cycle_from_30_to_20_days_without_more_defects(company: Scored) -> None:
    assert way(company, "ship-small-ship-calm#cycle-time") == (30, 20, "days")
    measure = result(company, "ship-small-ship-calm#quality")[0].measure
    assert isinstance(measure, Guardrail)
    assert measure.keep is not None
    assert measure.keep.min == 95


def test_sales_grows_by_a_quarter_with_three_kpis_beside_it(company: Scored) -> None:
    measure = result(company, "spring-budgets#revenue")[0].measure
    assert isinstance(measure, Relative)
    assert measure.change == 0.25
    watched = {"monthly-revenue", "average-deal-size", "conversion-rate"}
    assert watched <= set(goal(company, "spring-budgets").watch)


def test_nps_of_70_with_churn_satisfaction_and_ticket_time_beside_it(company: Scored) -> None:
    assert result(company, "recommend-us-next-door#nps")[1].target == 70
    watched = {"customer-churn", "csat", "resolution-time"}
    assert watched <= set(goal(company, "recommend-us-next-door").watch)


def test_search_from_0_8_to_0_3_seconds_with_the_best_answer_on_top(company: Scored) -> None:
    assert way(company, "find-it-at-first-glance#response") == (0.8, 0.3, "s")
    assert result(company, "find-it-at-first-glance#best-answer")[1].target == 95
    watched = {"search-retention", "time-to-first-click"}
    assert watched <= set(goal(company, "find-it-at-first-glance").watch)


def test_a_product_is_launched_with_95_percent_satisfaction(company: Scored) -> None:
    assert isinstance(result(company, "story-hour#launch")[0].measure, Milestones)
    assert result(company, "story-hour#satisfaction")[1].target == 95


def test_sessions_up_by_30_and_crashes_down_by_50_percent(company: Scored) -> None:
    sessions, crashes = "an-app-readers-open#sessions", "an-app-readers-open#crashes"
    assert result(company, sessions)[0].measure == Relative(0.3, 210)
    assert result(company, crashes)[0].measure == Relative(-0.5, 1.2)
    watched = {"monthly-active-readers", "session-duration"}
    assert watched <= set(goal(company, "an-app-readers-open").watch)
