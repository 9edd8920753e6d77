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
