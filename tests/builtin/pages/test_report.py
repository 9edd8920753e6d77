"""A cycle tells how it went, who took part and what people believed; a team prints as a report."""

from datetime import date

import pytest

from okrsite.builtin.pages.cycle.cycle import cycle_view
from okrsite.builtin.pages.cycle.facts import weekly_confidence

TEAMS = {"teams/co.md": "title = 'Company'", "teams/ops.md": "title = 'Operations'"}
GOAL = """
+++
title = "{title}"
cycle = "{cycle}"
team = "{team}"
{more}
[[key_results]]
id = "a"
title = "It grows"
start = 0
target = 100
{current}
{checkins}
+++
We wanted it. We still do.
"""
PAST = {"cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-03"}

TOLD = (("2026-07-10", 6, 50), ("2026-09-20", 8, 90))


def told(*rows):
    return "\n".join(
        f"[[checkins]]\ndate = {day}\nconfidence = {confidence}\nvalues = {{ a = {value} }}"
        for day, confidence, value in rows
    )


def goal(title="Grow", cycle="q4", team="ops", more="", checkins="", current=""):
    named = {"title": title, "cycle": cycle, "team": team, "more": more}
    return GOAL.format(checkins=checkins, current=current, **named)


@pytest.fixture(scope="module")
def closed(shown):
    files = {
        **TEAMS,
        **PAST,
        "objectives/a.md": goal("A", "q3", checkins=told(*TOLD)),
        "objectives/b.md": goal("B", "q3", current="current = 20"),
        "objectives/c.md": goal("C", "q3", "co", checkins=told(("2026-08-05", 4, 71))),
        "objectives/d.md": goal("D", "q3", more="state = 'draft'"),
    }
    return shown(files)


def test_participation_and_grades_are_told_team_by_team(closed) -> None:
    lines = closed.view("cycles/q3.html").overview.teams
    assert [
        (line.link.text, line.goals, line.checked_in, line.progress, line.grade.text, line.met)
        for line in lines
    ] == [
        ("Company", "1 goal", "1 of 1", "71%", "71%", "1 of 1 met"),
        ("Operations", "2 goals", "1 of 2", "55%", "55%", "1 of 2 met"),
    ]


def test_before_the_close_there_are_no_grades(shown) -> None:
    site = shown({**TEAMS, "objectives/a.md": goal()})
    (line,) = site.view("cycles/q4.html").overview.teams
    assert (line.grade, line.met) == (None, "")


def test_confidence_is_the_mean_of_what_was_told_last_by_the_end_of_each_week(
    closed, asked
) -> None:
    site = closed.site
    points = asked(site, weekly_confidence, site.forest.cycles["q3"])
    assert points[0] == (date(2026, 7, 15), 6)
    assert [point.value for point in points if point.day == date(2026, 8, 12)] == [5]
    assert points[-1] == (date(2026, 9, 30), 6)


def test_confidence_of_a_running_cycle_ends_today(shown, asked) -> None:
    site = shown({**TEAMS, "objectives/a.md": goal(checkins=told(("2026-10-10", 6, 1)))}).site
    assert asked(site, weekly_confidence, site.forest.cycles["q4"])[-1].day == date(2026, 11, 20)


def test_a_closed_cycle_says_what_was_met_and_what_was_not(closed) -> None:
    page = closed.view("cycles/q3.html").overview
    assert [sentence.text for sentence in page.lead] == [
        "2 of 3 goals were met, mean grade 60%.",
        "Not met: B.",
    ]


def test_a_running_cycle_says_how_its_goals_stand_and_what_moved_since_monday(shown) -> None:
    moved = told(("2026-10-20", 6, 50), ("2026-11-18", 6, 60))
    files = {**TEAMS, "objectives/a.md": goal(checkins=moved)}
    page = shown(files).view("cycles/q4.html").overview
    assert [sentence.text for sentence in page.lead] == [
        "1 goal is on track.",
        "60% reached on average, 55% expected by now, +10 points since Nov 16.",
    ]


def test_a_cycle_without_goals_says_nothing_of_them(shown) -> None:
    page = shown(TEAMS).view("cycles/q4.html")
    assert (page.overview.lead, page.goals) == ((), ())


