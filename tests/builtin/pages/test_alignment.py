"""Alignment: every goal under each of those it supports, however deep and wide the tree is."""

from okrsite.builtin.pages.goal_tree import places
from okrsite.builtin.pages.objective.objectives import DEEPEST, PAGE_SIZE
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


def test_a_chain_of_hundreds_is_listed_in_pages_and_indented_a_few_steps_only(shown) -> None:
    files = {"objectives/g0.md": goal()}
    files |= {f"objectives/g{n}.md": goal(f"g{n - 1}") for n in range(1, 3 * PAGE_SIZE)}
    site = shown(files)
    assert len(ask(site.site, places)) == 3 * PAGE_SIZE
    last = site.view("objectives/page/3.html")
    assert [row.depth for group in last.groups for row in group.rows] == [DEEPEST] * PAGE_SIZE
