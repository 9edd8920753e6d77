"""What a reader does with the goals: filter the tree, look at the map of the same goals."""

import re

import pytest


@pytest.fixture(scope="module")
def crowd(published, tmp_path_factory):
    """The folder of a company whose map is too large to be taken in at a glance."""
    root = tmp_path_factory.mktemp("crowd")
    write(root / "okrsite.toml", '[site]\ntitle = "Crowd"\n\n[build]\ntoday = 2026-11-20\n')
    write(
        root / "content/cycles/q4.md",
        "+++\ntitle = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31\n+++\n",
    )
    for team in range(5):
        write(root / f"content/teams/t{team}.md", f"+++\ntitle = 'Team {team}'\n+++\n")
    for number in range(400):
        above = f"supports = ['g{(number - 1) // 7}']\n" if number else ""
        text = f"+++\ntitle = 'Goal {number}'\ncycle = 'q4'\nteam = 't{number % 5}'\n{above}+++\n"
        write(root / f"content/objectives/g{number}.md", text)
    return published(root, tmp_path_factory.mktemp("crowded"))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def titles(page):
    return page.locator("a.title:visible").all_inner_texts()


def test_filtered_goals_stand_in_their_tree_and_the_address_remembers_it(reading) -> None:
    page = reading().open("objectives.html")
    whole = titles(page)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Team").select_option("customer-success")
    assert page.url.endswith("objectives.html?team=customer-success")
    meant = titles(page)
    assert len(meant) == 7
    # A goal of a team inside it counts in its figures, too.
    assert "Questions are solved, not just answered" in meant
    assert page.get_by_role("status").inner_text() == "7 of 27 goals"
    page.reload()
    assert titles(page) == meant
    page.get_by_role("button", name="Clear").click()
    assert page.url.endswith("objectives.html")
    assert titles(page) == whole
    assert page.locator(".told").text_content() == ""


def test_a_title_is_found_while_it_is_typed_whatever_its_accents(reading) -> None:
    page = reading().open("objectives.html")
    page.get_by_label("Find by title").press_sequentially("FÍRST mon")
    assert titles(page) == ["Libraries feel at home within their first month"]
    assert page.locator(".kr:visible").count() == 4
    assert page.get_by_label("Find by title").input_value() == "FÍRST mon"
    page.reload()
    assert titles(page) == ["Libraries feel at home within their first month"]


def test_filters_are_worked_by_keys_alone_and_lose_nothing_on_the_way_back(reading) -> None:
    page = reading().open("objectives.html")
    page.locator(".filters summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Status").focus()
    page.keyboard.type("Off")
    assert page.url.endswith("?status=off_track")
    assert page.evaluate("document.activeElement.name") == "status"
    assert 0 < len(titles(page)) < 5
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("objectives.html")
    assert page.evaluate("document.activeElement.name") == "text"
    page.go_back()
    assert page.get_by_label("Status").input_value() == "off_track"


def test_what_nothing_is_like_is_said(reading) -> None:
    page = reading().open("objectives.html?team=people&status=off_track")
    assert page.get_by_role("status").inner_text() == "No goal is like that."
    assert titles(page) == []


def test_what_is_chosen_goes_along_between_list_and_map(reading) -> None:
    page = reading().open("objectives.html?team=support")
    page.get_by_role("navigation", name="Ways to look at it").get_by_role(
        "link", name="Map"
    ).click()
    page.wait_for_url(re.compile(r"map\.html\?team=support$"))
    assert page.get_by_label("Team").input_value() == "support"
    assert page.locator(".goal-box.meant").count() == 2
    page.get_by_label("Team").select_option("sales")
    page.get_by_role("link", name="List").click()
    page.wait_for_url(re.compile(r"objectives\.html\?team=sales$"))
    assert page.get_by_label("Team").input_value() == "sales"


def test_the_map_lets_go_of_its_filters(reading) -> None:
    page = reading().open("map.html?tag=no-such-tag")
    assert page.get_by_role("status").inner_text() == "No goal is like that."
    page.get_by_role("button", name="Clear").click()
    assert "filtered" not in page.locator("svg.map").get_attribute("class").split()
    assert page.locator(".goal-box.meant").count() == 0


def test_of_a_large_map_only_the_way_of_a_goal_is_drawn_when_it_is_chosen(reading, crowd) -> None:
    page = reading(folder=crowd).open("map.html")
    assert page.locator(".goal-box").count() == 400
    page.locator("#map-g9 a").first.focus()
    page.keyboard.press("Space")
    shown = page.locator(".goal-box:visible .name").all_text_contents()
    assert {"Goal 0", "Goal 1", "Goal 9", "Goal 64", "Goal 70"} < set(shown)
    assert len(shown) == 3 + 7 + sum(1 for n in range(400) if n and 64 <= (n - 1) // 7 <= 70)
    assert page.locator(".line:visible").count() == len(shown) - 1
    page.keyboard.press("Escape")
    assert page.locator(".goal-box:visible").count() == 400


def test_a_tree_of_several_pages_is_filtered_whole(reading, crowd) -> None:
    page = reading(folder=crowd).open("objectives.html?team=t3")
    page.get_by_role("status").filter(has_text="80 of 400").wait_for()
    assert len(titles(page)) == 80
    assert page.locator(".paging:visible").count() == 0


def test_a_map_is_in_sight_as_a_whole_and_fits_a_phone(reading) -> None:
    page = reading(width=390, height=844).open("map.html")
    wide = page.locator("svg.map").bounding_box()["width"]
    assert wide <= page.locator("[data-map-frame]").bounding_box()["width"]


def test_two_fingers_make_the_map_larger(reading) -> None:
    page = reading(width=390, height=844, has_touch=True, is_mobile=True).open("map.html")
    before = float(page.locator("svg.map").get_attribute("width"))
    page.evaluate(
        """() => {
          const frame = document.querySelector("[data-map-frame]");
          const touches = (apart) => [0, apart].map((x, identifier) =>
            new Touch({ identifier, target: frame, clientX: 100 + x, clientY: 700 }));
          const tell = (kind, apart) => frame.dispatchEvent(new TouchEvent(kind,
            { touches: touches(apart), cancelable: true, bubbles: true }));
          tell("touchstart", 80);
          tell("touchmove", 160);
        }"""
    )
    assert float(page.locator("svg.map").get_attribute("width")) == pytest.approx(2 * before)


@pytest.mark.parametrize("path", ["objectives.html?team=support", "map.html?team=support"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_filtered_shuts_nobody_out(reading, axe, path, scheme) -> None:
    page = reading(scheme=scheme, bypass_csp=True).open(path)
    page.wait_for_timeout(150)
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert [
        (violation["id"], violation["nodes"][0]["target"]) for violation in result["violations"]
    ] == []


@pytest.mark.parametrize("path", ["objectives.html?team=support", "map.html?team=support"])
def test_a_phone_holds_what_is_filtered(reading, path) -> None:
    page = reading(width=390, height=844, has_touch=True, is_mobile=True).open(path)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_javascript_the_whole_tree_stands_there(reading) -> None:
    page = reading(java_script_enabled=False).open("objectives.html?team=support")
    assert page.locator("a.title").count() == 27
    assert page.locator("select:visible").count() == 0
