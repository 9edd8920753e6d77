"""The list of goals: a tree of those that are not over, in pages that stay small."""

from okrsite.builtin.pages.objective.objectives import PAGE_SIZE

COMPANY = {
    "teams/co.md": "title = 'Company'",
    "teams/shop.md": "title = 'Shop'\nparent = 'co'",
    "cycles/year.md": "title = 'Year'\nstart = 2026-01-01\nend = 2026-12-31",
    "cycles/q3.md": "title = 'Third'\nstart = 2026-07-01\nend = 2026-09-30",
    "objectives/done.md": "title = 'Done'\ncycle = 'q3'",
    "objectives/grow.md": "title = 'Grow'\ncycle = 'year'\nteam = 'co'",
    "objectives/keep.md": """
        title = "Keep"
        cycle = "q4"
        team = "shop"
        supports = ["grow"]

        [[key_results]]
        id = "a"
        title = "Fewer leave"
        start = 10
        target = 0

        [[checkins]]
        date = 2026-11-09
        values = { a = 6 }

        [[checkins]]
        date = 2026-11-18
        values = { a = 5 }
    """,
}


def tree(group):
    return [(row.depth, row.line.link.text) for row in group.rows]


def test_goals_that_are_not_over_are_a_tree_and_the_others_stand_by_cycle(shown) -> None:
    now, past = shown(COMPANY).view("objectives.html").groups
    assert (now.heading.text, tree(now)) == ("Now and ahead", [(0, "Grow"), (1, "Keep")])
    assert (past.heading.text, tree(past)) == ("Third", [(0, "Done")])


def test_a_goal_shows_its_key_results_and_the_points_since_monday(shown) -> None:
    site = shown(COMPANY)
    keep = site.view("objectives.html").groups[0].rows[1]
    assert keep.delta == "+10 points since Nov 16"
    (result,) = keep.results
    assert (result.link.href, result.progress.text) == ("objectives/keep.html#kr-a", "50%")
    assert "Fewer leave" in site.html("objectives.html")


def test_a_cycle_is_told_only_where_the_heading_does_not_say_it(shown) -> None:
    now, past = shown(COMPANY).view("objectives.html").groups
    cycles = [row.cycle.text if row.cycle else "" for row in (*now.rows, *past.rows)]
    assert cycles == ["Year", "", ""]


def test_a_goal_with_two_parents_is_listed_once(shown) -> None:
    both = "title = 'Both'\ncycle = 'q4'\nsupports = ['grow', 'keep']"
    now, _ = shown({**COMPANY, "objectives/both.md": both}).view("objectives.html").groups
    assert sorted(title for _, title in tree(now)) == ["Both", "Grow", "Keep"]


def test_the_addresses_of_the_alignment_lead_to_the_goals(shown) -> None:
    assert shown(COMPANY).view("alignment.html").target.href == "objectives.html"


def test_list_and_map_are_tabs_of_each_other(shown) -> None:
    site = shown(COMPANY)
    for path in ("objectives.html", "map.html"):
        tabs = site.view(path).tabs
        assert [tab.href for tab in tabs] == ["objectives.html", "map.html"]
        assert [tab.href for tab in tabs if tab.current] == [path]


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


def test_a_draft_without_a_cycle_is_listed_as_backlog_below_what_it_supports(shown) -> None:
    grow = "title = 'Grow'\ncycle = 'q4'\n"
    files = {"objectives/grow.md": grow, "objectives/tools.md": BACKLOG}
    site = shown({**files, "people/ada.md": "title = 'Ada'"})
    (now,) = site.view("objectives.html").groups
    assert [(row.depth, row.line.link.text, row.cycle) for row in now.rows[:1]] == [
        (0, "Grow", None)
    ]
    assert (now.rows[1].depth, now.rows[1].cycle.text) == (1, "Backlog")
    page = site.html("objectives/tools.html")
    assert "Backlog · " in page
    assert [
        path for path, text in site.everything().items() if "31, 9999" in text or "9999-12" in text
    ] == []
