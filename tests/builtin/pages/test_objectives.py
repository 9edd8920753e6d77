"""The list of objectives: by cycle, the current one first, in pages that stay small."""

from okrsite.builtin.pages.objective.objectives import PAGE_SIZE


def test_the_current_cycle_comes_first_then_the_newest(shown) -> None:
    files = {
        "cycles/q3.md": "title = 'Third'\nstart = 2026-07-01\nend = 2026-09-30",
        "cycles/q1.md": "title = 'Next'\nstart = 2027-01-01\nend = 2027-03-31",
        "objectives/a.md": "title = 'A'\ncycle = 'q3'",
        "objectives/b.md": "title = 'B'\ncycle = 'q4'",
        "objectives/c.md": "title = 'C'\ncycle = 'q1'",
    }
    view = shown(files).view("objectives.html")
    assert [group.cycle.text for group in view.groups] == ["Fourth quarter", "Next", "Third"]
    assert view.paging is None


def test_a_long_list_goes_on_on_further_pages(shown) -> None:
    title = "A goal with a title as long as a careful person would ever write one"
    many = range(PAGE_SIZE * 2 + 1)
    files = {f"objectives/g{n}.md": f"title = '{title}'\ncycle = 'q4'" for n in many}
    site = shown(files)
    first, last = site.view("objectives.html"), site.view("objectives/page/3.html")
    assert (first.paging.label, first.paging.previous) == ("Page 1 of 3", None)
    assert first.paging.next.href == "objectives/page/2.html"
    assert last.paging.previous.href == "../../objectives/page/2.html"
    assert len(last.groups[0].rows) == 1
    assert len(site.html("objectives.html")) < 300_000


BACKLOG = """
    title = "Lend tools"
    state = "draft"
    owner = "Ada"
    supports = ["grow"]
    tags = ["later"]

    [[key_results]]
    id = "tools"
    title = "Libraries lend tools"
    start = 0
    target = 10
    due = 2027-03-31

    [[checkins]]
    date = 2026-10-12
    confidence = 5
    values = { tools = 1 }

    [[checkins]]
    date = 2026-11-12
    confidence = 4
    values = { tools = 2 }
"""


def test_a_draft_without_a_cycle_is_listed_as_backlog_after_all_cycles(shown) -> None:
    grow = "title = 'Grow'\ncycle = 'q4'\n"
    files = {"objectives/grow.md": grow, "objectives/tools.md": BACKLOG}
    site = shown({**files, "people/ada.md": "title = 'Ada'"})
    groups = site.view("objectives.html").groups
    assert [(group.cycle.text, group.days != "") for group in groups] == [
        ("Fourth quarter", True),
        ("Backlog", False),
    ]
    page = site.html("objectives/tools.html")
    assert "Backlog · " in page
    assert [
        path for path, text in site.everything().items() if "31, 9999" in text or "9999-12" in text
    ] == []
