"""The board's letter shows what the board reads, worst first, and nothing that it may not see."""

from pathlib import Path

import pytest

from okrsite.testing import EXAMPLE, load_plugin, site_of

PLUGIN = Path(__file__).parents[2] / "plugins" / "board_letter.py"
KPI = '+++\ntitle = "{}"\ntags = ["board"]\nrange = {{ max = 5 }}\n{}+++\n'
FILES = {
    **EXAMPLE,
    "content/kpis/calm.md": KPI.format("Calm", ""),
    "content/kpis/calm.csv": "date,value\n2026-10-31,4\n",
    "content/kpis/loud.md": KPI.format("Loud", ""),
    "content/kpis/loud.csv": "date,value\n2026-10-31,9\n",
    "content/kpis/secret.md": KPI.format("Secret", 'visibility = "confidential"\n'),
}


@pytest.fixture(scope="module")
def letter():
    return site_of(FILES, load_plugin(PLUGIN), audience="internal")


def test_what_is_out_of_range_stands_first(letter) -> None:
    shown = letter.view("board.html")
    assert [card.link.text for card in shown.instruments] == ["Loud", "Calm"]
    assert shown.lead == "Instruments: 2. Goals of the year: 1."


def test_the_page_is_made_and_leads_on(letter) -> None:
    page = letter.text("board.html")
    assert "<h1>Letter to the board</h1>" in page
    assert '<a href="kpis/loud.html">Loud</a>' in page
    assert "Secret" not in page


def test_it_stands_in_the_navigation_of_every_page(letter) -> None:
    assert '<a href="board.html">Board</a>' in letter.text("index.html")


def test_another_tag_and_another_title_are_settings() -> None:
    site = site_of(FILES, load_plugin(PLUGIN, tag="investors", title="To investors"))
    assert site.view("board.html").instruments == ()
    assert "<h1>To investors</h1>" in site.text("board.html")


def test_the_goals_are_those_of_the_year_around_the_quarter() -> None:
    goal = EXAMPLE["content/objectives/keep-customers.md"]
    quarter = EXAMPLE["content/cycles/2026-q4.md"]
    year = '+++\ntitle = "2026"\nstart = 2026-01-01\nend = 2026-12-31\n+++\n'
    files = {
        **FILES,
        "content/cycles/2026.md": year,
        "content/cycles/2026-q4.md": quarter.replace("end =", 'parent = "2026"\nend ='),
        "content/objectives/grow.md": goal.replace('cycle = "2026-q4"', 'cycle = "2026"'),
    }
    shown = site_of(files, load_plugin(PLUGIN)).view("board.html")
    assert [row.link.href for row in shown.goals] == ["objectives/grow.html"]
