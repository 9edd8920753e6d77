"""What a reader does on the example's pages: find, filter, look around, with keys or on paper."""

import re

import pytest


def test_goals_are_filtered_and_the_address_remembers_it(reading) -> None:
    reader = reading()
    page = reader.open("objectives.html")
    before = page.locator("a.title:visible").count()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Team").select_option("product")
    page.get_by_label("Group by").select_option("status")
    address, found = page.url, page.locator("a.title:visible").count()
    assert address.endswith("?group=status&team=product")
    assert 0 < found < before
    assert page.get_by_role("status").inner_text() == f"{found} of {before} goals"
    page.goto(address)
    assert page.locator("a.title:visible").count() == found
    page.get_by_role("button", name="Clear").click()
    assert page.locator("a.title:visible").count() == before
    page.go_back()
    assert page.locator("a.title:visible").count() == found


@pytest.mark.parametrize("group", ["alignment", "team", "owner", "cycle", "status"])
def test_every_grouping_shows_every_goal_once(reading, group) -> None:
    page = reading().open(f"objectives.html?group={group}")
    titles = page.locator("tbody a.title:visible").all_inner_texts()
    assert len(titles) == len(set(titles)) == 27


def test_a_table_is_sorted_by_its_head_and_says_so(reading) -> None:
    page = reading().open("objectives.html?group=team&team=product")
    head = page.get_by_role("button", name="Progress").first
    head.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("sort=-progress")
    assert page.get_by_role("columnheader", name="Progress").first.get_attribute("aria-sort") == (
        "descending"
    )
    figures = page.locator("tbody:visible").first.locator("tr:not(.kr) td > b").all_inner_texts()
    shares = [int(figure.rstrip("%")) for figure in figures if figure.endswith("%")]
    assert shares == sorted(shares, reverse=True)
    assert page.evaluate("document.activeElement.dataset.key") == "progress"
    assert "sorted, highest first" in page.get_by_role("status").inner_text()


def test_a_goal_is_found_by_keys_alone(reading) -> None:
    page = reading().open("teams/product.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("custmer churn")
    page.get_by_role("option").first.wait_for()
    options = page.get_by_role("option")
    assert "Customer churn" in options.first.inner_text()
    assert page.locator("mark").first.inner_text().casefold() in {"churn", "customer"}
    page.keyboard.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/kpis/customer-churn\.html$"))
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_the_page_of_the_search_takes_words_from_its_address(reading) -> None:
    page = reading().open("search.html?q=churn")
    page.get_by_role("option").first.wait_for()
    assert "result" in page.get_by_role("status").inner_text()
    assert not page.get_by_text("Search needs JavaScript").is_visible()


def test_a_goal_of_the_map_shows_its_way_and_lets_go_of_it(reading) -> None:
    page = reading().open("map.html")
    box = page.locator("#map-retain-libraries")
    box.locator("rect").click(position={"x": 150, "y": 12})
    on = page.locator(".goal-box.on").count()
    assert 1 < on < page.locator(".goal-box").count()
    assert "chosen" in box.get_attribute("class")
    page.keyboard.press("Escape")
    assert "focused" not in page.locator("svg.map").get_attribute("class").split()
    wide = float(page.locator("svg.map").get_attribute("width"))
    page.get_by_role("button", name="Smaller").click()
    assert float(page.locator("svg.map").get_attribute("width")) < wide
    page.locator("#map-retain-libraries a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"retain-libraries\.html$"))


def test_the_wall_goes_on_by_itself_stops_when_asked_and_reads_a_new_site(reading, example) -> None:
    reader = reading(width=1920, height=1080)
    reader.page.clock.install()
    page = reader.open("wall.html")
    first = page.locator(".view.on h2").inner_text()
    assert page.locator(".view.on").count() == 1
    page.clock.run_for(14_500)
    assert page.locator(".view.on h2").inner_text() != first
    page.get_by_role("button", name="Pause").click()
    here = page.locator(".view.on").inner_text()
    page.clock.run_for(60_000)
    assert page.locator(".view.on").inner_text() == here
    page.get_by_role("button", name="Go on").click()
    with page.expect_navigation():
        page.clock.run_for(14_000 * (page.locator(".view").count() + 1))


@pytest.mark.parametrize("path", ["objectives.html", "map.html", "wall.html", "search.html"])
def test_without_javascript_everything_stands_there_and_nothing_is_dead(reading, path) -> None:
    page = reading(java_script_enabled=False).open(path)
    assert page.locator("main").inner_text()
    assert page.locator("button:visible").count() == 0
    assert page.locator("select:visible").count() == 0


@pytest.mark.parametrize("width", [390, 1280, 2560])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.slow
def test_no_kind_of_page_shuts_anybody_out(reading, axe, page_path, width, scheme) -> None:
    assert judged(reading(width, scheme=scheme, bypass_csp=True), axe, page_path) == []


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("index.html", 390, "light"),
        ("index.html", 1280, "dark"),
        ("objectives.html", 2560, "dark"),
        ("objectives/retain-libraries.html", 390, "dark"),
        ("kpis/by/table.html", 390, "light"),
        ("map.html", 1280, "dark"),
    ],
)
def test_the_busiest_pages_shut_nobody_out(reading, axe, path, width, scheme) -> None:
    assert judged(reading(width, scheme=scheme, bypass_csp=True), axe, path) == []


def test_the_dialog_of_the_search_shuts_nobody_out(reading, axe) -> None:
    reader = reading(bypass_csp=True)
    page = reader.open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("churn")
    page.get_by_role("option").first.wait_for()
    assert found(page, axe) == []


def judged(reader, axe, path):
    page = reader.open(path)
    page.wait_for_timeout(150)
    return found(page, axe)


def found(page, axe):
    page.evaluate(axe)
    # The size of what a finger has to hit is judged only where it is asked for.
    rules = {"target-size": {"enabled": True}}
    options = {"resultTypes": ["violations"], "preload": False, "rules": rules}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
@pytest.mark.slow
def test_every_kind_of_page_fits_every_screen(reading, page_path, width) -> None:
    page = reading(width=width).open(page_path)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_phone_holds_the_list_of_goals(reading) -> None:
    page = reading(width=390, height=844, has_touch=True, is_mobile=True).open("objectives.html")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_paper_gets_no_buttons(reading) -> None:
    page = reading().open("objectives.html?group=team")
    page.emulate_media(media="print")
    assert page.locator("button:visible:not(.sort)").count() == 0
    assert page.locator("select:visible").count() == 0
    assert page.locator("a.title:visible").count() == 27
