"""Home is the brief: sentences first, then the picture, what moved, and who asks for what."""

from datetime import date

from msgspec.structs import replace

from okrsite.api import Diagnostic, Span, Subject
from okrsite.builtin.pages.home.home import home_view


def home(shown_site):
    return shown_site.view("index.html")


def test_home_tells_the_cycle_and_how_far_it_is_gone(company) -> None:
    cycle = home(company).cycle
    assert cycle.link.text == "Fourth quarter"
    assert cycle.gone == "Day 51 of 92, 55% gone"


def lead(shown_site):
    return " ".join(sentence.text for sentence in home(shown_site).lead)


def test_home_says_how_the_company_stands_and_each_clause_leads_to_the_proof(company) -> None:
    told = lead(company)
    assert told.startswith("Fourth quarter, week 8 of 13. ")
    assert "1 KPI is out of range and a goal works on it: Customer churn." in told
    links = {part.text: part.href for sentence in home(company).lead for part in sentence.parts}
    assert links["Fourth quarter"] == "cycles/q4.html"
    assert links["Customer churn"] == "kpis/churn.html"
    (address,) = [href for text, href in links.items() if "at risk" in text]
    assert address == "objectives.html?cycle=q4&status=at_risk"


def test_home_lists_the_objectives_of_the_company_itself(company) -> None:
    (line,) = home(company).goals.lines
    assert (line.row.link.text, line.row.progress.text) == ("Grow with care", "40%")
    assert "polyline" in line.slope.__html__()


def test_home_shows_only_the_kpis_that_ask_for_somebody(company) -> None:
    kpis = home(company).kpis
    assert [card.link.text for card in kpis.cards] == ["Customer churn"]
    assert not kpis.rest
    assert [(count.badge.word, count.count) for count in kpis.spread.counts] == [
        ("Out of range", "1"),
        ("No data", "1"),
    ]


def test_home_thanks_in_one_line(company) -> None:
    told = home(company).kudos
    assert told.text == "Thanks to Linus: the churn model."
    assert "people/linus.html" in [part.href for part in told.parts]


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
        "Out of range (6.1%, and the range is at most 5%), and no goal works on it.",
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


def test_a_site_with_nothing_in_it_leads_to_a_beginning(shown) -> None:
    html = shown({}).html("index.html")
    for words in ("No goal is set for this cycle yet.", "Nothing is written down here yet."):
        assert words in html
    assert 'href="six-steps.html"' in html
    assert "Since Monday" not in html


def test_a_site_without_any_cycle_says_so(sited, shown) -> None:
    site = shown({"cycles/q4.md": "title = 'Later'\nstart = 2027-01-01\nend = 2027-03-31"})
    assert lead(site) == "No cycle runs yet."


def test_one_goal_without_any_kpi_has_a_home_without_empty_sections(shown) -> None:
    site = shown({"objectives/ship.md": "title = 'Ship it'\ncycle = 'q4'" + METRIC.format(6)})
    assert lead(site) == "Fourth quarter, week 8 of 13. 1 goal is on track."
    assert home(site).kpis is None
    assert 'id="health"' not in site.html("index.html")


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


MOVED = """
title = "{title}"
cycle = "q4"
[[key_results]]
id = "a"
title = "A"
start = 0
target = 10
[[checkins]]
date = 2026-11-10
confidence = 7
values = {{ a = {before} }}
[[checkins]]
date = 2026-11-18
author = "Ada"
confidence = {confidence}
values = {{ a = {after} }}
note = "{note}"
"""


def moved(title, before, after, confidence=7, note=""):
    return MOVED.format(title=title, before=before, after=after, confidence=confidence, note=note)


def lines(moves):
    return [(line.about.text, line.text) for line in moves.lines]


