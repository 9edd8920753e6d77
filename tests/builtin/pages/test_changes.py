"""The changes of a repository: their pages, their feeds, and what goals and KPIs show of them."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from okrsite.builtin.example import BASE, KPI, OBJECTIVE, POINTS, SERIES, kpi_text
from okrsite.commands.goals import read_goals
from okrsite.commands.past import past_of
from okrsite.commands.site import read_site, theme_of
from okrsite.commands.workspace import open_workspace

FOUR, FIVE = (f'target = {value}\nunit = "%"' for value in (4, 5))
TEXT = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def clone(tmp_path, repository):
    made = repository(tmp_path / "repository")
    made.commit(BASE, "Begin", day="2026-10-01")
    eased = BASE[OBJECTIVE].replace(FOUR, FIVE)
    made.commit({OBJECTIVE: eased}, "Settle for <five>", "Linus <l@e.org>", "2026-11-03")
    wider = kpi_text(fields='unit = "%"\nrange = { max = 6 }\ncadence = "monthly"')
    made.commit({KPI: wider, SERIES: POINTS.replace("8.1", "7.1")}, "Widen", day="2026-10-20")
    return made


@pytest.fixture
def shown(show):
    def of(folder, today=None):
        workspace = open_workspace(folder, today)
        goals = read_goals(workspace, "internal")
        history = past_of(workspace, goals)
        made = read_site(workspace, goals, theme_of(workspace), history=history)
        return show(made.ledger.site)

    return of


def test_changes_stand_below_their_week_and_commit_the_newest_first(clone, shown) -> None:
    view = shown(clone.site).view("changes.html")
    assert [week.title for week in view.weeks] == [
        "Week of November 2, 2026",
        "Week of October 19, 2026",
        "Week of September 28, 2026",
    ]
    (commit,) = view.weeks[0].commits
    assert (commit.author, commit.message) == ("Linus", "Settle for <five>")
    assert [(row.about.text, row.text, row.badge.word) for row in commit.rows] == [
        ("Customer churn falls", "Target: 4% → 5%", "Eased")
    ]
    assert sorted(row.text for row in view.weeks[1].commits[0].rows) == [
        "Range: at most 5% → at most 6%",
        "Value of August 31, 2026: 8.1% → 7.1%",
    ]


def test_home_tells_why_something_was_decided(clone, shown) -> None:
    site = shown(clone.site, today=date(2026, 11, 6))
    (line,) = site.view("index.html").since.decided.lines
    assert (line.text, line.why) == ("Target: 4% → 5%", "Settle for <five>")


def test_of_a_large_commit_the_first_changes_are_in_sight(clone, shown) -> None:
    names = [f"content/people/p{number}.md" for number in range(11)]
    clone.commit(dict.fromkeys(names, "+++\ntitle = 'P'\n+++\n"), "Hire", day="2026-11-04")
    site = shown(clone.site)
    commits = [commit for week in site.view("changes.html").weeks for commit in week.commits]
    commit = next(commit for commit in commits if commit.message == "Hire")
    assert (len(commit.first), len(commit.rest), commit.more) == (8, 3, "and 3 more")
    assert "<summary>and 3 more</summary>" in site.html("changes.html")


def test_a_goal_and_a_kpi_show_their_own_changes_and_mark_them_in_the_chart(clone, shown) -> None:
    site = shown(clone.site)
    goal = site.view("objectives/keep-customers.html")
    commits = [entry.commit for entry in goal.story if entry.commit]
    assert [commit.message for commit in commits] == ["Settle for <five>", "Begin"]
    assert [row.text for row in commits[0].rows] == ["Target: 4% → 5%"]
    churn = next(result for result in goal.results if result.title == "Customer churn falls")
    assert [day.isoformat() for day in churn.course.moves] == ["2026-11-03"]
    kpi = site.view("kpis/customer-churn.html")
    assert [commit.message for commit in kpi.timeline] == ["Widen", "Begin"]
    assert [move.day.isoformat() for move in kpi.chart.moves] == ["2026-10-20"]
    page = site.html("kpis/customer-churn.html")
    assert 'class="moved"' in page
    assert "target, range or date moved" in page


def test_a_message_is_text_on_every_page_and_in_every_feed(clone, shown) -> None:
    site = shown(clone.site)
    assert "Settle for &lt;five&gt;" in site.html("changes.html")
    assert "<five>" not in site.html("objectives/keep-customers.html")
    feed = ET.fromstring(site.content("feeds/changes.xml"))  # noqa: S314 - made by ourselves
    titles = [entry.findtext(f"{TEXT}title") for entry in feed.iter(f"{TEXT}entry")]
    assert titles == ["Settle for <five>", "Widen", "Begin"]


def test_the_json_feed_has_an_item_for_each_commit(clone, shown) -> None:
    feed = json.loads(shown(clone.site).content("feeds/changes.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["Settle for <five>", "Widen", "Begin"]
    assert "Target: 4% → 5% (Eased)" in feed["items"][0]["content_html"]
    assert len({item["id"] for item in feed["items"]}) == 3


def test_without_a_repository_and_in_a_shallow_clone_the_page_says_so(
    clone, shown, tmp_path
) -> None:
    clone.git("clone", "--quiet", "--depth", "1", f"file://{clone.folder}", tmp_path / "shallow")
    assert "newest commits" in shown(tmp_path / "shallow").view("changes.html").remark
    (clone.folder / ".git").rename(tmp_path / "away")
    view = shown(clone.site).view("changes.html")
    assert "without a git repository" in view.remark
    assert view.weeks == ()
