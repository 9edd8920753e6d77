"""Teams, people and cycles: who is after what, how far they are, and what waits for them."""

from datetime import date

import pytest

from okrsite.api import Diagnostic, Span, Subject


def signal(code, kind, id_, key_result="", **facts):
    subject = Subject(kind, id_, key_result)
    return Diagnostic(
        code, "signal", Span(f"content/{id_}.md"), f"{code}: {id_}", "", subject, facts
    )


TREE = {
    "teams/company.md": "title = 'Company'",
    "teams/product.md": "title = 'Product'\nparent = 'company'",
    "teams/search.md": "title = 'Search'\nparent = 'product'",
    "teams/art.md": "title = 'Art'\nparent = 'company'",
}
GOAL = """
    title = "{title}"
    cycle = "{cycle}"
    team = "{team}"
    {more}

    [[key_results]]
    id = "a"
    title = "It grows"
    start = 0
    target = 10
    current = 5
"""


def goal(title, team, cycle="q4", more=""):
    return GOAL.format(title=title, team=team, cycle=cycle, more=more)


def test_teams_stand_below_their_parents_in_order_of_their_titles(shown) -> None:
    rows = shown(TREE).view("teams.html").rows
    assert [row.link.text for row in rows] == ["Company", "Art", "Product", "Search"]
    assert [row.depth for row in rows] == [0, 1, 1, 2]
    assert [row.above and row.above.text for row in rows] == [None, "Company", "Company", "Product"]


def test_a_chain_of_a_thousand_teams_is_a_list_of_bounded_depth(shown) -> None:
    chain = {f"teams/t{n}.md": f"title = 'T{n}'\nparent = 't{n - 1}'" for n in range(1, 1000)}
    site = shown({"teams/t0.md": "title = 'T0'", **chain})
    for path in ("teams.html", "teams/page/5.html"):
        assert [row.depth for row in site.view(path).rows][-3:] == [6, 6, 6]


def test_a_team_shows_its_own_goals_those_it_joins_and_those_of_its_teams(shown) -> None:
    site = shown(
        {
            **TREE,
            "cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30",
            "objectives/own.md": goal("Own", "product"),
            "objectives/old.md": goal("Old", "product", "q3"),
            "objectives/inner.md": goal("Inner", "search"),
            "objectives/joined.md": goal("Joined", "art", more="with_teams = ['product']"),
        }
    )
    groups = site.view("teams/product.html").groups
    assert [(group.anchor, [row.link.text for row in group.rows]) for group in groups] == [
        ("goals-own", ["Own"]),
        ("goals-with", ["Joined"]),
        ("goals-below", ["Inner"]),
        ("goals-earlier", ["Old"]),
    ]
    assert [row.team.text if row.team else None for group in groups for row in group.rows] == [
        None,
        "Art",
        "Search",
        None,
    ]
    assert site.view("teams/product.html").overview.share.measured == (
        "2 of 2 goals measured, 1 of them from the teams inside"
    )


def test_the_goals_of_a_large_team_go_on_on_further_pages(shown) -> None:
    goals = {f"objectives/g{n:03}.md": goal(f"G{n}", "art") for n in range(130)}
    site = shown({**TREE, **goals})
    assert len(site.view("teams/art.html").groups[0].rows) == 100
    second = site.view("teams/art/page/2.html")
    assert (len(second.groups[0].rows), second.overview) == (30, None)
    assert second.paging.previous.href == "../../../teams/art.html"


def test_a_team_tells_its_people_its_rhythm_and_its_kpis(company) -> None:
    team = company.view("teams/success.html").overview
    assert team.lead.text == "Ada"
    assert [person.link.text for person in team.people] == ["Linus"]
    assert [card.link.text for card in team.kpis] == ["Customer churn", "Net promoter score"]
    assert team.confidence == "6 of 10"
    assert [count.count for count in team.spread.counts] == ["1"]


def test_what_waits_for_a_team_is_about_its_own_things(shown) -> None:
    files = {
        **TREE,
        "objectives/own.md": goal("Own", "product"),
        "kpis/ours.md": "title = 'Ours'\nteam = 'product'",
        "kpis/theirs.md": "title = 'Theirs'\nteam = 'art'",
    }
    asked = [
        signal("OKR505", "kpi", "ours"),
        signal("OKR505", "kpi", "theirs"),
        signal("OKR506", "objective", "own"),
    ]
    team = shown(files, findings=asked).view("teams/product.html").overview
    assert [row.about.text for row in team.attention] == ["Ours", "Own"]


