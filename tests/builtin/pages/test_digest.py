"""The digest is the brief for a mail, a chat or a feed, of the company or of a team."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from okrsite.builtin.pages.brief.digest import digest, digest_to_send
from okrsite.builtin.pages.brief.digest_text import escaped, mail, markdown

BASE = '[site]\ntitle = "Acme"\nbase_url = "https://goals.example/"\n'
FILES = {
    "teams/co.md": "title = 'Company'",
    "teams/sales.md": "title = 'Sales'\nparent = 'co'",
    "objectives/sell.md": """
        title = "Sell *more*"
        cycle = "q4"
        team = "sales"
        [[key_results]]
        id = "a"
        title = "A"
        start = 0
        target = 10
        [[checkins]]
        date = 2026-11-18
        author = "Ada"
        values = { a = 6 }
        note = "Six. **Help wanted:** two <people>."
    """,
    "objectives/grow.md": "title = 'Grow'\ncycle = 'q4'\nteam = 'co'",
    "kpis/churn.md": "title = 'Churn'\nunit = '%'\nteam = 'co'\nrange = { max = 5 }",
    "kpis/churn.csv": "date,value\n2026-09-30,4\n2026-10-31,6\n",
}


def told(sited, asked, team="", settings=BASE):
    return asked(sited(FILES, settings=settings), digest_to_send, team)


def test_the_company_reads_the_brief_with_addresses_that_hold_in_a_mail(sited, asked) -> None:
    text = markdown(told(sited, asked))
    assert text.startswith("# Acme\n\nNovember 20, 2026\n\n[Fourth quarter](https://goals.example/")
    assert "[1 of 2 goals is on track](https://goals.example/objectives.html?cycle=q4" in text
    assert "[1 KPI is out of range and nobody acts](https://goals.example/loop.html)" in text
    assert "- [Churn](https://goals.example/kpis/churn.html): Out of range, 6%, at most 5%" in text


def test_what_an_author_wrote_is_no_markup_of_the_digest(sited, asked) -> None:
    text = markdown(told(sited, asked))
    assert "[Sell \\*more\\*](" in text
    assert "Two \\<people\\>. (Ada, Nov 18)" in text
    html = mail(told(sited, asked), "en")
    assert "<people>" not in html
    assert "Two &lt;people&gt;. (Ada, Nov 18)" in html


def test_a_team_reads_only_its_own(sited, asked) -> None:
    text = markdown(told(sited, asked, "sales"))
    assert text.startswith("# Acme: Sales\n")
    assert "1 goal is on track" in text
    assert "Churn" not in text
    assert "Grow" not in text


def test_a_site_without_an_address_sends_words_without_links(sited, asked) -> None:
    text = markdown(told(sited, asked, settings='[site]\ntitle = "Acme"\n'))
    assert "](" not in text
    assert "1 of 2 goals is on track" in text


def test_empty_parts_are_left_out(sited, asked) -> None:
    sections = asked(sited({}), digest, "").sections
    assert sections == ()


@pytest.mark.parametrize("text", ["a | b", "[x](y)", "# no", "`code`", "<b>", "_a_"])
def test_no_sign_of_a_text_is_one_of_markdown(text) -> None:
    assert all(f"\\{sign}" in escaped(text) for sign in text if sign in "|[]#`<>_")


def test_the_brief_is_a_feed_with_one_entry_a_week(shown) -> None:
    xml = shown(FILES, settings=BASE).content("feeds/brief.xml")
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(xml)  # noqa: S314 - our own feed
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}updated") == "2026-11-20T00:00:00Z"
    assert "1 of 2 goals is on track" in entry.findtext(f"{atom}content")
    later = shown(FILES, settings=BASE, today=date(2026, 11, 21))
    again = ET.fromstring(later.content("feeds/brief.xml"))[-1]  # noqa: S314 - our own feed
    assert again.findtext(f"{atom}id") == entry.findtext(f"{atom}id")
