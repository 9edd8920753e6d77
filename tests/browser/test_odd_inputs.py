"""No script of a page fails, whatever stands in the address, in storage or in the search."""

import pytest

ODD = (
    *(
        "%",
        "%E0%A4%A",
        "%00",
        "#",
        "##",
        "&=&",
        "a=%",
        "__proto__",
        "constructor",
        "hasOwnProperty",
    ),
    *("goal-", 'a"]', "\\", "'", "</script>", "\ud800", "💥", "x" * 20_000, "-", "0", "-1", "NaN"),
    *("fn-1", ":~:text=a", "javascript:alert(1)", "q=%", "sort=-status", "sort=__proto__"),
    *("group=constructor&cycle=__proto__&team=-&owner=%00&status=toString&tag=x&sort=--"),
)
QUERIES = (
    *("%", "%E0%A4%A", "q=%25", "q=__proto__", "q=" + "x" * 5_000, "q=%F0%9F%92%A5+constructor"),
    *("group=constructor&sort=-", "cycle=__proto__&team=-&owner=%00&status=toString&tag=%"),
    *("group=alignment&sort=-progress&team=-&tag=none", "group=team&group=owner&sort=progress"),
)
# What a browser's own filling-in of forms, and extensions, send to a page.
ODD_EVENTS = """() => {
  const inside = document.querySelectorAll("input, button, a");
  const targets = [window, document, document.body, ...inside];
  for (const kind of ["keydown", "keyup", "pointermove", "pointerup", "pointerdown", "click",
      "focusin", "wheel", "input", "change", "hashchange", "popstate",
      "storage", "message", "scroll", "resize", "beforeprint", "afterprint"]) {
    for (const target of targets.slice(0, 30)) {
      if (kind === "click" && target.closest?.("a, button[type=submit]")) continue;
      target.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
    }
  }
}"""
GARBAGE = """(() => {
  const odd = ["{", "null", "[object Object]", "__proto__", "\\ud800", "x".repeat(100000), "-1"];
  try {
    for (const store of [localStorage, sessionStorage]) {
      for (const key of ["okrsite-scheme", "okrsite", "okrsite-search", "__proto__", "length"]) {
        store.setItem(key, odd[NUMBER]);
      }
    }
  } catch (refused) {}
})()"""
BLOCKED = """(() => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {get() { throw new DOMException("no", "SecurityError"); }});
  }
})()"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""


def test_odd_addresses_break_no_page(reading, page_path) -> None:
    reader = reading()
    page = reader.open(page_path)
    page.evaluate(
        "(odd) => { for (const hash of odd) { location.hash = hash; "
        "window.dispatchEvent(new HashChangeEvent('hashchange')); } }",
        list(ODD),
    )
    address = page.url.partition("#")[0].partition("?")[0]
    for query in QUERIES:
        page.goto(f"{address}?{query}#{query}")
        page.evaluate("() => new Promise((done) => setTimeout(done))")


def test_odd_events_break_no_page(reading, page_path) -> None:
    page = reading().open(page_path)
    page.evaluate(ODD_EVENTS)


@pytest.mark.parametrize(
    "script", [*(GARBAGE.replace("NUMBER", str(number)) for number in range(7)), BLOCKED, FULL]
)
def test_storage_that_is_odd_or_refused_breaks_no_page(reading, script) -> None:
    reader = reading()
    reader.page.add_init_script(script)
    for path in ("index.html", "objectives.html", "map.html", "search.html", "wall.html"):
        page = reader.open(path)
        button = page.locator("button.scheme")
        if button.count():
            before = page.evaluate("document.documentElement.dataset.scheme")
            assert before in {None, "light", "dark"}
            button.click()
            assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
            button.click()


def test_odd_words_break_no_search(reading) -> None:
    page = reading().open("search.html")
    field = page.get_by_role("combobox")
    field.fill("libraries")
    page.get_by_role("option").first.wait_for()
    for words in (*ODD, "x " * 5_000, "libraries " * 500, "éé" * 3_000):
        field.evaluate(
            "(field, words) => { field.value = words; field.dispatchEvent(new Event('input')); }",
            words,
        )
    field.fill("libraries")
    page.get_by_role("option").first.wait_for()