def test_the_last_cycle_stands_beside_a_running_one_as_of_the_same_day(shown) -> None:
    late = told(("2026-08-10", 6, 30), ("2026-09-20", 8, 90))
    files = {
        **TEAMS,
        **PAST,
        "objectives/before.md": goal("Before", "q3", checkins=late),
        "objectives/now.md": goal("Now", checkins=told(("2026-11-10", 6, 50))),
    }
    beside = shown(files).view("cycles/q4.html").overview.compared
    assert (beside.label.text, beside.text) == ("Q3, the same day", "30%")
    assert beside.label.href == "../cycles/q3.html"


def test_a_cycle_has_each_goal_with_its_grade_and_the_reason(closed) -> None:
    page = closed.view("cycles/q3.html")
    assert [goal.row.link.text for goal in page.goals] == ["C", "A", "B"]
    assert [goal.row.link.text for goal in page.uncounted] == ["D"]
    first = page.goals[1]
    assert (first.grade.text, first.grade.verdict) == ("90%", "met")
    (line,) = first.results
    assert (line.title, line.aim, line.current, line.grade) == (
        "It grows",
        "From 0 to 100",
        "90",
        "90%",
    )


def test_the_reason_of_a_grade_is_what_was_said_last_or_written_beside_it(shown) -> None:
    said = told(TOLD[1]) + "\nnote = 'We lost a month. The rest is fine.'"
    given = "score = 0.2\nscore_reason = 'Borrowed from the next quarter.'"
    files = {**TEAMS, **PAST, "objectives/a.md": goal("A", "q3", checkins=said, current=given)}
    (row,) = shown(files).view("cycles/q3.html").goals
    assert row.reason == "Sep 20: We lost a month. The rest is fine."
    assert "Borrowed from the next quarter." in row.results[0].reason


def test_a_goal_that_is_late_says_where_it_will_end_and_a_dropped_one_why(shown) -> None:
    dropped = "state = 'dropped'\nreason = 'Nobody asked for it.'"
    files = {
        **TEAMS,
        "objectives/a.md": goal(checkins=told(("2026-11-10", 6, 10))),
        "objectives/b.md": goal(more=dropped),
    }
    page = shown(files).view("cycles/q4.html")
    assert page.goals[0].reason.startswith(("Likely to miss: ", "Behind its pace: "))
    assert page.uncounted[0].reason == "Nobody asked for it."


def test_the_old_address_of_a_cycles_report_leads_to_the_cycle(closed) -> None:
    assert closed.view("reports/cycles/q3.html").target.href == "../../cycles/q3.html"


def test_a_cycle_looks_at_its_own_goals_and_at_no_others(closed) -> None:
    elsewhere = closed.ledger.ask("cycles/q4.html", cycle_view, "q4/1").reads
    here = closed.ledger.ask("cycles/q3.html", cycle_view, "q3/1").reads
    assert {name for table, name in here if table == "objective"} == {"a", "b", "c", "d"}
    assert not {name for table, name in elsewhere if table == "objective"}


def test_a_team_prints_its_goals_and_its_kpis(shown) -> None:
    files = {
        **TEAMS,
        "objectives/a.md": goal(),
        "kpis/k.md": "title = 'K'\nteam = 'ops'\nrange = { max = 5 }",
    }
    report = shown(files).view("reports/teams/ops.html")
    assert [row.row.link.text for row in report.goals] == ["Grow"]
    assert [(kpi.link.text, kpi.value) for kpi in report.kpis] == [("K", "not measured")]


def test_reports_are_whole_and_bounded(shown) -> None:
    many = {f"objectives/o{n:03}.md": goal() for n in range(80)}
    site = shown({**TEAMS, **many})
    report = site.view("reports/teams/ops.html")
    assert len(report.goals) == 50
    assert report.more_goals == "and 30 more"
    assert len(site.html("reports/teams/ops.html")) < 300_000


def test_nobody_is_led_to_a_report_by_a_search_engine(closed) -> None:
    assert not closed.pages["reports/cycles/q3.html"].entry.is_listed
