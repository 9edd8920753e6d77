"""Alignment: every goal under each of those it supports, however deep and wide the tree is."""

import json
import re
from itertools import pairwise

import pytest

from okrsite.builtin.pages.alignment.alignment import PAGE_SIZE
from okrsite.builtin.pages.goal_tree import DEEPEST, Place, places, shown_depths
from okrsite.builtin.pages.objective.objectives import in_order
from okrsite.pipeline.present.ledger import Ledger


def goal(*supports, cycle="q4", team=None):
    named = ", ".join(f"'{support}'" for support in supports)
    of_team = f"team = '{team}'\n" if team else ""
    return f"title = 'A goal'\ncycle = '{cycle}'\n{of_team}supports = [{named}]"


def ask(site, function):
    return Ledger(site).ask("", function).value


def seen(site):
    return [(place.objective, place.depth, place.is_repeated) for place in ask(site, places)]


def test_a_goal_stands_under_what_it_supports(sited) -> None:
    site = sited({"objectives/a.md": goal(), "objectives/b.md": goal("a")})
    assert seen(site) == [("a", 0, False), ("b", 1, False)]


def test_a_goal_with_two_parents_stands_under_both_and_its_supporters_once(sited) -> None:
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


def test_the_second_place_leads_to_the_first(shown) -> None:
    files = {
        "objectives/a.md": goal(),
        "objectives/b.md": goal(),
        "objectives/c.md": goal("a", "b"),
        "objectives/d.md": goal("c"),
    }
    again = [row.again for row in shown(files).view("alignment.html").rows]
    assert [link.href for link in again if link] == ["alignment.html#goal-c"]


def test_a_goal_with_two_places_says_so_at_both(shown) -> None:
    files = {
        "objectives/a.md": goal(),
        "objectives/b.md": goal(),
        "objectives/c.md": goal("a", "b"),
        "objectives/d.md": goal("c", "b"),
    }
    rows = shown(files).view("alignment.html").rows
    assert [(row.link.href, row.note, row.again and row.again.text) for row in rows] == [
        ("objectives/a.html", "", None),
        ("objectives/c.html", "helps 2 goals and is listed under each", None),
        ("objectives/d.html", "helps 2 goals and is listed under each", None),
        ("objectives/b.html", "", None),
        ("objectives/c.html", "", "listed above, with its supporters"),
        ("objectives/d.html", "", "listed above"),
    ]


def outlined(site):
    """The goals of the outline with their depths, and the outline."""
    call = re.search(r"\((\{.*\})\);", site.html("data/alignment.js"), re.DOTALL)
    told = json.loads(call[1])
    listed = ask(site.site, in_order)
    numbers = iter(told["places"])
    return [(listed[number], depth) for number, depth in zip(numbers, numbers, strict=True)], told


def test_the_outline_has_every_place_of_the_list_by_the_number_of_its_goal(shown) -> None:
    files = {
        "cycles/q3.md": "title = 'Third'\nstart = 2026-07-01\nend = 2026-09-30",
        "objectives/old.md": goal(cycle="q3"),
        "objectives/a.md": goal(),
        "objectives/b.md": goal(),
        "objectives/c.md": goal("a", "b"),
    }
    site = shown(files)
    found, told = outlined(site)
    assert found == [("a", 0), ("c", 1), ("b", 0), ("c", 1)]
    assert told["firsts"] == ["a"]
    assert 'href="objectives.html?group=alignment"' in site.html("alignment.html")


def test_rows_of_later_pages_come_as_scripts_in_the_form_of_the_page(shown) -> None:
    files = {"objectives/top.md": goal()}
    files |= {f"objectives/g{n:03}.md": goal("top") for n in range(PAGE_SIZE + 9)}
    site = shown(files)
    script = site.html("data/alignment-2.js")
    number, first, made = re.fullmatch(
        r"window\.okrsiteRows&&window\.okrsiteRows\((\S+),(\S+),(\[.*\])\);\s*", script, re.DOTALL
    ).groups()
    assert json.loads(first) == outlined(site)[1]["firsts"][1]
    written = json.loads(made)
    assert (json.loads(number), len(written)) == ("2", 10)
    assert 'href="objectives/g249.html"' in written[0]
    assert "<" not in script


def test_list_and_map_are_tabs_of_each_other(shown) -> None:
    site = shown({"objectives/a.md": goal(), "objectives/b.md": goal("a")})
    tabs = {path: site.view(path).tabs for path in ("alignment.html", "map.html")}
    assert [(tab.href, tab.current) for tab in tabs["alignment.html"]] == [
        ("alignment.html", "page"), ("map.html", ""),
    ]  # fmt: skip
    assert [tab.current for tab in tabs["map.html"]] == ["", "page"]


def test_goals_of_the_company_come_first(sited) -> None:
    files = {
        "teams/company.md": "title = 'Company'",
        "teams/sales.md": "title = 'Sales'\nparent = 'company'",
        "objectives/a.md": goal(team="sales"),
        "objectives/z.md": goal(team="company"),
    }
    assert [place.objective for place in ask(sited(files), places)] == ["z", "a"]


def test_goals_of_cycles_that_are_over_are_left_out(sited) -> None:
    files = {
        "cycles/q3.md": "title = 'Third'\nstart = 2026-07-01\nend = 2026-09-30",
        "objectives/old.md": goal(cycle="q3"),
        "objectives/new.md": goal("old"),
    }
    assert seen(sited(files)) == [("new", 0, False)]


@pytest.mark.parametrize("depths", [[0, 1, 2, 1, 0], [5, 6, 6, 4, 1, 2], [0, *range(1, 40), 3]])
def test_a_page_is_indented_by_one_step_at_most_and_never_too_deep(depths) -> None:
    found = shown_depths([Place(str(number), depth) for number, depth in enumerate(depths)])
    assert found[0] == 0
    assert max(found) <= DEEPEST
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_a_chain_of_thousands_is_listed_in_pages_with_closed_lists(shown) -> None:
    files = {"objectives/g0.md": goal()}
    files |= {f"objectives/g{n}.md": goal(f"g{n - 1}") for n in range(1, 600)}
    site = shown(files)
    assert len(ask(site.site, places)) == 600
    for number in range(1, 600 // PAGE_SIZE + 2):
        path = "alignment.html" if number == 1 else f"alignment/page/{number}.html"
        html = site.html(path)
        for tag in ("ul", "li"):
            assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>"), path
    assert len(site.view("alignment/page/2.html").above) == DEEPEST
