"""Nothing that a reader looks at moves away from under their eyes while a page comes."""

import pytest

MOVED = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => list.getEntries().forEach((each) => found.push([
    each.value, ...each.sources.map((source) => source.node && source.node.outerHTML
      ? source.node.outerHTML.slice(0, 80) : String(source.node && source.node.textContent)),
  ]))).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(found), 300);
})"""
PHONE, DESK = (412, 823), (1280, 900)
SEEN = 0.02  # of the window, as browsers count it; a picture in a text takes its place late


def moved(reading, path, size):
    """How much of what was to be seen moved, and what it was."""
    page = reading(width=size[0], height=size[1]).open(path)
    shifts = page.evaluate(MOVED)
    return sum(shift[0] for shift in shifts), shifts


@pytest.mark.parametrize("path", ["index.html", "objectives.html", "map.html", "wall.html"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_that_scripts_add_most_to_stand_still(reading, path, size) -> None:
    share, shifts = moved(reading, path, size)
    assert share < SEEN, shifts


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_stands_still(reading, page_path, size) -> None:
    share, shifts = moved(reading, page_path, size)
    assert share < SEEN, shifts
