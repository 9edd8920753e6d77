"""Pages that put things side by side: focus pairs, departments, scorecard, tags."""

import pytest

TEAMS = {
    "teams/co.md": "title = 'Company'",
    "teams/sales.md": "title = 'Sales'\nparent = 'co'",
    "teams/inside.md": "title = 'Inside sales'\nparent = 'sales'",
    "teams/ops.md": "title = 'Operations'\nparent = 'co'",
}
KPI = "title = 'Deals'\nteam = 'inside'\nperspective = 'financial'\nrange = { max = 5 }"
LATE = "[[checkins]]\ndate = 2026-10-06\nconfidence = 3"
MISSING = "not measured"
FRESH = "[[checkins]]\ndate = 2026-11-18\nconfidence = 8"


def goal(team, current, *, more="", checkin=FRESH, body="Because we can. And we should."):
    return f"""
+++
title = "Goal of {team}"
cycle = "q4"
team = "{team}"
{more}
[[key_results]]
id = "a"
title = "It grows"
start = 0
target = 100
current = {current}
{checkin}
+++
{body}
"""


def company(shown, **more):
    files = {
        **TEAMS,
        "kpis/deals.md": KPI,
        "kpis/deals.csv": "date,value\n2026-10-31,4\n",
        "kpis/loss.md": KPI.replace("Deals", "Losses"),
        "kpis/loss.csv": "date,value\n2026-10-31,9\n",
        "objectives/sell.md": goal("sales", 60, more="watch = ['deals']\ntags = ['Growth']"),
        "objectives/call.md": goal("inside", 20, checkin=LATE),
    }
    return shown({**files, **more})


def teams(page):
    return page.tables[0].rows


def cells(row):
    return [(cell.badge.word, cell.badge.tone, cell.under) for cell in row.cells]


def test_departments_are_the_teams_below_the_company_with_all_inside_them(shown) -> None:
    page = company(shown).view("compare.html")
    assert [row.link.text for row in teams(page)] == ["Operations", "Sales"]
    assert cells(teams(page)[1]) == [
        ("40%", "warn", "expected 55%"),
        ("15 points", "warn", "behind the pace"),
        ("50%", "warn", "1 of 2 on track or done"),
        ("5.5", "warn", "of 10"),
        ("50%", "warn", "1 of 2 in range"),
        ("50%", "warn", "1 of 2 up to date"),
        ("Ad hoc", "bad", "1 of 5"),
    ]


def test_a_department_without_anything_is_not_measured_and_has_no_colour_of_good(shown) -> None:
    row = teams(company(shown).view("compare.html"))[0]
    assert {(word, tone) for word, tone, _ in cells(row)} == {("not measured", "quiet")}


def test_a_team_with_others_inside_leads_to_their_comparison_and_back(shown) -> None:
    site = company(shown, **{"teams/field.md": "title = 'Field'\nparent = 'sales'"})
    links = {row.link.text: row.link.href for row in teams(site.view("compare.html"))}
    assert links == {"Sales": "compare/sales.html", "Operations": "teams/ops.html"}
    inside = site.view("compare/sales.html")
    assert [row.link.text for row in teams(inside)] == ["Field", "Inside sales"]
    assert [level.href for level in inside.way] == ["../compare.html"]


def test_a_team_that_moved_since_monday_says_by_how_many_points(shown) -> None:
    moved = goal("ops", 0).replace("current = 0\n", "").replace(FRESH, "")
    told = "[[checkins]]\ndate = 2026-11-{}\nvalues = {{ a = {} }}\n"
    moved = moved.replace(
        "+++\nBecause", told.format("09", 30) + told.format("18", 42) + "+++\nBecause"
    )
    page = company(shown, **{"objectives/run.md": moved}).view("compare.html")
    row = teams(page)[0]
    assert row.link.text == "Operations"
    assert (row.cells[0].delta.text, row.cells[0].under) == ("+12 points", "expected 55%")
    assert row.cells[0].delta.sentence == "+12 points since Nov 16"
    assert page.since == "Below a figure stands its change since Nov 16."


def test_a_team_leads_to_its_people_side_by_side_and_they_to_their_pages(shown) -> None:
    people = {
        "people/ada.md": "title = 'Ada'\nteam = 'ops'",
        "people/ben.md": "title = 'Ben'\nteam = 'ops'",
        "people/zoe.md": "title = 'Zoe'\nteam = 'ops'",
        "objectives/run.md": goal("ops", 30, more="owner = 'ada'"),
        "objectives/rest.md": goal("ops", 60, more="owner = 'ada'", checkin=LATE),
        "kpis/noise.md": "title = 'Noise'\nowner = 'ben'\nrange = { max = 5 }",
        "kpis/noise.csv": "date,value\n2026-10-31,4\n",
    }
    site = company(shown, **people)
    links = {row.link.text: row.link.href for row in teams(site.view("compare.html"))}
    assert links["Operations"] == "compare/ops.html"
    page = site.view("compare/ops.html")
    assert page.team.href == "../teams/ops.html"
    (table,) = page.tables
    assert [column.key for column in table.columns][-1] == "checkins"
    assert [(row.link.text, row.link.href, row.size) for row in table.rows] == [
        ("Ada", "../people/ada.html", "2 goals"),
        ("Ben", "../people/ben.html", "0 goals"),
    ]
    ada, ben = table.rows
    assert [cell.badge.word for cell in ada.cells] == [
        "45%",
        "9.95 points",
        "50%",
        "5.5",
        MISSING,
        "50%",
    ]
    assert [cell.badge.word for cell in ben.cells][-2:] == ["100%", MISSING]


