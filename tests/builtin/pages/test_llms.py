"""Assistants read goals as people do: `llms.txt`, and Markdown beside each page."""

import re

import pytest

from okrsite.builtin.pages import twins
from okrsite.testing import EXAMPLE, site_of

FILES = {
    "teams/co.md": "title = 'Company'",
    "objectives/grow.md": """
        +++
        title = "Grow *calmly*"
        cycle = "q4"
        team = "co"
        [[key_results]]
        id = "a"
        title = "Calls | mails"
        start = 0
        target = 10
        [[checkins]]
        date = 2026-11-18
        author = "Ada"
        values = { a = 6 }
        note = "Six <now>."
        +++
        Because we can.
    """,
    "kpis/churn.md": "title = 'Churn'\nunit = '%'\nteam = 'co'\nrange = { max = 5 }",
    "kpis/churn.csv": "date,value\n2026-09-30,4\n2026-10-31,6\n",
}
SETTINGS = '[site]\ntitle = "Acme"\nmission = "Be kind."\n'


@pytest.fixture(scope="module")
def site(shown):
    return shown(FILES, settings=SETTINGS)


def test_llms_txt_begins_with_the_company_and_leads_to_what_is_there(site) -> None:
    text = site.html("llms.txt")
    assert text.startswith("# Acme\n\n> Be kind.\n\nAs of November 20, 2026\n\n[Fourth quarter]")
    assert "- [Grow \\*calmly\\*](objectives/grow.md)" in text
    addresses = [address.partition("?")[0] for address in re.findall(r"\]\(([^)#]+)", text)]
    assert {"objectives.md", "kpis.md", "index.md", "kpis/churn.md"} <= set(addresses)
    assert [address for address in addresses if address not in site.pages] == []


def test_an_objective_says_how_it_stands_with_its_key_results_and_check_ins(site) -> None:
    text = site.html("objectives/grow.md")
    assert text.startswith("# Grow \\*calmly\\*\n\n- Status: On track\n- Progress: 60%")
    assert "| Calls \\| mails | From 0 to 10 | 6 | 60% | On track |" in text
    assert "Because we can." in text
    assert "- November 18, 2026, Ada: Six \\<now\\>." in text


def test_a_kpi_says_its_value_its_range_and_its_periods(site) -> None:
    text = site.html("kpis/churn.md")
    assert "- Value: 6%, as of October 31, 2026\n- Range: at most 5%\n" in text
    assert "| October 2026 | 6% |" in text


def test_a_page_names_its_twin_and_other_pages_name_none(site) -> None:
    twin = '<link rel="alternate" type="text/markdown" href="{}">'
    assert twin.format("grow.md") in site.html("objectives/grow.html").replace("../objectives/", "")
    assert twin.format("index.md") in site.html("index.html")
    assert "text/markdown" not in site.html("teams/co.html")


def test_what_an_audience_may_not_see_is_in_no_twin() -> None:
    quiet = '+++\ntitle = "Quiet"\ncycle = "2026-q4"\nvisibility = "confidential"\n+++\n'
    files = {**EXAMPLE, "content/objectives/quiet.md": quiet}
    whole, part = (site_of(files, audience=audience) for audience in ("confidential", "internal"))
    assert "Quiet" in whole.text("objectives.md")
    assert "objectives/quiet.md" not in part.paths
    assert not [
        path for path in part.paths if path.endswith((".md", ".txt")) and "Quiet" in part.text(path)
    ]


def test_a_very_large_company_has_the_lists_and_no_twin_of_each_goal(shown, monkeypatch) -> None:
    monkeypatch.setattr(twins, "MOST", 1)
    large = shown(FILES, settings=SETTINGS)
    assert "objectives/grow.md" not in large.pages
    assert "text/markdown" not in large.html("objectives/grow.html")
    assert "[Grow \\*calmly\\*](objectives/grow.html): On track, 60%" in large.html("objectives.md")
    assert "](objectives.md)" in large.html("llms.txt")
