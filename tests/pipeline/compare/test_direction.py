"""What is eased, what is tightened, and what is neither: the table of the ruling, row by row."""

import pytest

from okrsite.builtin.example import (
    CHURN,
    CYCLE,
    KPI,
    OBJECTIVE,
    cycle_text,
    kpi_text,
    objective_text,
    response_text,
)

NEXT = "content/cycles/2027-q1.md"
NEXT_QUARTER = {NEXT: cycle_text("Q1 2027", "2027-01-01", "2027-03-31")}
RISING = 'start = 10\ntarget = 20\nunit = "h"'


def measured(fields):
    return {OBJECTIVE: objective_text(key_results=response_text(fields), checkins="")}


def milestones(*steps):
    return f"milestones = [{', '.join(steps)}]"


FIRST, SECOND = '{ id = "a", title = "First" }', '{ id = "b", title = "Second" }'
DUE = '{{ id = "b", title = "Second", due = 2026-{} }}'
ZONES = "zones = {{ commit = {}, target = {}, stretch = 60 }}\nstart = 50"
FALLING_ZONES = "zones = {{ commit = {}, target = 30, stretch = 20 }}\nstart = 50"
POINTS = 'start = 10\ntarget = 20\ncheckpoints = [{{ by = 2026-{}, value = {} }}]\nunit = "h"'


@pytest.mark.parametrize(
    ("before", "after", "change", "direction"),
    [
        (RISING, 'start = 10\ntarget = 15\nunit = "h"', "target", "eased"),
        (RISING, 'start = 10\ntarget = 25\nunit = "h"', "target", "tightened"),
        (RISING, 'start = 10\ntarget = 5\nunit = "h"', "target", None),
        ("start = 24\ntarget = 4", "start = 24\ntarget = 6", "target", "eased"),
        ("start = 24\ntarget = 4", "start = 24\ntarget = 2", "target", "tightened"),
        ("start = 24\ntarget = 4", "start = 24\ntarget = 30", "target", None),
        (RISING, 'start = 8\ntarget = 20\nunit = "h"', "start", "eased"),
        (RISING, 'start = 12\ntarget = 20\nunit = "h"', "start", "tightened"),
        (RISING, 'start = 22\ntarget = 20\nunit = "h"', "start", None),
        ('start = 400\nchange = "+25%"', 'start = 400\nchange = "+20%"', "target", "eased"),
        ('start = 400\nchange = "+25%"', 'start = 400\nchange = "+30%"', "target", "tightened"),
        ('start = 400\nchange = "-50%"', 'start = 400\nchange = "-40%"', "target", "eased"),
        ('start = 400\nchange = "+25%"', 'start = 400\nchange = "-25%"', "target", None),
        ("keep = { min = 95 }", "keep = { min = 90 }", "range", "eased"),
        ("keep = { min = 95 }", "keep = { min = 97 }", "range", "tightened"),
        ("keep = { min = 5, max = 9 }", "keep = { min = 6, max = 10 }", "range", None),
        ("keep = { min = 5, max = 9 }", "keep = { min = 5 }", "range", "eased"),
        (RISING, f"{RISING}\ndue = 2027-01-31", "due", "eased"),
        (RISING, f"{RISING}\ndue = 2026-11-30", "due", "tightened"),
        (f"{RISING}\ndue = 2026-11-30", RISING, "due", "eased"),
        (milestones(FIRST, SECOND), milestones(FIRST), "milestones", "eased"),
        (milestones(FIRST), milestones(FIRST, SECOND), "milestones", "tightened"),
        (
            milestones(FIRST, DUE.format("10-31")),
            milestones(FIRST, DUE.format("11-30")),
            "milestones",
            "eased",
        ),
        (
            milestones(FIRST, DUE.format("11-30")),
            milestones(FIRST, DUE.format("10-31")),
            "milestones",
            "tightened",
        ),
        (ZONES.format(53, 55), ZONES.format(52, 55), "zones", "eased"),
        (ZONES.format(53, 55), ZONES.format(54, 56), "zones", "tightened"),
        (ZONES.format(53, 55), ZONES.format(52, 56), "zones", None),
        (FALLING_ZONES.format(40), FALLING_ZONES.format(45), "zones", "eased"),
        (POINTS.format("10-31", 15), POINTS.format("10-31", 12), "checkpoints", "eased"),
        (POINTS.format("10-31", 15), POINTS.format("10-31", 18), "checkpoints", "tightened"),
        (POINTS.format("10-31", 15), POINTS.format("11-30", 15), "checkpoints", "eased"),
        (RISING, f"{RISING}\nweight = 2", "weight", None),
        (RISING, 'start = 10\ntarget = 600\nunit = "min"', "target", None),
    ],
)
def test_of_a_key_result(before, after, change, direction, told) -> None:
    rows = told(measured(after), measured(before))
    assert [row[-1] for row in rows if row[2] == change] == [direction]


