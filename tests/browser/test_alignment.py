"""What a reader does with the alignment: filter the list, look at the map of the same goals."""

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


def titles(page, which=".node:visible .goal > a:first-child"):
    return page.locator(which).all_inner_texts()


def test_a_filtered_alignment_shows_each_goal_on_its_way_and_the_address_remembers_it(
    reading,
) -> None:
    page = reading().open("alignment.html")
    whole = titles(page)
    page.get_by_label("Team").select_option("support")
    assert page.url.endswith("alignment.html?team=support")
    meant = titles(page, ".node:not(.on-way) .goal > a:first-child")
    assert set(meant) == {
        "Libraries feel at home within their first month",
        "Questions are solved, not just answered",
        "A mail to us feels like asking the colleague next to you",
    }
    assert page.get_by_role("status").inner_text() == "3 of 21 objectives"
    assert titles(page)[:2] == [
        "Libraries trust us with their whole day",
        "Libraries stay because the work got lighter",
    ]
    assert "on the way" in page.locator(".on-way").first.inner_text()
    page.reload()
    assert titles(page, ".node:not(.on-way) .goal > a:first-child") == meant
    page.get_by_role("button", name="Clear").click()
    assert page.url.endswith("alignment.html")
    assert titles(page) == whole
    assert page.locator(".told").text_content() == ""


def test_each_goal_that_is_meant_stands_below_all_that_lead_to_it(reading) -> None:
    page = reading().open("alignment.html?team=support")
    depths = page.locator(".node").evaluate_all(
        """all => all.map((each) => {
          let depth = -1;
          for (let up = each.closest("li"); up; up = up.parentElement.closest("li")) depth += 1;
          return depth;
        })"""
    )
    assert depths == [0, 1, 2, 3, 2, 0, 1, 2, 1]


def test_filters_are_worked_by_keys_alone_and_lose_nothing_on_the_way_back(reading) -> None:
    page = reading().open("alignment.html")
    page.get_by_label("Status").focus()
    page.keyboard.type("Off")
    assert page.url.endswith("?status=off_track")
    assert page.evaluate("document.activeElement.name") == "status"
    assert 0 < page.locator(".node:not(.on-way)").count() < 5
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("alignment.html")
    assert page.evaluate("document.activeElement.name") == "cycle"
    page.go_back()
    assert page.get_by_label("Status").input_value() == "off_track"


def test_what_nothing_is_like_is_said(reading) -> None:
    page = reading().open("alignment.html?team=people&status=off_track")
    assert page.get_by_role("status").inner_text() == "No objective is like that."
    assert page.locator(".node:visible").count() == 0


def test_a_goal_listed_twice_leads_to_where_it_is_listed_first_and_stays_filtered(reading) -> None:
    page = reading().open("alignment.html?team=support")
    again = page.locator(".again").first
    again.get_by_role("link", name="listed above").click()
    assert "alignment.html?team=support#goal-" in page.url
    assert page.locator(".node:target").is_visible()
    assert page.get_by_role("status").inner_text() == "3 of 21 objectives"


def test_what_is_chosen_goes_along_between_list_map_and_objectives(reading) -> None:
    page = reading().open("alignment.html?team=support")
    page.get_by_role("navigation", name="Ways to look at it").get_by_role(
        "link", name="Map"
    ).click()
    page.wait_for_url(re.compile(r"map\.html\?team=support$"))
    assert page.get_by_label("Team").input_value() == "support"
    assert page.locator(".goal-box.meant").count() == 3
    page.get_by_label("Team").select_option("sales")
    page.get_by_role("link", name="List").click()
    page.wait_for_url(re.compile(r"alignment\.html\?team=sales$"))
    page.get_by_role("link", name="Goals of past cycles").click()
    page.wait_for_url(re.compile(r"objectives\.html\?group=alignment&team=sales$"))
    assert page.get_by_label("Team").input_value() == "sales"


def test_the_map_lets_go_of_its_filters(reading) -> None:
    page = reading().open("map.html?tag=no-such-tag")
    assert page.get_by_role("status").inner_text() == "No objective is like that."
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


def test_an_alignment_of_several_pages_is_filtered_whole(reading, crowd) -> None:
    page = reading(folder=crowd).open("alignment.html")
    page.get_by_label("Team").select_option("t3")
    page.locator(".on-way").first.wait_for()
    assert page.get_by_role("status").inner_text() == "80 of 400 objectives"
    assert page.locator(".paging:visible").count() == 0
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        before = page.locator(".results .node").count()
        more.click()
        page.wait_for_function(f"document.querySelectorAll('.results .node').length > {before}")
    assert page.locator(".node:not(.on-way)").count() == 80


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


@pytest.mark.parametrize("path", ["alignment.html?team=support", "map.html?team=support"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_filtered_shuts_nobody_out(reading, axe, path, scheme) -> None:
    page = reading(scheme=scheme, bypass_csp=True).open(path)
    page.wait_for_timeout(150)
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert [
        (violation["id"], violation["nodes"][0]["target"]) for violation in result["violations"]
    ] == []


@pytest.mark.parametrize("path", ["alignment.html?team=support", "map.html?team=support"])
def test_a_phone_holds_what_is_filtered(reading, path) -> None:
    page = reading(width=390, height=844, has_touch=True, is_mobile=True).open(path)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_javascript_the_whole_alignment_stands_there(reading) -> None:
    page = reading(java_script_enabled=False).open("alignment.html?team=support")
    assert page.locator(".node").count() > 20
    assert page.locator("select:visible").count() == 0
