"""Since Monday, and since the same day of the last cycle: the goals of today scored twice."""

from datetime import date

import pytest

from okrsite.pipeline.compute.earlier import last_cycle, monday_before, same_day
from okrsite.pipeline.present.ledger import Ledger

GOAL = """
title = "Grow"
cycle = "q4"
team = "company"
[[key_results]]
id = "nps"
title = "More praise"
start = 0
target = {target}
[[checkins]]
date = 2026-11-16
values = {{ nps = 20 }}
confidence = 7
[[checkins]]
date = 2026-11-18
values = {{ nps = 40 }}
confidence = 6
"""
FILES = {
    "cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30",
    "cycles/year.md": "title = 'Year'\nstart = 2025-01-01\nend = 2025-12-31",
    "teams/company.md": "title = 'Company'",
    "objectives/grow.md": GOAL.format(target=80),
    "objectives/old.md": GOAL.format(target=80)
    .replace("q4", "q3")
    .replace("2026-11-16", "2026-08-19")
    .replace("2026-11-18", "2026-08-21"),
    "kpis/churn.md": "title = 'Churn'\nrange = { max = 5 }\ncadence = 'daily'",
    "kpis/churn.csv": "date,value\n2026-11-15,4\n2026-11-19,6\n",
}


@pytest.fixture(scope="module")
def site(sited):
    return sited(FILES)


@pytest.mark.parametrize(
    ("today", "monday"),
    [("2026-11-20", "2026-11-16"), ("2026-11-17", "2026-11-16"), ("2026-11-16", "2026-11-09")],
)
def test_monday_is_the_latest_before_today_and_never_today(today, monday) -> None:
    assert monday_before(date.fromisoformat(today)) == date.fromisoformat(monday)


def test_since_monday_a_goal_moved_and_its_confidence_fell(site, asked) -> None:
    def told(ctx):
        now, then = ctx.objective_score("grow"), ctx.monday.objective_score("grow")
        return [ctx.monday.day, now.progress, then.progress, now.confidence, then.confidence]

    assert asked(site, told) == [date(2026, 11, 16), 0.5, 0.25, 6, 7]


def test_both_days_are_held_against_the_target_of_today(sited, asked) -> None:
    moved = sited({**FILES, "objectives/grow.md": GOAL.format(target=40)})
    assert asked(moved, lambda ctx: ctx.monday.objective_score("grow").progress) == 0.5


def test_teams_the_company_cycles_and_kpis_stood_somewhere_on_monday_too(site, asked) -> None:
    def told(ctx):
        monday = ctx.monday
        scores = monday.team_score("company"), monday.company, monday.cycle_score("q4")
        return [*(score.progress for score in scores), monday.kpi_score("churn").health]

    assert asked(site, told) == [0.25, 0.25, 0.25, "in_range"]
    assert asked(site, lambda ctx: ctx.kpi_score("churn").health) == "out_of_range"


def test_the_last_cycle_is_seen_on_its_same_day(site, asked) -> None:
    def told(ctx):
        then = ctx.last_cycle
        return then.day, then.company.progress, then.team_score("company").all

    # November 20 is day 50 of its quarter from 0, and so is August 20.
    assert asked(site, told) == (date(2026, 8, 20), 0.25, ("old",))


def test_a_year_is_no_cycle_before_a_quarter(site, asked) -> None:
    cycles = asked(site, lambda ctx: dict(ctx.scored.forest.cycles))
    assert last_cycle(cycles.values(), cycles["q4"]).id == "q3"
    assert last_cycle(cycles.values(), cycles["q3"]) is None
    assert same_day(cycles["q4"], date(2027, 3, 1), cycles["q3"]) == date(2026, 9, 30)


def test_without_a_cycle_before_nothing_is_said_of_it(sited, asked) -> None:
    site = sited({"objectives/grow.md": GOAL.format(target=80).replace("team =", "#")})
    then = asked(site, lambda ctx: (ctx.last_cycle.day, ctx.last_cycle.company))
    assert then == (None, None)


def test_an_earlier_score_is_an_answer_of_its_own(site) -> None:
    asked = Ledger(site).ask("", lambda ctx: ctx.monday.objective_score("grow").progress)
    assert asked.reads == {("monday objective_score", "grow")}


def test_what_looks_at_the_whole_model_does_not_follow_earlier_days(site) -> None:
    asked = Ledger(site).ask("", lambda ctx: dict(ctx.scored.objectives))
    assert not [table for table, _ in asked.reads if "monday" in table]
