"""The page of a team says how it stands, what it owes, is owed, needs and promised, and when."""

from datetime import date
from xml.etree import ElementTree as ET

from okrsite.api import Diagnostic, Span, Subject

TEAMS = {
    "teams/co.md": "title = 'Company'\nlead = 'ada'",
    "teams/sales.md": "title = 'Sales'\nparent = 'co'",
    "teams/field.md": "title = 'Field'\nparent = 'sales'",
    "teams/ops.md": "title = 'Operations'\nparent = 'co'",
    "people/ada.md": "title = 'Ada'",
}
RESULT = """
[[key_results]]
id = "a"
title = "It grows"
start = 0
target = 100
"""
TOLD = "[[checkins]]\ndate = {day}\nauthor = 'ada'\nvalues = {{ a = {value} }}\nnote = \"{note}\"\n"


def goal(title, team, *, day="2026-11-18", value=60, more="", note=""):
    told = TOLD.format(day=day, value=value, note=note)
    return f"title = '{title}'\ncycle = 'q4'\nteam = '{team}'\nowner = 'ada'\n{more}{RESULT}{told}"


def site(shown, **named):
    files = {
        "objectives/sell.md": goal("Sell", "sales"),
        "objectives/meet.md": goal("Meet", "field", note="**Help wanted:** two tents."),
        "objectives/serve.md": goal("Serve", "ops", day="2026-10-12", more="supports = ['sell']\n"),
        "objectives/pack.md": goal("Pack", "field", day="2026-10-12", more="supports = ['sell']\n"),
    }
    return shown({**TEAMS, **files}, today=date(2026, 11, 20), **named)


def test_a_team_is_told_in_the_sentences_of_the_brief(shown) -> None:
    view = site(shown).view("teams/sales.html").overview
    told = " ".join(sentence.text for sentence in view.answer)
    assert told.startswith("Fourth quarter, week 8 of 13. All 3 goals are on track.")
    (address,) = {
        part.href for sentence in view.answer for part in sentence.parts if "on track" in part.text
    }
    assert address == "../objectives.html?cycle=q4&team=sales&status=on_track"


def test_a_team_is_owed_late_checkins_of_goals_outside_that_support_its_own(shown) -> None:
    owed = site(shown).view("teams/sales.html").overview.owed
    assert [(line.link.text, line.text, line.owner.text) for line in owed] == [
        ("Serve", "A check-in was due by October 19, 2026", "Ada")
    ]


def test_a_team_owes_what_the_teams_inside_it_owe(shown) -> None:
    late = Diagnostic(
        "OKR516",
        "signal",
        Span("content/objectives/pack.md"),
        "off track",
        "",
        Subject("objective", "pack"),
        {"progress": 0.2, "expected": 0.5},
    )
    pages = site(shown, findings=[late])
    for team, count in (("field", 1), ("sales", 1), ("co", 1), ("ops", 0)):
        assert len(pages.view(f"teams/{team}.html").overview.attention) == count


def test_a_team_needs_what_its_checkins_ask_for_and_sees_what_is_due(shown) -> None:
    view = site(shown).view("teams/sales.html").overview
    assert [line.text.text for line in view.needs] == ["Two tents."]
    assert [(group.iso, [thing.about.text for thing in group.things]) for group in view.ahead] == [
        ("2026-11-25", ["Meet", "Sell"])
    ]


def test_only_a_team_with_many_goals_shows_its_teams_by_status(shown) -> None:
    assert site(shown).view("teams/sales.html").overview.grid is None
    many = {
        f"objectives/g{number}.md": goal(f"G{number}", team)
        for number in range(31)
        for team in [("field", "ops")[number % 2]]
    }
    pages = shown({**TEAMS, **many}, today=date(2026, 11, 20))
    grid = pages.view("teams/co.html").overview.grid
    assert [row.team.text for row in grid.rows] == ["Operations", "Sales"]
    (cell,) = [cell for cell in grid.rows[1].cells if cell]
    assert (cell.count.text, cell.count.href) == (
        "16",
        "../objectives.html?cycle=q4&team=sales&status=on_track",
    )


def test_the_brief_of_a_team_is_a_feed_that_its_page_names(shown) -> None:
    pages = site(shown)
    html = pages.html("teams/sales.html")
    assert (
        'type="application/atom+xml" title="The brief as a feed" href="../feeds/briefs/sales.xml"'
        in html
    )
    feed = ET.fromstring(pages.content("feeds/briefs/sales.xml"))  # noqa: S314 - our own output
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title").endswith("Sales: The brief as a feed")
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.find(f"{atom}link").get("href") == "../../teams/sales.html"
    text = entry.findtext(f"{atom}content")
    assert "Sell" in text
    assert "Serve" not in text


def test_a_link_in_what_a_team_needs_leads_from_its_own_page(shown) -> None:
    note = "**Help wanted:** [two tents](../pages/tents.md)."
    files = {
        "pages/tents.md": "title = 'Tents'",
        "objectives/meet.md": goal("Meet", "field", note=note),
    }
    found = shown({**TEAMS, **files}, today=date(2026, 11, 20))
    (need,) = found.view("teams/field.html").overview.needs
    assert need.text.text == '<a href="../pages/tents.html">two tents</a>.'