@pytest.mark.parametrize(
    ("before", "after", "change", "direction"),
    [
        ("range = { max = 5 }", "range = { max = 6 }", "range", "eased"),
        ("range = { max = 5 }", "range = { max = 4 }", "range", "tightened"),
        ("range = { min = 2, max = 5 }", "range = { min = 3, max = 6 }", "range", None),
        ("range = { max = 5 }", "", "range", "eased"),
        ("", "range = { max = 5 }", "range", "tightened"),
        ("range = { max = 5 }\ntarget = 3", "range = { max = 5 }\ntarget = 4", "target", "eased"),
        (
            "range = { max = 5 }\ntarget = { value = 3 }",
            "range = { max = 5 }\ntarget = { value = 4 }",
            "target",
            "eased",
        ),
        (
            "range = { min = 5 }\ntarget = { value = 8 }",
            "range = { min = 5 }\ntarget = { value = 9 }",
            "target",
            "tightened",
        ),
        (
            "range = { min = 5, max = 9 }\ntarget = { value = 8 }",
            "range = { min = 5, max = 9 }\ntarget = { value = 7 }",
            "target",
            None,
        ),
        (
            "range = { max = 5 }\ntarget = { value = 3, by = 2027-12-31 }",
            "range = { max = 5 }\ntarget = { value = 3, by = 2028-12-31 }",
            "target",
            "eased",
        ),
    ],
)
def test_of_a_kpi(before, after, change, direction, told) -> None:
    rows = told({KPI: kpi_text(fields=after)}, {KPI: kpi_text(fields=before)})
    found = [row[-1] for row in rows if row[2] == change]
    assert found == [direction] or ("target = 3" in before and not found)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("committed", "aspirational", "eased"),
        ("committed", "learning", "eased"),
        ("aspirational", "committed", "tightened"),
        ("aspirational", "learning", None),
    ],
)
def test_of_a_type(before, after, direction, told) -> None:
    rows = told(
        {OBJECTIVE: objective_text(fields=f'type = "{after}"')},
        {OBJECTIVE: objective_text(fields=f'type = "{before}"')},
    )
    assert rows == [("objective", "keep-customers", "type", before, after, direction)]


def test_a_goal_moved_to_a_later_cycle_is_eased(told) -> None:
    rows = told({OBJECTIVE: objective_text(cycle="2027-q1")}, NEXT_QUARTER)
    assert rows == [("objective", "keep-customers", "cycle", "2026-q4", "2027-q1", "eased")]


@pytest.mark.parametrize(
    ("start", "end", "direction"),
    [
        ("2026-10-01", "2027-01-15", "eased"),
        ("2026-10-01", "2026-12-15", "tightened"),
        ("2026-10-02", "2027-01-01", None),
    ],
)
def test_of_the_days_of_a_cycle(start, end, direction, told) -> None:
    rows = told({CYCLE: cycle_text("Q4 2026", start, end)})
    assert rows == [
        (
            "cycle",
            "2026-q4",
            "days",
            {"start": "2026-10-01", "end": "2026-12-31"},
            {"start": start, "end": end},
            direction,
        )
    ]


def test_a_target_without_a_start_is_judged_by_the_value_that_the_kpi_had(told) -> None:
    unstarted = objective_text(key_results=CHURN.replace("start = 8\n", ""), checkins="")
    eased = unstarted.replace("target = 4", "target = 5")
    rows = told({OBJECTIVE: eased}, {OBJECTIVE: unstarted})
    assert rows == [("key_result", "keep-customers#churn", "target", 4, 5, "eased")]
