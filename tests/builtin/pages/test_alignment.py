"""Alignment: every goal under each of those it supports, however deep and wide the tree is."""

import re
from itertools import pairwise

import pytest

from okrsite.builtin.pages.alignment import PAGE_SIZE
from okrsite.builtin.pages.alignment_tree import DEEPEST, Place, places, shown_depths


def goal(*supports, cycle="q4", team=None):
    named = ", ".join(f"'{each}'" for each in supports)
    of_team = f"team = '{team}'\n" if team else ""
    return f"title = 'A goal'\ncycle = '{cycle}'\n{of_team}supports = [{named}]"


def seen(site):
    return [(each.objective, each.depth, each.is_repeated) for each in places(site)]


def test_a_goal_stands_under_what_it_supports(sited):
    site = sited({"objectives/a.md": goal(), "objectives/b.md": goal("a")})
    assert seen(site) == [("a", 0, False), ("b", 1, False)]


def test_a_goal_with_two_parents_stands_under_both_and_its_supporters_once(sited):
    files = {
        "objectives/a.md": goal(),
        "objectives/b.md": goal(),
        "objectives/c.md": goal("a", "b"),
        "objectives/d.md": goal("c"),
    }
    assert seen(sited(files)) == [
        ("a", 0, False),
        ("c", 1, False),
        ("d", 2, False),
        ("b", 0, False),
        ("c", 1, True),
    ]


def test_the_second_place_leads_to_the_first(shown):
    files = {
        "objectives/a.md": goal(),
        "objectives/b.md": goal(),
        "objectives/c.md": goal("a", "b"),
        "objectives/d.md": goal("c"),
    }
    again = [row.again for row in shown(files).view("alignment.html").rows]
    assert [each.href for each in again if each] == ["alignment.html#goal-c"]


def test_goals_of_the_company_come_first(sited):
    files = {
        "teams/company.md": "title = 'Company'",
        "teams/sales.md": "title = 'Sales'\nparent = 'company'",
        "objectives/a.md": goal(team="sales"),
        "objectives/z.md": goal(team="company"),
    }
    assert [each.objective for each in places(sited(files))] == ["z", "a"]


def test_goals_of_cycles_that_are_over_are_left_out(sited):
    files = {
        "cycles/q3.md": "title = 'Third'\nstart = 2026-07-01\nend = 2026-09-30",
        "objectives/old.md": goal(cycle="q3"),
        "objectives/new.md": goal("old"),
    }
    assert seen(sited(files)) == [("new", 0, False)]


@pytest.mark.parametrize("depths", [[0, 1, 2, 1, 0], [5, 6, 6, 4, 1, 2], [0, *range(1, 40), 3]])
def test_a_page_is_indented_by_one_step_at_most_and_never_too_deep(depths):
    found = shown_depths([Place(str(number), depth) for number, depth in enumerate(depths)])
    assert found[0] == 0
    assert max(found) <= DEEPEST
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_a_chain_of_thousands_is_listed_in_pages_with_closed_lists(shown):
    files = {"objectives/g0.md": goal()}
    files |= {f"objectives/g{n}.md": goal(f"g{n - 1}") for n in range(1, 600)}
    site = shown(files)
    assert len(places(site.site)) == 600
    for number in range(1, 600 // PAGE_SIZE + 2):
        path = "alignment.html" if number == 1 else f"alignment/page/{number}.html"
        html = site.html(path)
        for tag in ("ul", "li"):
            assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>"), path
    assert len(site.view("alignment/page/2.html").above) == DEEPEST
