"""Feeds, calendars, badges and the wall: what leaves the site, and what hangs in the hall."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from okrsite.builtin.pages.outputs import badges
from okrsite.builtin.pages.outputs.calendar import Event, calendar

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://goals.acme.example/all/"
FILES = {
    "teams/company.md": "title = 'Company'",
    "teams/success.md": "title = 'Success, \"and\" more; yes'\nparent = 'company'",
    "objectives/retain.md": """
        title = "Retain <b>customers</b>"
        cycle = "q4"
        team = "success"
        owner = "ada"

        [[key_results]]
        id = "a"
        title = "A & B"
        start = 0
        target = 10

        [[checkins]]
        date = 2026-11-09
        author = "Ada"
        values = { a = 4 }
        note = "See [churn](kpi:churn)."
    """,
    "kpis/churn.md": "title = 'Churn'\\nteam = 'success'\\nrange = { max = 5 }".replace(
        "\\n", "\n"
    ),
    "kpis/churn.csv": "date,value\n2026-09-30,8.0\n",
}


@pytest.fixture(scope="module")
def hosted(shown):
    return shown(FILES, settings=f'[site]\ntitle = "Acme"\nbase_url = "{HOST}"\n')


def test_a_feed_is_atom_with_whole_addresses(hosted) -> None:
    feed = ET.fromstring(hosted.html("feeds/checkins.xml"))  # noqa: S314 - made by ourselves
    assert feed.tag == f"{ATOM}feed"
    needed = {"id", "title", "updated", "link", "entry", "generator"}
    assert {element.tag.removeprefix(ATOM) for element in feed} == needed
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Retain <b>customers</b>"
    assert entry.find(f"{ATOM}link").get("href") == f"{HOST}objectives/retain.html"
    assert entry.find(f"{ATOM}updated").text == "2026-11-09T00:00:00Z"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Ada"
    content = entry.find(f"{ATOM}content").text
    assert f'href="{HOST}kpis/churn.html"' in content
    assert "<li>A &amp; B: 4</li>" in content


def test_every_entry_has_a_name_of_its_own_that_stays(hosted) -> None:
    texts = [hosted.html("feeds/checkins.xml"), hosted.html("feeds/teams/success.xml")]
    names = [re.findall(r"<entry>.*?<id>(.*?)</id>", text, re.DOTALL) for text in texts]
    assert names[0] == names[1]
    assert texts[0] == hosted.html("feeds/checkins.xml")
    assert "<entry>" not in hosted.html("feeds/teams/company.xml")


def unfolded(text):
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_has_what_is_due_and_when_the_cycle_ends(hosted) -> None:
    lines = unfolded(hosted.html("calendar.ics"))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4
    for name in ("UID:", "DTSTAMP:", "DTSTART;", "DTEND;", "SUMMARY:", "URL:"):
        assert len([line for line in lines if line.startswith(name)]) == 4
    assert "SUMMARY:Check-in due: Retain <b>customers</b>" in lines
    assert "DTSTART;VALUE=DATE:20261116" in lines
    assert "SUMMARY:Fourth quarter ends" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == 4


def test_a_calendar_has_the_last_day_of_a_key_result_with_its_owner(shown) -> None:
    result = "[[key_results]]\nid = '{id}'\ntitle = 'Part {id}'\nstart = 0\ntarget = 4\n"
    early = f"{result.format(id='a')}due = 2026-11-30\nowner = 'ada'\n"
    done = f"{result.format(id='b')}due = 2026-11-30\ncurrent = 4\n"
    files = {
        "people/ada.md": "title = 'Ada'",
        "objectives/o.md": f"title = 'O'\ncycle = 'q4'\n{early}{done}{result.format(id='c')}",
    }
    lines = unfolded(shown(files).html("calendar.ics"))
    assert [line for line in lines if "key result" in line] == [
        "SUMMARY:Last day of a key result: Part a"
    ]
    assert "DTSTART;VALUE=DATE:20261130" in lines
    assert "DESCRIPTION:Owner: Ada" in lines


def test_a_calendar_of_a_team_has_its_own_only(hosted) -> None:
    assert "Check-in due" in hosted.html("calendars/success.ics")
    assert "Check-in due" not in hosted.html("calendars/company.ics")
    assert 'X-WR-CALNAME:Acme: Success\\, "and" more\\; yes' in "".join(
        unfolded(hosted.html("calendars/success.ics"))
    )


@pytest.mark.parametrize("title", ["a" * 300, "漢字" * 90, "\N{FAMILY}" * 60, "a\nb,c;d\\e\x07"])
def test_a_line_folds_at_75_bytes_and_no_character_is_cut(sited, title, asked) -> None:
    event = Event(date(2026, 11, 20), title, "x.html", "")
    lines = unfolded(asked(sited({}), calendar, title, [event]).decode())
    said = next(line for line in lines if line.startswith("SUMMARY:"))
    plain = re.sub(r"\\([;,\\])", r"\1", said.removeprefix("SUMMARY:").replace("\\n", "\n"))
    assert plain == title.replace("\x07", "")


def test_a_day_ends_on_the_next(sited, asked) -> None:
    day = date(2026, 12, 31)
    text = asked(sited({}), calendar, "Acme", [Event(day, "x", "x.html", "")]).decode()
    assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in text


def test_badges_are_made_only_where_they_are_wanted(sited, show, hosted) -> None:
    assert not [path for path in hosted.pages if path.startswith("badges/")]
    site = sited(FILES)
    theme = replace(site.theme, options={**site.theme.options, "badges": True})
    wanted = show(replace(site, theme=theme), [badges.KIND])
    made = {path: wanted.content(path) for path in wanted.pages}
    assert set(made) == {
        "badges/company.svg",
        "badges/objectives/retain.svg",
        "badges/teams/company.svg",
        "badges/teams/success.svg",
    }
    for content in made.values():
        ET.fromstring(content)  # noqa: S314 - made by ourselves
    assert b"40% At risk" in made["badges/objectives/retain.svg"]


def test_the_wall_shows_everything_before_any_script_runs(company) -> None:
    html = company.html("wall.html")
    for title in ("Company goals", "KPIs", "How teams are doing"):
        assert title in html
    assert "Grow with care" in html
    assert "Customer churn" in html
    assert "hidden" not in re.sub(r"<span data-tools hidden>|aria-hidden", "", html)


def test_the_wall_begins_with_the_sentences_of_the_brief_each_with_one_picture(company) -> None:
    goals, kpis, *_ = company.view("wall.html").views
    assert goals.title == "1 of 2 goals is on track, 1 at risk."
    assert [count.count for count in goals.picture.spread.counts] == ["1", "1"]
    assert kpis.title == "1 KPI is out of range and a goal works on it: Customer churn."
    assert kpis.picture.kpi.link.text == "Customer churn"
    html = company.html("wall.html")
    assert html.index(goals.title) < html.index(kpis.title) < html.index("Company goals")


def test_the_wall_draws_the_key_result_that_will_miss(shown) -> None:
    told = "".join(
        f"[[checkins]]\ndate = 2026-{day}\nvalues = {{ a = {value} }}\n"
        for day, value in (("10-10", 2), ("10-24", 4), ("11-07", 6), ("11-19", 8))
    )
    late = "title = 'Late'\ncycle = 'q4'\n[[key_results]]\nid = 'a'\ntitle = 'It grows'\n"
    views = (
        shown({"objectives/o.md": f"{late}start = 0\ntarget = 100\n{told}"}).view("wall.html").views
    )
    missing = next(view for view in views if "will miss" in view.title)
    assert missing.picture.name == "It grows"
    assert missing.picture.way is not None


def test_the_wall_of_an_empty_company_stands(shown) -> None:
    assert "<h2" in shown({}).html("wall.html")


def test_a_site_that_is_not_for_everybody_asks_search_engines_to_leave_it(shown) -> None:
    inside = shown(FILES).html("index.html")
    assert '<meta name="robots" content="noindex, nofollow">' in inside
    settings = "[build]\naudience = 'public'\n[site.default_visibility]\nobjective = 'public'\n"
    assert "robots" not in shown({}, settings=settings).html("index.html")
