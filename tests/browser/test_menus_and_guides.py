"""Menus and guides do their work where no script runs, on a phone and on paper."""

import pytest

pytestmark = pytest.mark.slow


def test_a_menu_opens_without_a_script_and_closes_when_another_opens(reading) -> None:
    reader = reading(java_script_enabled=False, width=390)
    page = reader.open("index.html")
    page.locator("summary", has_text="Goals").first.click()
    assert page.locator(".menus").get_by_role("link", name="Tags").first.is_visible()
    page.locator("summary", has_text="Numbers").first.click()
    assert not page.locator(".menus").get_by_role("link", name="Tags").first.is_visible()
    page.locator(".menus").get_by_role("link", name="Loop").click()
    assert page.inner_text("h1") == "Loop"


def test_a_menu_closes_with_escape_and_with_a_click_elsewhere(reading) -> None:
    page = reading().open("index.html")
    numbers = page.locator(".menus summary", has_text="Numbers")
    loop = page.locator(".menus").get_by_role("link", name="Loop")
    numbers.click()
    assert loop.is_visible()
    page.keyboard.press("Escape")
    assert not loop.is_visible()
    assert numbers.evaluate("element => element === document.activeElement")
    numbers.click()
    page.locator("h1").click()
    assert not loop.is_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_the_navigation_of_a_phone_is_one_row(reading, width) -> None:
    page = reading(width=width).open("kpis.html")
    tops = page.evaluate(
        "[...document.querySelectorAll('.menus > ul > li')].map(e => e.getBoundingClientRect().top)"
    )
    assert len(tops) == 5
    assert len(set(tops)) == 1


def test_kpi_or_okr_counts_the_answers_without_a_script(reading) -> None:
    page = reading(java_script_enabled=False).open("kpi-or-okr.html")
    counts = [page.locator(".count-kpi"), page.locator(".count-okr")]
    zero = [count.screenshot() for count in counts]
    page.get_by_text("Permanent: we will ask").click()
    one = [count.screenshot() for count in counts]
    assert one[0] != zero[0]
    assert one[1] == zero[1]
    page.get_by_text("Temporary: about 90 days").click()
    assert [count.screenshot() for count in counts] == [zero[0], counts[1].screenshot()]
    assert page.locator("input:checked").count() == 1


def test_a_cycle_on_paper_has_no_navigation_and_begins_its_goals_on_a_new_sheet(reading) -> None:
    page = reading().open("cycles/2026-q3.html")
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".menus").is_visible()
    assert page.locator(".on-paper").text_content() == "As of November 20, 2026"
    breaks = page.evaluate("getComputedStyle(document.querySelector('.new-sheet')).breakBefore")
    assert breaks == "page"
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.prose a'), '::after').content"
    ) in {
        "none",
        "normal",
    }


@pytest.mark.parametrize("path", ["objectives.html", "kpis/by/focus.html", "compare.html"])
def test_a_table_laid_out_for_a_phone_is_a_table_to_those_who_hear_it(reading, path) -> None:
    page = reading(width=390).open(path)
    heard = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [message["role"]["value"] for message in heard if not message["ignored"]]
    cells = page.locator("main table:visible td").count()
    assert roles.count("table") == page.locator("main table:visible").count()
    assert roles.count("cell") == cells > 0
    assert roles.count("rowheader") == page.locator("main table:visible tbody th").count()
    assert roles.count("columnheader") == page.locator("main table:visible thead th").count()
