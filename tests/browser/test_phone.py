"""On a phone the reader meets what is asked first before what only fills the screen."""

import pytest

pytestmark = pytest.mark.slow

TOPS = "[...document.querySelectorAll('main h2')].map(e => [e.getBoundingClientRect().top, e.id])"


def order(page):
    return [name for _, name in sorted(page.evaluate(TOPS)) if name]


def test_home_tells_where_we_go_then_what_asks_then_the_numbers(reading) -> None:
    page = reading(width=390, height=844).open("index.html")
    assert order(page)[:3] == ["company", "attention", "health"]
    cards = page.locator(".strip .kpi")
    assert cards.count() == 12
    tops = {round(element.bounding_box()["y"]) for element in cards.all()}
    assert len(tops) == 1
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("link", name="All KPIs").click()
    assert page.inner_text("h1") == "KPIs"


def test_the_strip_moves_along_with_the_keys(reading) -> None:
    page = reading(width=390, height=844).open("index.html")
    page.locator(".strip .kpi a").last.focus()
    box = page.locator(".strip .kpi").last.bounding_box()
    assert 0 <= box["x"] < 390


def test_a_person_finds_their_move_and_what_is_due_before_their_goals(reading) -> None:
    page = reading(width=390).open("people/ada.html")
    assert order(page)[:3] == ["attention", "due", "goals"]


def test_a_wide_screen_keeps_both_columns(reading) -> None:
    page = reading(width=1280).open("index.html")
    company, attention = (
        page.locator(f"section[aria-labelledby={name}]").bounding_box()
        for name in ("company", "attention")
    )
    assert abs(company["y"] - attention["y"]) < 2
    assert attention["x"] > company["x"] + company["width"]
