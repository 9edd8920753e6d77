"""The calendar page says what falls due next week, for everybody, by day and owner."""

from datetime import date

import pytest

from okrsite.api import Diagnostic, Span, Subject

SITE = {
    "people/ada.md": "title = 'Ada'",
    "people/linus.md": "title = 'Linus'",
    "teams/product.md": "title = 'Product'\nlead = 'ada'",
    "objectives/grow.md": """
        title = "Grow with care"
        cycle = "q4"
        owner = "ada"
        team = "product"

        [[key_results]]
        id = "speed"
        title = "Answers come fast"
        start = 24
        target = 4
        owner = "linus"
        due = 2026-11-27

        [[key_results]]
        id = "launch"
        title = "The desk is open"
        milestones = [
          { id = "one", title = "Contract signed", due = 2026-11-25 },
          { id = "two", title = "First day", due = 2026-11-26, done = 2026-11-12 },
        ]

        [[checkins]]
        date = 2026-11-16
        author = "ada"
        confidence = 7
        values = { speed = 20 }
    """,
    "kpis/load.md": "title = 'Load time'\nowner = 'linus'\ncadence = 'weekly'",
    "kpis/load.csv": "date,value\n2026-11-09,3\n2026-11-16,2\n",
    "kpis/both.md": "title = 'Twice the load'\nformula = '{load} * 2'\ncadence = 'weekly'",
    "kpis/hits.md": "title = 'Hits'\ncadence = 'daily'",
    "kpis/hits.csv": "date,value\n2026-11-19,3\n2026-11-20,2\n",
}


@pytest.fixture(scope="module")
def agenda(shown):
    return shown(SITE, today=date(2026, 11, 20)).view("calendar.html")


def told(view):
    return " ".join(sentence.text for sentence in view.lead)


def plan(week):
    return [
        (
            day.iso,
            owner.owner and owner.owner.text,
            task.text,
            [thing.text for thing in task.things],
        )
        for day in week.days
        for owner in day.owners
        for task in owner.tasks
    ]


def test_the_calendar_says_first_what_is_due_next_week(agenda) -> None:
    assert told(agenda).startswith(
        "Due next week: 1 check-in, 1 KPI value, 1 milestone, 1 key result ends."
    )
    (milestone,) = [part.href for part in agenda.lead[0].parts if part.text == "1 milestone"]
    assert milestone == "#day-2026-11-25"


def test_each_day_tells_its_owners_and_what_falls_to_them(agenda) -> None:
    this, following = agenda.near
    assert this.title == "This week, until Nov 22"
    assert following.title == "Next week, Nov 23 to Nov 29"
    assert plan(this) == []
    assert plan(following) == [
        ("2026-11-23", "Ada", "Check in on", ["Grow with care"]),
        ("2026-11-25", "Ada", "Milestone", ["Contract signed"]),
        ("2026-11-27", "Linus", "The last day of", ["Answers come fast"]),
        ("2026-11-29", "Linus", "New value of", ["Load time"]),
    ]


def test_a_table_shows_on_which_days_how_much_falls_to_whom(agenda) -> None:
    assert agenda.load.days[0] == "Mon, Nov 23"
    assert [
        (row.owner.text, [cell.count.text if cell else "" for cell in row.cells], row.total)
        for row in agenda.load.rows
    ] == [
        ("Ada", ["1", "", "1", "", "", "", ""], "2"),
        ("Linus", ["", "", "", "", "1", "", "1"], "2"),
    ]


def test_the_weeks_after_the_next_are_folded(agenda) -> None:
    assert [week.title for week in agenda.later] == [
        "Week of November 30, 2026",
        "Week of December 7, 2026",
    ]
    assert ("2026-12-06", "Linus", "New value of", ["Load time"]) in plan(agenda.later[0])


def test_a_sum_that_runs_is_expected_at_the_end_of_its_own_period(shown) -> None:
    files = {
        "kpis/sales.md": "title = 'Sales'\nowner = 'ada'\ncadence = 'weekly'\naggregate = 'sum'",
        "kpis/sales.csv": "date,value\n2026-11-09,3\n2026-11-17,2\n",
    }
    view = shown({**SITE, **files}, today=date(2026, 11, 20)).view("calendar.html")
    this, _ = view.near
    assert plan(this) == [("2026-11-22", "Ada", "New value of", ["Sales"])]


def test_the_end_of_a_cycle_is_for_everybody(shown) -> None:
    view = shown(SITE, today=date(2026, 12, 22)).view("calendar.html")
    _, following = view.near
    assert ("2026-12-31", None, "The cycle ends", ["Fourth quarter"]) in plan(following)
    assert "1 cycle ends" in told(view)


def test_of_much_that_falls_to_one_person_the_name_is_told(shown) -> None:
    files = {
        f"kpis/k{number}.md": f"title = 'K{number}'\nowner = 'linus'\ncadence = 'weekly'"
        for number in range(3)
    } | {f"kpis/k{number}.csv": "date,value\n2026-11-16,2\n" for number in range(3)}
    view = shown({**SITE, **files}, today=date(2026, 11, 20)).view("calendar.html")
    assert "Most of it falls to Linus (5)." in told(view)


def test_what_is_late_leads_to_where_it_is_told(shown) -> None:
    late = Diagnostic(
        "OKR506",
        "signal",
        Span("content/objectives/grow.md"),
        "its check-in is late",
        "Check in.",
        Subject("objective", "grow"),
        {"count": 8, "due": date(2026, 11, 23)},
    )
    view = shown(SITE, today=date(2026, 12, 1), findings=[late]).view("calendar.html")
    parts = [part for sentence in view.lead for part in sentence.parts if "late" in part.text]
    assert [(part.text, part.href) for part in parts] == [
        ("1 check-in or review is late", "attention.html")
    ]


def test_without_anything_due_the_calendar_says_so(shown) -> None:
    site = shown({}, today=date(2026, 11, 20))
    assert told(site.view("calendar.html")) == (
        "Nothing falls due next week. Nothing else falls due this week."
    )
    assert "Subscribe in your own calendar" in site.html("calendar.html")


def test_the_page_of_a_person_says_how_they_stand_and_what_comes_next(shown) -> None:
    stale = {
        "kpis/load.csv": "date,value\n2026-08-10,3\n",
        "kpis/rest.md": "title = 'Rest'\nowner = 'linus'\nrange = { max = 5 }",
        "kpis/rest.csv": "date,value\n2026-10-31,9\n",
    }
    site = shown({**SITE, **stale}, today=date(2026, 11, 20))
    assert (
        told_of(site, "ada") == "1 goal is on track. Next, by Nov 23: Check in on Grow with care."
    )
    assert told_of(site, "linus") == (
        "1 KPI is out of range and nobody acts: Rest. 1 KPI has no new value: Load time. "
        "Next, by Nov 22: New value of Load time."
    )


def told_of(site, person):
    return " ".join(sentence.text for sentence in site.view(f"people/{person}.html").answer)
