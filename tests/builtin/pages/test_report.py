"""A cycle tells who took part and what people believed; cycles and teams print as reports."""

from datetime import date

import pytest

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


def test_a_cycle_leads_to_its_report_with_every_goal_and_grade(closed) -> None:
    page = closed.view("cycles/q3.html").overview
    assert page.report.href == "../reports/cycles/q3.html"
    report = closed.view("reports/cycles/q3.html")
    assert report.title == "Report: Q3"
    assert [row.row.link.text for row in report.goals] == ["C", "A", "B"]
    assert [row.row.link.text for row in report.uncounted] == ["D"]
    first = report.goals[1]
    assert first.why == "We wanted it. We still do."
    assert (first.grade.text, first.results[0].title, first.results[0].grade) == (
        "90%",
        "It grows",
        "90%",
    )
    assert report.back.href == "../../cycles/q3.html"


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
