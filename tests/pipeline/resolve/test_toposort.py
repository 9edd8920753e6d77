"""Nothing stands on itself: loops are shown, cut, and never end the program."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.document import Document
from okrsite.model.goals import GoalKey, GoalRef, Objective
from okrsite.model.people import Cycle
from okrsite.model.position import Span
from okrsite.model.settings import Settings
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.resolve.toposort import topological_order

DAY = date(2026, 10, 1)
SETTINGS = Settings(span=Span("okrsite.toml"))
GOAL = "title = 'Grow'\ncycle = 'q4'\n"
RESULT = "[[key_results]]\nid = 'kr'\ntitle = 'NRR'\nstart = 1\ntarget = 2\n"


def test_a_loop_of_objectives_is_printed_and_cut(typed) -> None:
    files = {
        "objectives/a.md": GOAL + "supports = ['b']",
        "objectives/b.md": GOAL + "supports = ['c#kr']",
        "objectives/c.md": GOAL + "supports = ['a']\n" + RESULT,
    }
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/objectives/c.md:4:13: OKR110 objectives support one another in a loop: "
            "a -> b -> c -> a"
        )
    ]
    assert forest.depth_first == ("a", "b", "c")
    assert forest.supported_by == {"b": ("a",), "c#kr": ("b",)}


def test_an_objective_that_supports_itself_is_a_loop_of_one(typed) -> None:
    (finding,) = typed.findings({"objectives/a.md": GOAL + "supports = ['a']"})
    assert finding.endswith("OKR110 objectives support one another in a loop: a -> a")


def test_teams_cycles_and_formulas_go_round_no_better(typed) -> None:
    days = "start = 2026-10-01\nend = 2026-12-31\n"
    files = {
        "teams/a.md": "title = 'A'\nparent = 'b'",
        "teams/b.md": "title = 'B'\nparent = 'a'",
        "cycles/x.md": f"title = 'X'\n{days}parent = 'y'",
        "cycles/y.md": f"title = 'Y'\n{days}parent = 'x'",
        "kpis/k.md": "title = 'K'\nformula = '{l} + 1'",
        "kpis/l.md": "title = 'L'\nformula = '{k} * 2'",
    }
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        "content/cycles/y.md:5:10: OKR112 the parents of cycles go round in a loop: x -> y -> x",
        "content/kpis/l.md:3:11: OKR152 formulas go round in a loop: k -> l -> k",
        "content/teams/b.md:3:10: OKR111 the parents of teams go round in a loop: a -> b -> a",
    ]
    assert (forest.teams["a"].parent, forest.teams["b"].parent) == ("b", None)
    assert (forest.kpis["l"].formula, forest.kpi_order) == (None, ("l", "k"))


def test_a_team_too_deep_to_be_counted_begins_a_tree_of_its_own(typed) -> None:
    below = {f"teams/t{n:03}.md": f"title = 'T'\nparent = 't{n - 1:03}'" for n in range(1, 120)}
    forest, findings = typed.resolved({"teams/t000.md": "title = 'T'", **below})
    (finding,) = findings
    assert str(finding) == (
        "content/teams/t050.md:3:10: OKR114 the team 't050' stands on level 51, "
        "and teams go 50 levels deep"
    )
    assert [id_ for id_, team in forest.teams.items() if team.parent is None] == [
        "t000",
        "t050",
        "t100",
    ]


def test_a_cycle_lies_inside_its_parent(typed) -> None:
    files = {
        "cycles/2026.md": "title = 'Y'\nstart = 2026-01-01\nend = 2026-12-31",
        "cycles/q1.md": "title = 'Q'\nstart = 2026-12-01\nend = 2027-01-31\nparent = '2026'",
    }
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/cycles/q1.md:5:10: OKR113 the cycle 'q1' (2026-12-01 to 2027-01-31) does not "
            "lie inside its parent '2026' (2026-01-01 to 2026-12-31)"
        )
    ]
    assert forest.cycles["q1"].parent is None


def test_what_supports_comes_before_what_is_supported(typed) -> None:
    files = {
        "objectives/company.md": GOAL + RESULT,
        "objectives/a.md": GOAL + "supports = ['company', 'company#kr']",
        "objectives/b.md": GOAL + "supports = ['a', 'company#kr']",
    }
    forest = typed.forest(files)
    assert forest.depth_first == ("b", "a", "company")
    assert forest.supported_by == {"a": ("b",), "company": ("a",), "company#kr": ("a", "b")}


def goals(steps):
    """Documents of objectives `o0`, `o1` ... with the given steps between them."""
    days = Span("content/cycles/q.md")
    yield Document(days.path, "cycle", "q", Cycle(span=days, id="q", title="Q", start=DAY, end=DAY))
    for id_, supported in steps.items():
        span = Span(f"content/objectives/{id_}.md")
        refs = tuple(GoalRef(span=span, goal=GoalKey(id_)) for id_ in supported)
        goal = Objective(span=span, id=id_, title=id_, cycle="q", supports=refs)
        yield Document(span.path, "objective", id_, goal)


@pytest.mark.parametrize("size", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_long_chain_is_only_long(typed, size) -> None:
    chain = {f"o{i}": [f"o{i + 1}"] if i + 1 < size else [] for i in range(size)}
    forest, findings = resolve(goals(chain), typed.settings, "internal")
    assert findings == []
    assert forest.depth_first == tuple(f"o{i}" for i in range(size))


@pytest.mark.parametrize("size", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_long_loop_is_one_short_finding(typed, size) -> None:
    loop = {f"o{i}": [f"o{(i + 1) % size}"] for i in range(size)}
    forest, findings = resolve(goals(loop), typed.settings, "internal")
    assert len(findings) == 1
    assert f"({size - 12} more)" in findings[0].message
    assert len(findings[0].message) < 200
    assert len(forest.depth_first) == size


def test_a_tangle_takes_no_more_than_its_size(typed) -> None:
    every = {f"o{i}": [f"o{j}" for j in range(200)] for i in range(200)}
    forest, _ = resolve(goals(every), typed.settings, "internal")
    assert (
        sum(len(objective.supports) for objective in forest.objectives.values()) == 200 * 199 // 2
    )


NODES = [f"n{i}" for i in range(8)]
GRAPHS = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=4))


@given(GRAPHS)
def test_without_the_closing_steps_the_order_holds(steps) -> None:
    order, loops = topological_order(NODES, steps)
    assert sorted(order) == NODES
    closing = {loop.closing for loop in loops}
    for node, following in steps.items():
        for neighbour in following:
            if (node, neighbour) not in closing:
                assert order.index(neighbour) < order.index(node)


@given(GRAPHS)
def test_a_loop_is_shown_by_steps_that_were_written(steps) -> None:
    for loop in topological_order(NODES, steps)[1]:
        path = loop.shown.split(" -> ")
        assert path[0] == path[-1]
        assert all(each in steps[node] for node, each in pairwise(path))


@given(GRAPHS)
def test_resolving_never_fails_and_leaves_no_loop(steps) -> None:
    every = {node: steps.get(node, []) for node in NODES}
    forest, _ = resolve(goals(every), SETTINGS, "internal")
    again = {
        id_: [ref.goal.objective for ref in o.supports] for id_, o in forest.objectives.items()
    }
    assert topological_order(NODES, again)[1] == []
    assert {f.code for f in resolve(goals(again), SETTINGS, "internal")[1]} == set()
