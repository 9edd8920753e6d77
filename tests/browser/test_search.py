"""What was told in a check-in is found by its words, and the reader lands on it."""

import re

import pytest

pytestmark = pytest.mark.slow


def test_a_word_of_a_check_in_leads_to_that_check_in(reading) -> None:
    page = reading().open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("breakfast")
    found = page.get_by_role("option", name=re.compile("^Check-in"))
    found.first.wait_for()
    found.first.click()
    page.wait_for_url(re.compile(r"#checkin-"))
    assert "breakfast" in page.locator(".checkin:target").inner_text()
