"""The figures of home, cycle, team and report of one untidy company, added up by hand."""

import pytest

GOAL = """
+++
title = "{title}"
cycle = "{cycle}"
owner = "Ana"
{more}
{results}
[[checkins]]
date = {day}
values = {{ {values} }}
+++
Why.
"""
RESULT = """
[[key_results]]
id = "k{number}"
title = "Share {number} of the customers"
start = 0
target = 100
unit = "%"
weight = {weight}
"""
COMPANY = {
    "cycles/year.md": "title = 'Year'\nstart = 2026-01-01\nend = 2026-12-31",
    "cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-03",
    "cycles/next.md": "title = 'Next'\nstart = 2027-01-01\nend = 2027-03-31",
    "teams/co.md": "title = 'Company'",
    "teams/sales.md": "title = 'Sales'\nparent = 'co'",
    "teams/emea.md": "title = 'EMEA'\nparent = 'sales'",
    "teams/product.md": "title = 'Product'\nparent = 'co'",
}


def goal(title, more, *results, cycle="q4"):
    """A goal whose key results have these weights and values; None is not measured."""
    known = enumerate(results)
    values = [f"k{number} = {value}" for number, (_, value) in known if value is not None]
    return GOAL.format(
        title=title,
        cycle=cycle,
        more=more,
        day={"q3": "2026-09-20", "next": "2027-01-04"}.get(cycle, "2026-11-10"),
        values=", ".join(values),
        results="".join(
            RESULT.format(number=number, weight=weight)
            for number, (weight, _) in enumerate(results)
        ),
    )


@pytest.fixture(scope="module")
def untidy(shown):
    goals = {
        # (1 x 60 + 3 x 20) / 4 = 30
        "weights": goal("Weights", "team = 'co'", (1, 60), (3, 20)),
        # Its own 80, and of its children (2 x 50 + 1 x 10) / 3 = 36.67: 58.33
        "both": goal("Both", "team = 'co'\nrollup = 'both'", (1, 80)),
        "half": goal(
            "Half", "team = 'sales'\nsupports = [{ goal = 'both', weight = 2 }]", (1, 50), (1, None)
        ),
        "joint": goal(
            "Joint", "team = 'sales'\nsupports = ['both']\nwith_teams = ['product']", (1, 10)
        ),
        "draft": goal("Draft", "team = 'sales'\nstate = 'draft'\nsupports = ['both']", (1, 90)),
        "paused": goal("Paused", "team = 'sales'\nstate = 'paused'", (1, 90)),
        "emea": goal("EMEA", "team = 'emea'", (1, 70)),
        "product": goal("Product", "team = 'product'", (1, 40)),
        "dropped": goal("Dropped", "team = 'product'\nstate = 'dropped'\nreason = 'No'", (1, 0)),
        "silent": goal("Silent", "team = 'product'", (1, None)),
        "personal": goal("Personal", "", (1, 20)),
        "long": goal("Long", "team = 'sales'", (1, 45), cycle="year"),
        "old": goal("Old", "team = 'sales'", (1, 80), cycle="q3"),
        "ahead": goal("Ahead", "team = 'sales'", (1, None), cycle="next"),
    }
    return shown({**COMPANY, **{f"objectives/{id_}.md": text for id_, text in goals.items()}})


def told(share):
    return share.text, share.measured


def titles(reports):
    return sorted(report.row.link.text for report in reports)


def test_home_and_the_cycle_say_one_mean_of_the_same_goals(untidy) -> None:
    # (30 + 58.33 + 50 + 10 + 70 + 40 + 20) / 7 = 39.76; Silent is not measured.
    mean = ("40%", "7 of 8 goals measured, 1 of them personal")
    assert told(untidy.view("index.html").cycle.share) == mean
    assert told(untidy.view("cycles/q4.html").overview.share) == mean


def test_a_team_counts_its_own_goals_of_the_cycle_and_those_of_the_teams_inside(untidy) -> None:
    # Sales: (50 + 10 + 70) / 3 = 43.3. Company: (30 + 58.33 + 50 + 10 + 70 + 40) / 6 = 43.06.
    sales = ("43%", "3 of 3 goals measured, 1 of them from the teams inside")
    company = ("43%", "6 of 7 goals measured, 5 of them from the teams inside")
    for team, mean in (("sales", sales), ("co", company)):
        assert told(untidy.view(f"teams/{team}.html").overview.share) == mean
        assert told(untidy.view(f"reports/teams/{team}.html").share) == mean


def test_the_table_of_a_cycle_tells_teams_by_their_own_goals(untidy) -> None:
    lines = untidy.view("cycles/q4.html").overview.teams
    assert [(line.link.text, line.goals, line.progress, line.checked_in) for line in lines] == [
        ("Company", "2 goals", "44%", "2 of 2"),
        ("EMEA", "1 goal", "70%", "1 of 1"),
        ("Product", "2 goals", "40%", "2 of 2"),
        ("Sales", "2 goals", "30%", "2 of 2"),
    ]


def test_a_cycle_and_a_report_list_the_goals_of_their_figures_apart_from_the_others(untidy) -> None:
    cycle = untidy.view("cycles/q4.html")
    assert len(cycle.goals) == 8
    assert titles(cycle.uncounted) == ["Draft", "Dropped", "Paused"]
    sales = untidy.view("reports/teams/sales.html")
    assert titles(sales.goals) == ["EMEA", "Half", "Joint"]
    assert titles(sales.uncounted) == ["Ahead", "Draft", "Long", "Paused"]
    product = untidy.view("reports/teams/product.html")
    assert titles(product.uncounted) == ["Dropped", "Joint"]
    assert "Not in these figures" in untidy.html("reports/teams/product.html")


def test_the_spread_of_a_page_counts_the_goals_of_its_mean(untidy) -> None:
    for page in ("cycles/q4.html", "teams/co.html"):
        view = untidy.view(page).overview
        total = int(view.share.measured.split()[2])
        assert sum(int(count.count) for count in view.spread.counts) == total


def test_of_a_goal_that_nobody_works_on_no_pace_is_told_and_no_status(untidy) -> None:
    for id_, word in (("draft", "Draft"), ("paused", "Paused"), ("dropped", "Dropped")):
        page = untidy.view(f"objectives/{id_}.html")
        assert (page.progress.badge.word, page.progress.expected) == (word, "")
        (result,) = page.results
        assert (result.progress.badge.word, result.progress.expected) == (word, "")
        assert [step.name for step in result.how] == ["Progress"]


def test_the_sentence_of_home_counts_the_goals_that_its_cycle_counts(untidy) -> None:
    told = " ".join(sentence.text for sentence in untidy.view("index.html").lead)
    spread = untidy.view("cycles/q4.html").overview.spread
    counts = {count.badge.word.casefold(): count.count for count in spread.counts}
    assert sum(map(int, counts.values())) == 8
    assert f"{counts['on track']} of 8 goals" in told
    for word, count in counts.items():
        assert f"{count} {word}" in told or f"{count} of 8 goals" in told
