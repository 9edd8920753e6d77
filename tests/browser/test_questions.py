"""What a leader and an employee ask on a Monday, answered from home by two clicks at most, without
a script."""

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


def test_are_we_on_course_this_quarter(asking) -> None:
    asking.sees("week 8 of 13", "5 of 11 goals are on track", "4 at risk", within=".answer")
    assert asking.clicks == 0


def test_what_got_worse_since_monday(asking) -> None:
    asking.sees("Since Monday, Nov 16", "Worse", "On track → At risk", within=section("since"))
    assert asking.clicks == 0


def test_which_kpi_is_out_of_range_and_nobody_acts(asking) -> None:
    asking.sees("3 KPIs are out of range and nobody acts: First response in chat", within=".answer")
    assert asking.clicks == 0


def test_who_acts_on_a_kpi_and_since_when(asking) -> None:
    asking.click("link", "Customer churn", ".answer")
    asking.sees(
        "Out of range since February 2026", "Ada Okafor works on it .* from October 1, 2026"
    )
    assert asking.clicks == 1


def test_will_a_goal_hit_its_target_and_how_sure_is_that(asking) -> None:
    asking.click("link", "New colleagues at the desk", ".answer")
    asking.sees("Likely to miss", "end near 26% .80% sure: 25% to 27%., target 15%")
    assert asking.clicks == 1


def test_why_does_a_goal_matter_and_what_does_it_contribute_to(asking) -> None:
    asking.click("link", "Families find their way to the reading hour", section("attention"))
    asking.sees("Why", "a family that comes back is")
    asking.sees("Contribution", "New towns choose us with open eyes", within=section("path"))
    assert asking.clicks == 1


def test_what_does_my_team_owe_this_week(asking) -> None:
    asking.click("link", "Teams", section("company"))
    asking.click("link", "Product", "main")
    asking.sees("1 of 3 goals is on track")
    asking.sees("Families find their way to the reading hour", within=section("attention"))
    asking.sees("Check in on", "Readers find the book at first glance", within=section("due"))
    assert asking.clicks == 2


def test_what_do_i_have_to_do_next(asking) -> None:
    asking.click("link", "Ada Okafor", section("attention"))
    asking.sees("Next, by Nov 24: Check in on Libraries feel at home", "Due by Dec 11")
    assert asking.clicks == 1


def test_what_did_we_learn_last_cycle_and_what_was_met(asking) -> None:
    asking.click("link", "Cycles", section("company"))
    asking.click("link", "Third quarter 2026", "main")
    asking.sees("5 of 6 goals were met", "Not met: Sales and marketing tell one story")
    asking.sees("What we change", within=section("retrospective"))
    assert asking.clicks == 2


def test_how_do_teams_compare_and_which_moved_most(asking) -> None:
    asking.menu("Company", "Compare")
    asking.sees("Customer success", "since Nov 16", r"\+5 points")
    assert asking.clicks == 2


def test_what_was_decided_and_why(asking) -> None:
    asking.click("link", "All changes", section("since"))
    asking.sees("Who changed which target, when and why")
    assert asking.clicks == 1


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