def test_since_monday_goals_and_kpis_got_worse_or_better(shown) -> None:
    files = {
        "objectives/up.md": moved("Up", 2, 6),
        "objectives/down.md": moved("Down", 5.5, 2, 5),
        "objectives/doubt.md": moved("Doubt", 5, 5.2, 3),
        "objectives/still.md": moved("Still", 5, 5),
        "kpis/churn.md": "title = 'Churn'\nunit = '%'\nrange = { max = 5 }\ncadence = 'daily'",
        "kpis/churn.csv": "date,value\n2026-11-15,4\n2026-11-19,5.004\n",
    }
    since = home(shown(files)).since
    assert since.title == "Since Monday, Nov 16"
    assert lines(since.worse) == [
        ("Down", "On track → Off track, −35 points, confidence 7 → 5"),
        ("Churn", "In range → Out of range, 4% → 5.004%"),
        ("Doubt", "confidence 7 → 3, +2 points"),
    ]
    assert lines(since.better) == [("Up", "Off track → On track, +40 points")]


def test_of_many_that_moved_the_farthest_are_shown_and_the_rest_is_counted(shown) -> None:
    files = {f"objectives/o{n}.md": moved(f"O{n}", 1, n) for n in range(2, 9)}
    better = home(shown(files)).since.better
    assert len(better.lines) == 5
    assert better.more == "and 2 more"
    assert better.lines[0].about.text == "O8"


def test_what_a_note_asks_for_and_promises_is_lifted_out_of_it(shown) -> None:
    note = "Two of ten. **Help wanted:** somebody who reads *contracts*. **Next:** ten calls."
    site = shown(
        {
            "objectives/a.md": moved("Sell", 2, 3, note=note),
            "objectives/b.md": moved("Calm", 2, 3, note="**Blocked:** nothing."),
        }
    )
    (ask,) = home(site).asks
    assert (ask.about.text, ask.author.text, ask.day) == ("Sell", "Ada", "Nov 18")
    assert ask.text.text == "Somebody who reads <em>contracts</em>."
    (promise,) = home(site).since.promised
    assert promise.text.text == "Ten calls."


def test_a_company_of_many_goals_sees_its_teams_by_status(shown) -> None:
    teams = {f"teams/t{n}.md": f"title = 'Team {n}'\nparent = 'co'" for n in range(3)}
    goals = {
        f"objectives/o{n}.md": f"title = 'O{n}'\ncycle = 'q4'\nteam = 't{n % 3}'"
        + METRIC.format(1 if n % 3 else 6)
        for n in range(33)
    }
    site = shown({"teams/co.md": "title = 'Company'", **teams, **goals})
    grid = home(site).grid
    assert [row.team.text for row in grid.rows] == ["Team 1", "Team 2", "Team 0"]
    assert [badge.word for badge in grid.columns] == ["On track", "Off track"]
    assert grid.rows[0].cells[0] is None
    cell = grid.rows[0].cells[1]
    assert cell.count.href == "objectives.html?cycle=q4&team=t1&status=off_track"
    assert (cell.count.text, cell.tone, cell.step) == ("11", "bad", 4)
    counts = [int(cell.count.text) for row in grid.rows for cell in row.cells if cell]
    assert sum(counts) == 33


def test_where_a_pace_leads_is_said_of_key_results_with_a_forecast(shown) -> None:
    goal = moved("Slow", 1, 2).replace("2026-11-10", "2026-10-20")
    site = shown({"objectives/slow.md": goal})
    assert "At this pace 1 of 1 key results will miss its target: A." in lead(site)


def test_what_is_done_is_no_forecast(shown) -> None:
    done = moved("Fast", 9, 10).replace("2026-11-10", "2026-10-20")
    assert "At this pace" not in lead(shown({"objectives/fast.md": done}))


def test_once_a_cycle_is_over_nothing_is_said_of_its_pace(shown) -> None:
    goal = moved("Slow", 1, 2).replace("2026-11-10", "2026-10-20")
    assert "At this pace" not in lead(shown({"objectives/slow.md": goal}, today=date(2027, 1, 5)))


def test_where_nobody_has_teams_yet_every_goal_is_the_companys(shown) -> None:
    site = shown({"objectives/ship.md": "title = 'Ship it'\ncycle = 'q4'"})
    assert [line.row.link.text for line in home(site).goals.lines] == ["Ship it"]