def test_a_person_finds_what_is_theirs(company) -> None:
    ada = company.view("people/ada.html")
    assert [row.link.text for row in ada.goals] == ["Retain customers"]
    assert [card.link.text for card in ada.kpis] == ["Customer churn"]
    assert {link.text for link in ada.leads} == {"Company", "Customer success"}
    linus = company.view("people/linus.html")
    assert [(thanks_row.for_, thanks_row.by.text) for thanks_row in linus.thanks] == [
        ("the churn model", "Ada")
    ]


def test_people_stand_by_their_teams_those_without_one_last(shown) -> None:
    site = shown(
        {
            **TREE,
            "people/zoe.md": "title = 'Zoe'\nteam = 'art'",
            "people/al.md": "title = 'Al'",
            "people/bo.md": "title = 'Bo'\nteam = 'search'",
        }
    )
    rows = site.view("people.html").rows
    assert [row.team and row.team.text for row in rows] == ["Art", "Search", None]


def test_a_site_without_people_has_no_list_of_them(shown) -> None:
    site = shown(TREE)
    assert "people.html" not in site.pages
    assert site.view("teams.html").people is None


def cycle(shown, fields, today=date(2026, 11, 20), body=""):
    text = f"+++\ntitle = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31\n{fields}\n+++\n{body}"
    files = {**TREE, "cycles/q4.md": text, "objectives/own.md": goal("Own", "product")}
    return shown(files, today=today).view("cycles/q4.html")


@pytest.mark.parametrize(
    ("today", "fields", "state"),
    [
        (date(2026, 9, 1), "", "Planned"),
        (date(2026, 11, 20), "", "Running"),
        (date(2027, 1, 5), "", "Over, not closed"),
        (date(2027, 1, 9), "closed = 2027-01-08", "Closed"),
        (date(2027, 1, 7), "closed = 2027-01-08", "Over, not closed"),
    ],
)
def test_a_cycle_tells_where_it_stands_in_time(shown, today, fields, state) -> None:
    assert cycle(shown, fields, today).badge.word == state


def test_grades_are_shown_from_the_close_on(shown) -> None:
    assert cycle(shown, "").overview.grades is None
    grades = cycle(shown, "closed = 2027-01-08", date(2027, 1, 9)).overview.grades
    assert (grades.mean, grades.met) == ("50%", "0 of 1 met")
    assert [(count.badge.word, count.count) for count in grades.spread.counts] == [
        ("Partly there", "1")
    ]


def test_a_retrospective_is_missed_only_after_the_end(shown) -> None:
    assert cycle(shown, "").overview.no_body == ""
    assert "No retrospective" in cycle(shown, "", date(2027, 1, 5)).overview.no_body
    held = cycle(shown, "", date(2027, 1, 5), "## What we learnt\n\nMuch.").overview
    assert (held.body_title, "<h3" in held.body.text) == ("Retrospective", True)


def test_cycles_are_listed_with_the_current_one_first(shown) -> None:
    site = shown(
        {
            "cycles/q3.md": "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30",
            "cycles/q5.md": "title = 'Q1'\nstart = 2027-01-01\nend = 2027-03-31",
        }
    )
    assert [row.link.text for row in site.view("cycles.html").rows] == [
        "Fourth quarter",
        "Q1",
        "Q3",
    ]


GRADED = """
    title = "{title}"
    cycle = "q3"
    team = "product"

    [[key_results]]
    id = "a"
    title = "It grows"
    start = 0
    target = 100
    current = {current}
"""


def test_a_graded_goal_of_a_closed_cycle_shows_its_grade_and_no_pace(shown) -> None:
    site = shown(
        {
            **TREE,
            "cycles/q3.md": (
                "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-05"
            ),
            "objectives/near.md": GRADED.format(title="Near", current=89),
            "objectives/half.md": GRADED.format(title="Half", current=50),
            "objectives/far.md": GRADED.format(title="Far", current=10),
        }
    )
    page = site.view("cycles/q3.html")
    found = {
        goal.row.link.text: (goal.row.progress.badge.word, goal.row.grade) for goal in page.goals
    }
    assert found == {
        "Near": ("Strong", "Grade 89%"),
        "Half": ("Partly there", "Grade 50%"),
        "Far": ("Fell short", "Grade 10%"),
    }
    assert {goal.row.progress.expected for goal in page.goals} == {""}
    assert (page.overview.spread, page.overview.share.expected) == (None, "")
    html = site.html("objectives/near.html") + site.html("cycles/q3.html")
    assert "Off track" not in html
    assert "At risk" not in html


