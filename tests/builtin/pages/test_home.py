"""Home answers in ten seconds: where are we going, are we okay, what needs attention."""

from msgspec.structs import replace

from okrsite.api import Diagnostic, Span, Subject
from okrsite.builtin.pages.home.home import home_view


def home(shown_site):
    return shown_site.view("index.html")


def test_home_tells_the_cycle_and_how_far_it_is_gone(company) -> None:
    cycle = home(company).cycle
    assert cycle.link.text == "Fourth quarter"
    assert cycle.gone == "Day 51 of 92, 55% gone"


def test_home_lists_the_objectives_of_the_company_itself(company) -> None:
    assert [row.link.text for row in home(company).objectives] == ["Grow with care"]
    assert home(company).objectives[0].progress.text == "40%"


def test_home_counts_kpis_by_their_health_and_shows_the_critical_ones_first(company) -> None:
    view = home(company)
    assert [(count.badge.word, count.count) for count in view.health] == [
        ("Out of range", "1"),
        ("No data", "1"),
    ]
    assert [card.link.text for card in view.kpis] == ["Customer churn", "Net promoter score"]
    assert view.kpis[1].value == "not measured"


def test_home_tells_the_newest_check_in_first_and_who_was_thanked(company) -> None:
    view = home(company)
    assert [card.day for card in view.checkins] == ["November 9, 2026", "October 12, 2026"]
    assert view.kudos[0].thanks.to.text == "Linus"
    assert view.kudos[0].thanks.for_ == "the churn model"


def test_a_signal_names_its_reason_in_the_sites_words_and_whose_move_it_is(shown, company) -> None:
    signal = Diagnostic(
        "OKR502",
        "signal",
        Span("content/kpis/churn.md"),
        "the KPI 'Customer churn' is out of range",
        "Set an objective.",
        Subject("kpi", "churn"),
        {"title": "Customer churn", "value": 6.1},
    )
    files = {"kpis/churn.md": "title = 'Churn'\nunit = '%'\nrange = { max = 5 }\nowner = 'Ada'"}
    (asked,) = home(shown(files, findings=[signal])).attention
    assert asked.about.href == "kpis/churn.html"
    assert asked.reasons == (
        "Out of range (6.1%, and the range is at most 5%), and no objective works on it.",
    )
    assert asked.owner.text == "Ada"


def test_findings_about_the_text_and_about_hidden_things_ask_for_no_attention(shown) -> None:
    findings = [
        Diagnostic("OKR201", "warning", Span("a.md"), "text", "", Subject("objective", "a")),
        Diagnostic("OKR502", "signal", Span("b.md"), "a top secret", "", Subject("kpi", "secret")),
    ]
    shown_site = shown({}, findings=findings)
    assert home(shown_site).attention == ()
    assert "secret" not in shown_site.html("index.html")


def test_an_empty_site_says_so_in_words(shown) -> None:
    html = shown({}).html("index.html")
    for words in ("No company objectives", "No KPIs yet", "Nothing asks for attention", "Nobody"):
        assert words in html


def test_a_site_without_any_cycle_says_so(sited, shown) -> None:
    site = shown({"cycles/q4.md": "title = 'Later'\nstart = 2027-01-01\nend = 2027-03-31"})
    assert "There is no cycle yet." in site.html("index.html")


METRIC = """
[[key_results]]
id = 'a'
title = 'A'
start = 0
target = 10
current = {}
"""


def test_home_counts_every_goal_of_the_cycle_and_says_which_are_personal(shown) -> None:
    goal = "title = 'Goal'\ncycle = 'q4'\n"
    files = {
        "teams/root.md": "title = 'Root'",
        "teams/sales.md": "title = 'Sales'\nparent = 'root'",
        "objectives/ours.md": goal + "team = 'sales'" + METRIC.format(4),
        "objectives/mine.md": goal + "owner = 'Ada'" + METRIC.format(10),
    }
    site = shown(files)
    assert home(site).cycle.share.text == "70%"
    assert home(site).cycle.share.measured == "2 of 2 goals measured, 1 of them personal"
    assert "40%" in site.html("teams/root.html")


def test_without_teams_home_is_the_whole_cycle(shown) -> None:
    goal = "title = 'Goal'\ncycle = 'q4'\nowner = 'Ada'" + METRIC.format(3)
    assert home(shown({"objectives/goal.md": goal})).cycle.share.text == "30%"


def test_home_says_when_something_could_not_be_read(sited, asked) -> None:
    whole = sited({"objectives/goal.md": "title = 'Goal'\ncycle = 'q4'"})
    assert asked(whole, home_view, "home").missing == ""
    assert asked(replace(whole, missing=2), home_view, "home").missing.startswith(
        "2 documents could not be read"
    )


def test_home_tells_what_changed_with_a_sign_and_where_it_leads(shown) -> None:
    files = {
        "kpis/churn.md": "title = 'Churn'\nunit = '%'\nrange = { max = 5 }",
        "kpis/churn.csv": "date,value\n2026-09-30,4\n2026-10-31,5.004\n",
        "people/ada.md": "title = 'Ada'",
        "objectives/o.md": """
            title = "Grow"
            cycle = "q4"
            [[checkins]]
            date = 2026-11-16
            author = "ada"
            confidence = 7
        """,
    }
    first, second = home(shown(files)).changes
    assert (first.about.text, first.text, first.day) == (
        "Grow",
        "Ada checked in, confidence 7 of 10",
        "Nov 16",
    )
    assert (second.about.href, second.icon) == ("kpis/churn.html", "octagon-x")
    assert second.text == ("Left its range: 5.004% in October 2026, and the range is at most 5%")


def test_check_ins_do_not_crowd_out_what_else_changed(shown) -> None:
    goal = "title = 'G'\ncycle = 'q4'\n[[checkins]]\ndate = 2026-11-16"
    files = {f"objectives/o{n}.md": goal for n in range(20)}
    files["cycles/q3.md"] = (
        "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-11-01"
    )
    changes = home(shown(files)).changes
    assert [change.about.text for change in changes] == ["G", "G", "G", "Q3"]


def test_when_nothing_changed_home_says_so(shown) -> None:
    assert "Nothing changed lately." in shown({}).html("index.html")


def test_where_nobody_has_teams_yet_every_goal_is_the_companys(shown) -> None:
    site = shown({"objectives/ship.md": "title = 'Ship it'\ncycle = 'q4'"})
    assert [row.link.text for row in home(site).objectives] == ["Ship it"]
