"""No words lie on other words, on any screen: what a style or a picture of a wrong size does."""

import pytest

# Pairs of texts whose lines cover each other. What is clipped, hidden or for the ear alone does not
# count; the upper and the lower fifth of a line are air.
COVERING = """() => {
  const lines = [], found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = {checkOpacity: true, checkVisibilityCSS: true};
  const isClipped = (box, host) => {
    for (let outer = host; outer !== document.body; outer = outer.parentElement) {
      const edge = outer.getBoundingClientRect();
      if (outer instanceof HTMLElement && getComputedStyle(outer).overflowX !== "visible"
          && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
    }
    return false;
  };
  while (walker.nextNode()) {
    const {data, parentElement: host} = walker.currentNode;
    if (!data.trim() || !host.checkVisibility(seen)) continue;
    if (host.closest(".unseen, .skip, title, desc, script, style, noscript")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects())
      if (!isClipped(box, host)) lines.push({host, data: data.trim(), left: box.left,
        right: box.right, top: box.top + box.height / 5, bottom: box.bottom - box.height / 5});
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom - 2; next++) {
      const other = lines[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      if (across > 2 && down > 2 && one.host !== other.host) found.push([one.data, other.data]);
    }
  });
  return found.slice(0, 5);
}"""


def covering(page):
    return page.evaluate(COVERING)


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
def test_no_words_lie_on_others(reading, page_path, width) -> None:
    assert covering(reading(width).open(page_path)) == []


@pytest.mark.parametrize("path", ["cycles/2026-q3.html", "kpis/customer-churn.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_words_lie_on_those_of_a_chart(reading, path, width) -> None:
    assert covering(reading(width).open(path)) == []


def test_a_chart_that_is_drawn_over_words_is_found(reading) -> None:
    page = reading(bypass_csp=True).open("cycles/2026-q3.html")
    page.add_style_tag(content=".confidence { margin-block-start: -5rem; }")
    assert covering(page) != []