AHEAD = {
    **TREE,
    "people/ada.md": "title = 'Ada'\nteam = 'product'",
    "people/linus.md": "title = 'Linus'\nteam = 'search'",
    "teams/product.md": "title = 'Product'\nparent = 'company'\nlead = 'ada'\nrhythm = 'weekly'",
    "objectives/own.md": """
        title = "Own"
        cycle = "q4"
        owner = "ada"
        team = "art"

        [[key_results]]
        id = "a"
        title = "It is quick"
        start = 9
        target = 1
        owner = "linus"
        due = 2026-11-30
    """,
    "kpis/speed.md": "title = 'Speed'\nteam = 'product'\nrange = { max = 5 }",
}


def lines(shown_site, person):
    return [
        (row.iso, row.text, row.about.text, row.whose.text, row.role)
        for row in shown_site.view(f"people/{person}.html").due
    ]


def test_a_person_sees_what_falls_due_day_by_day_and_whose_move_it_is(shown) -> None:
    site = shown(AHEAD)
    page = site.view("people/ada.html")
    assert page.due_title == "Due by Dec 11"
    found = lines(site, "ada")
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert ("2026-11-30", "The last day of", "It is quick", "Linus", "") in found
    assert {text for _, text, about, _, _ in found if about == "Own"} <= {
        "Check in, and say how sure you are of"
    }
    assert lines(site, "linus") == [("2026-11-30", "The last day of", "It is quick", "Linus", "")]


def test_the_end_of_a_cycle_is_told_once_to_those_whose_goals_end(shown) -> None:
    site = shown(AHEAD, today=date(2026, 12, 20))
    found = [line for line in lines(site, "ada") if line[1] == "The cycle ends"]
    assert found == [("2026-12-31", "The cycle ends", "Fourth quarter", "Ada", "")]


def test_the_lead_is_asked_for_what_nobody_owns_and_told_why(shown) -> None:
    kpi = AHEAD["kpis/speed.md"] + "\nreviews = [ { date = 2026-11-01, note = 'Fine.' } ]"
    found = lines(shown({**AHEAD, "kpis/speed.md": kpi}), "ada")
    assert ("Review", "Speed", "Ada", "as the lead of Product") in [row[1:] for row in found]


def test_who_has_nothing_ahead_reads_so(shown) -> None:
    html = shown({"people/zoe.md": "title = 'Zoe'"}).html("people/zoe.html")
    assert "Nothing falls due in these three weeks." in html


def test_somebody_who_left_is_no_longer_among_the_people_of_the_team(shown) -> None:
    site = shown(
        {
            **TREE,
            "people/ada.md": "title = 'Ada'\nteam = 'art'\nleft = 2026-10-31",
            "people/ben.md": "title = 'Ben'\nteam = 'art'",
            "objectives/own.md": goal("Own", "art", more="owner = 'ada'"),
        }
    )
    people = site.view("teams/art.html").overview.people
    assert [person.link.text for person in people] == ["Ben"]
    ada = site.view("people/ada.html")
    assert (ada.left, [row.link.text for row in ada.goals]) == ("Left on October 31, 2026", ["Own"])


def test_a_contributor_finds_the_goals_on_their_own_page(shown) -> None:
    site = shown(
        {
            **TREE,
            "people/ada.md": "title = 'Ada'",
            "people/ben.md": "title = 'Ben'",
            "objectives/own.md": goal("Own", "art", more="owner = 'ada'\ncontributors = ['ben']"),
        }
    )
    ada, ben = (site.view(f"people/{name}.html").goals for name in ("ada", "ben"))
    assert [(row.link.text, row.owner.text) for row in ben] == [("Own", "Ada")]
    assert [(row.link.text, row.owner) for row in ada] == [("Own", None)]


def test_a_person_sees_what_others_owe_and_what_they_need_and_promised_themselves(shown) -> None:
    people = {f"people/{name}.md": f"title = '{name.title()}'" for name in ("ada", "ben")}
    head = "+++\ntitle = '{}'\ncycle = 'q4'\nowner = '{}'\n{}"
    told = "[[checkins]]\ndate = {}\nauthor = '{}'\nnote = '{}'\n+++\n"
    note = "**Help wanted:** two hands. **Next:** the welcome mail."
    files = {
        **people,
        "objectives/top.md": head.format("Top", "ada", "") + told.format("2026-11-17", "ada", note),
        "objectives/sub.md": head.format("Sub", "ben", "supports = ['top']\n")
        + told.format("2026-10-05", "ben", "Begun."),
    }
    page = shown(files).view("people/ada.html")
    assert [(line.link.text, line.owner.text) for line in page.owed] == [("Sub", "Ben")]
    assert [line.text.text.strip() for line in page.needs] == ["Two hands."]
    assert [line.text.text.strip() for line in page.promised] == ["The welcome mail."]
