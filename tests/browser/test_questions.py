"""Ten questions that readers ask, answered from the home page by a few clicks, without a script."""

import re

import pytest

pytestmark = pytest.mark.slow


class Asking:
    """Somebody who starts at home and counts what they click."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0

    def click(self, role, name, within="body"):
        """Clicks the first thing of that role and name that can be seen."""
        self.page.locator(within).get_by_role(role, name=name).first.click()
        self.clicks += 1

    def menu(self, group, name):
        """Opens a menu of the navigation and follows one of its links."""
        self.page.locator(".menus summary", has_text=group).click()
        self.clicks += 1
        self.click("link", name, ".menus [open]")

    def sees(self, *texts, within="main"):
        """Whether all of it can be seen on the page."""
        shown = self.page.locator(within).first.inner_text()
        missing = [text for text in texts if not re.search(text, shown)]
        assert missing == [], f"{self.page.url} does not say {missing}"


@pytest.fixture(params=[390, 1280])
def asking(reading, request):
    """A reader on a phone, and one at a desk."""
    page = reading(width=request.param, java_script_enabled=False).open("index.html")
    return Asking(page)


def section(name):
    return f"section[aria-labelledby={name}]"


def test_what_is_the_company_trying_to_do_this_cycle(asking) -> None:
    asking.sees("Fourth quarter 2026", "Day 51 of 92")
    asking.sees("Grow at a pace that leaves us sleep", "expected", within=section("company"))
    assert asking.clicks == 0


def test_is_my_team_on_track(asking) -> None:
    asking.menu("Company", "Teams")
    asking.click("link", "Product", "main")
    asking.sees(
        "In the current cycle", "expected", "On track|At risk|Off track", "Waits for this team"
    )
    assert asking.clicks == 3


def test_which_kpi_is_out_of_range_and_who_acts_on_it(asking) -> None:
    asking.sees("Customer churn", "out of range", "Owner", within=section("attention"))
    asking.click("link", "Customer churn", section("attention"))
    asking.sees("Out of range", "Acting", "A key result of an open cycle is working on it")
    assert asking.page.locator("main a[href*='#kr-']").count() > 0
    assert asking.clicks == 1


def test_what_changed_this_week(asking) -> None:
    assert asking.page.locator(f"{section('changes')} time").count() > 0
    asking.sees("checked in|Left its range|Milestone", within=section("changes"))
    assert asking.clicks == 0


def test_what_did_somebody_promise(asking) -> None:
    asking.menu("Company", "Teams")
    asking.click("link", "Everybody by name", "main")
    asking.click("link", "Ada Okafor", "main")
    asking.sees("Libraries feel at home within their first month", within=section("goals"))
    assert asking.clicks == 4


def test_how_is_this_number_computed(asking) -> None:
    asking.click("link", "Grow at a pace that leaves us sleep", section("company"))
    asking.page.locator("summary", has_text="How this is computed").first.click()
    asking.clicks += 1
    asking.sees("Expected by now", "days from", "Behind the pace")
    assert asking.clicks == 2


def test_where_does_the_value_of_a_kpi_come_from_and_when(asking) -> None:
    asking.click("link", "Customer churn", section("health"))
    asking.sees("(?i)as of October 31, 2026", "Fetched from|Written by hand|Computed from")
    assert asking.clicks == 1


def test_how_did_the_last_cycle_go(asking) -> None:
    asking.menu("Goals", "Cycles")
    asking.click("link", "Third quarter 2026", "main")
    asking.sees("Closed", "Grades", "of 6 met", "Retrospective")
    assert asking.clicks == 3


def test_which_goals_does_this_one_serve(asking) -> None:
    asking.click("link", "Families find their way to the reading hour", section("attention"))
    asking.sees("What it serves", within=section("path"))
    assert asking.page.locator(f"{section('path')} .way a").count() > 0
    assert asking.clicks == 1


def test_what_should_i_do_next_and_what_is_due(asking) -> None:
    asking.click("link", "Ada Okafor", section("attention"))
    asking.sees("Your move, Ada Okafor", "Due by Dec 11", "Check in on", "Review")
    assert asking.clicks == 1
