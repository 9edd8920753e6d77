"""Pages in a real browser, opened from the disk: whole, within the policy, on every screen."""

import pytest

from okrsite.effects.themes import read_theme
from okrsite.model.settings import ThemeSettings

pytestmark = pytest.mark.slow
OBJECTIVE = """
    title = "Retain customers and stabilise the base before the winter comes"
    cycle = "q4"

    [[key_results]]
    id = "response"
    title = "Support answers faster than anybody expects"
    start = 24
    target = 4
    unit = "h"

    [[checkins]]
    date = 2026-10-12
    values = { response = 20 }

    [[checkins]]
    date = 2026-11-09
    values = { response = 14 }
"""
KPI = "title = 'Customer churn'\nunit = '%'\nrange = { max = 5 }"
VALUES = "date,value\n2026-08-31,7.0\n2026-09-30,8.0\n2026-10-31,6.1\n"
PATHS = ["index.html", "objectives.html", "objectives/retain.html", "kpis/churn.html"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, shown):
    """A published site."""
    root = tmp_path_factory.mktemp("site")
    files = {"objectives/retain.md": OBJECTIVE, "kpis/churn.md": KPI, "kpis/churn.csv": VALUES}
    site = shown(files)
    theme = read_theme(root, ThemeSettings(), "en")
    static = {path: theme.shipped[name] for name, path in theme.assets.items()}
    pages = {path: text.encode() for path, text in site.everything().items()}
    for path, content in (static | pages).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def browser(chromium):
    return chromium


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_its_screen_and_breaks_no_policy(browser, folder, path, width, scheme) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.goto((folder / path).as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    # Figures that stand below one another are of one width.
    figures = page.evaluate(
        "[...document.querySelectorAll('td, time')].map("
        "element => getComputedStyle(element).fontVariantNumeric)"
    )
    context.close()
    assert said == []
    assert not wide
    assert set(figures) <= {"tabular-nums"}


def test_the_reader_may_choose_dark_and_the_choice_stays(browser, folder) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("button", name="Light or dark").click()
    page.goto((folder / "objectives.html").as_uri())
    chosen = page.evaluate("document.documentElement.dataset.scheme")
    context.close()
    assert chosen == "dark"


def test_without_javascript_a_page_is_complete_and_shows_no_dead_button(browser, folder) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "objectives/retain.html").as_uri())
    button = page.locator("button.scheme").is_visible()
    text = page.inner_text("main")
    context.close()
    assert not button
    assert "How this is computed" in text


def test_the_first_key_press_leads_to_the_content(browser, folder) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.id")
    context.close()
    assert focused == "main"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_pointer_in_a_chart_is_told_the_nearest_value(browser, folder, width) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / "kpis/churn.html").as_uri())
    chart = page.locator("svg.chart[role=img]").first
    chart.scroll_into_view_if_needed()
    box, points, tip = chart.bounding_box(), chart.locator("circle.point"), page.locator(".tip")
    assert tip.count() == 0
    for place, x in ((0, box["x"] + 1), (-1, box["x"] + box["width"] - 1)):
        page.mouse.move(x, box["y"] + box["height"] / 2)
        assert tip.text_content() == points.nth(place).locator("title").text_content()
        seen = tip.bounding_box()
        assert 0 <= seen["x"] <= width - seen["width"]
    page.mouse.move(2, 2)
    hidden = not tip.is_visible()
    context.close()
    assert hidden


def test_the_arrow_keys_go_from_value_to_value_of_a_chart(browser, folder) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "kpis/churn.html").as_uri())
    points, tip = page.locator("svg.chart circle.point title"), page.locator(".tip")
    page.locator(".plot").focus()
    told = []
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
        told.append(tip.text_content())
    expected = [points.nth(place).text_content() for place in (-1, -2)]
    context.close()
    assert told == expected