def test_the_people_of_the_company_itself_stand_below_its_departments(shown) -> None:
    site = company(
        shown,
        **{
            "people/ada.md": "title = 'Ada'\nteam = 'co'",
            "objectives/run.md": goal("co", 30, more="owner = 'ada'"),
        },
    )
    departments, people = site.view("compare.html").tables
    assert [row.link.text for row in departments.rows] == ["Operations", "Sales"]
    assert [row.link.text for row in people.rows] == ["Ada"]
    assert "compare/co.html" not in site.pages


def test_every_cell_has_its_figure_and_its_shape_beside_the_colour(shown) -> None:
    html = company(shown).html("compare.html")
    assert html.count('<td class="warn" data-value="') == 6
    assert html.count('icon triangle-alert"></span><span class="figure">') == 6


def test_where_only_one_team_is_at_the_top_and_none_below_it_is_compared(shown) -> None:
    page = shown({"teams/co.md": "title = 'Company'"}).view("compare.html")
    assert [row.link.text for row in teams(page)] == ["Company"]
    assert "No departments yet." in shown({}).html("compare.html")


def test_a_focus_pair_has_its_focus_its_goal_its_kpis_and_why(shown) -> None:
    page = company(shown).view("kpis/by/focus.html")
    (pair,) = page.pairs
    assert [(row.text, row.href) for row in pair.focus] == [("Growth", "../../tags/growth.html")]
    assert pair.goal.link.text == "Goal of sales"
    assert [(kpi.link.text, kpi.value) for kpi in pair.kpis] == [("Deals", "4")]
    assert pair.why == "Because we can. And we should."
    assert page.single.text == "1 running goal has no KPI beside it"


@pytest.mark.parametrize(
    ("more", "focus"),
    [("", ["Sales"]), ("perspective = 'process'", ["Process"]), ("tags = ['a', 'b']", ["a", "b"])],
)
def test_the_focus_is_the_tags_else_the_perspective_else_the_team(shown, more, focus) -> None:
    one = {"objectives/sell.md": goal("sales", 60, more=f"watch = ['deals']\n{more}")}
    (pair,) = company(shown, **one).view("kpis/by/focus.html").pairs
    assert [row.text for row in pair.focus] == focus


def test_drafts_and_goals_of_cycles_to_come_are_no_pairs_yet(shown) -> None:
    later = {
        "cycles/next.md": "title = 'Next'\nstart = 2027-01-01\nend = 2027-03-31",
        "objectives/sell.md": goal("sales", 1, more="watch = ['deals']").replace("q4", "next"),
        "objectives/call.md": goal("inside", 1, more="watch = ['deals']\nstate = 'draft'"),
    }
    assert company(shown, **later).view("kpis/by/focus.html").pairs == ()


def test_the_scorecard_has_goals_and_kpis_of_a_perspective_side_by_side(shown) -> None:
    one = {"objectives/sell.md": goal("sales", 60, more="perspective = 'financial'")}
    page = company(shown, **one).view("kpis/by/scorecard.html")
    assert [perspective.name for perspective in page.perspectives] == [
        "Financial",
        "Customer",
        "Process",
        "Learning and growth",
        "Without a perspective",
    ]
    financial, customer = page.perspectives[:2]
    assert [objective.link.text for objective in financial.objectives] == ["Goal of sales"]
    assert [kpi.link.text for kpi in financial.kpis] == ["Losses", "Deals"]
    assert (customer.objectives, customer.kpis) == ((), ())
    assert "No KPIs here." in company(shown).html("kpis/by/scorecard.html")


def test_what_has_no_perspective_is_left_out_where_there_is_nothing(shown) -> None:
    assert len(shown({}).view("kpis/by/scorecard.html").perspectives) == 4


def test_a_long_perspective_leads_to_the_rest(shown) -> None:
    many = {f"kpis/k{n:02}.md": KPI for n in range(30)}
    financial = company(shown, **many).view("kpis/by/scorecard.html").perspectives[0]
    assert len(financial.kpis) == 24
    assert (financial.health.more.text, financial.health.more.href) == (
        "and 8 more",
        "../../kpis.html",
    )


def test_tags_are_listed_and_lead_to_what_carries_them(shown) -> None:
    site = company(shown, **{"kpis/deals.md": f"{KPI}\ntags = ['growth', 'money']"})
    rows = site.view("tags.html").rows
    assert [(row.link.text, row.goals.text, row.kpis.text) for row in rows] == [
        ("Growth", "1", "1"),
        ("money", "", "1"),
    ]
    page = site.view("tags/growth.html")
    assert [row.link.href for row in page.goals] == ["../objectives/sell.html"]
    assert [card.link.text for card in page.kpis] == ["Deals"]
    assert '<a href="../tags/growth.html">Growth</a>' in site.html("objectives/sell.html")
    assert '<a href="../tags/money.html">money</a>' in site.html("kpis/deals.html")


def test_many_goals_of_a_tag_go_on_on_further_pages(shown) -> None:
    many = {f"objectives/o{n:03}.md": goal("ops", 1, more="tags = ['x']") for n in range(130)}
    site = company(shown, **many)
    assert len(site.view("tags/x.html").goals) == 100
    assert len(site.view("tags/x/page/2.html").goals) == 30
