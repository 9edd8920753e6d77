"""Tables are sorted by their heads: with keys, by value and not by text, and the address knows."""

import pytest

pytestmark = pytest.mark.slow

TABLES = {
    "teams": ("teams.html", ["team", "lead", "goals", "progress"]),
    "people": ("people.html", ["name", "team", "goals", "kpis"]),
    "tags": ("tags.html", ["tag", "goals", "kpis"]),
    "maturity": ("maturity.html", ["team", "level", "clarity"]),
    "compare": ("compare.html", ["department", "progress", "pace", "maturity"]),
    "kpi_table": ("kpis/by/table.html", ["kpi", "change", "health", "loop", "owner", "day"]),
    "cycle": ("cycles/2026-q4.html", ["objective", "progress", "status"]),
    "scorecard": ("kpis/by/scorecard.html", ["kpi", "health"]),
}
CASES = [(path, column) for path, columns in TABLES.values() for column in columns]
KEYS = """column => {
  const heads = [...document.querySelectorAll(`thead [data-column="${column}"]`)];
  const head = heads.find(each => each.querySelector('button'));
  const table = head.closest('table');
  return [...table.tBodies[0].rows].map(row => {
    const cell = row.cells[head.cellIndex];
    const title = cell.querySelector('.title') || cell;
    if (head.dataset.by === 'name') return title.textContent.trim();
    return cell.dataset.value ? Number(cell.dataset.value) : null;
  });
}"""


def keys(page, column):
    """What the rows are sorted by, in the order in which they stand; and what has nothing."""
    found = page.evaluate(KEYS, column)
    known = [figure for figure in found if figure not in {None, ""}]
    assert found == known + [figure for figure in found if figure in {None, ""}]
    return known


RISING = """found => found.every((each, at) => !at || (typeof each === 'number'
  ? found[at - 1] <= each
  : found[at - 1].localeCompare(each, 'en', {numeric: true}) <= 0))"""


def is_rising(page, found):
    return page.evaluate(RISING, found)


@pytest.mark.parametrize(("path", "column"), CASES)
def test_a_head_sorts_its_table_up_and_down_and_back_by_keys_alone(reading, path, column) -> None:
    page = reading().open(path)
    head = page.locator(f'thead [data-column="{column}"]:has(button)').first
    head.locator("button").focus()
    came = page.evaluate(KEYS, column)
    page.keyboard.press("Enter")
    first = head.get_attribute("aria-sort")
    one = keys(page, column)
    page.keyboard.press("Space")
    second = head.get_attribute("aria-sort")
    two = keys(page, column)
    assert {first, second} == {"ascending", "descending"}
    rising, falling = (one, two) if first == "ascending" else (two, one)
    assert is_rising(page, rising)
    assert is_rising(page, falling[::-1])
    assert page.evaluate("document.activeElement.dataset.key") == column
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "none"
    assert page.evaluate(KEYS, column) == came


def test_what_is_sorted_stands_in_the_address_and_is_told_aloud(reading) -> None:
    page = reading().open("teams.html")
    page.get_by_role("button", name="Progress").click()
    assert page.url.endswith("?sort=-progress")
    assert page.get_by_role("status").inner_text() == "Progress, sorted, highest first"
    address, order = page.url, page.locator("tbody .title").all_inner_texts()
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("tbody .title").all_inner_texts() == order
    assert page.get_by_role("columnheader", name="Progress").get_attribute("aria-sort") == (
        "descending"
    )


def test_days_and_figures_go_by_their_value_and_not_by_their_text(reading) -> None:
    page = reading().open("cycles/2026-q4.html?sort=progress")
    figures = page.locator("main table.goals .progress > .figure").all_inner_texts()
    shares = [int(figure.rstrip("%")) for figure in figures if figure.endswith("%")]
    assert shares == sorted(shares)
    assert len({len(figure) for figure in figures}) > 1


def test_a_short_table_has_no_buttons_and_a_sorted_tree_tells_whose_part_each_is(reading) -> None:
    page = reading().open("kpis/by/focus.html")
    assert page.locator("button.sort").count() == 0
    page = reading().open("teams.html?sort=team")
    row = page.get_by_role("row", name="Support").first
    assert "Part of Customer success" in row.inner_text()
    assert page.evaluate(
        "getComputedStyle(document.querySelector('[data-depth=\"2\"] > th')).paddingInlineStart"
    ) == ("0px")


def test_without_a_script_a_table_stands_as_it_came_and_its_heads_are_words(reading) -> None:
    page = reading(java_script_enabled=False).open("teams.html?sort=-progress")
    assert page.locator("tbody .title").first.inner_text() == "Lanternleaf"
    assert page.locator("thead button").count() == 0
    assert page.locator("thead th").all_inner_texts() == ["Team", "Lead", "Goals", "Progress"]


def test_a_phone_shows_the_buttons_that_keys_can_reach(reading) -> None:
    page = reading(width=390).open("cycles/2026-q4.html")
    button = page.get_by_role("button", name="Status")
    assert button.bounding_box()["width"] > 20
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
