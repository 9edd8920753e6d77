"""A map of goals that all support one another has as many lines as can be drawn, and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.builtin.pages.alignment.layers import Line, layers_of
from okrsite.builtin.pages.alignment.map import MOST_STRETCHES
from okrsite.builtin.pages.alignment.thinning import thinned

TOO_MANY = "There are too many lines to draw them all"


def stretches(count, lines):
    layers = layers_of(count, lines)
    return sum(layers[line.child] - layers[line.parent] for line in lines)


def ways_up(lines):
    """For each goal all that it helps, over others as well."""
    above = {}
    for line in sorted(lines):
        above.setdefault(line.child, set()).update({line.parent}, above.get(line.parent, ()))
    return above


def of_all(count):
    return [Line(child, parent) for child in range(count) for parent in range(child)]


def dense(count):
    return {
        f"objectives/g{n:03}.md": f"title = 'G{n}'\ncycle = 'q4'\n"
        f"supports = {[f'g{above:03}' for above in range(n)]}"
        for n in range(count)
    }


@st.composite
def graphs(draw):
    count = draw(st.integers(2, 12))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(-1, 1))
    found = draw(st.lists(pairs, max_size=50))
    return count, sorted({Line(max(a, b), min(a, b), port) for a, b, port in found if a != b})


def test_a_map_with_few_lines_has_all_of_them() -> None:
    lines = of_all(5)
    assert thinned(5, lines, stretches(5, lines)) == tuple(lines)


def test_lines_that_follow_from_others_are_left_out_first() -> None:
    assert thinned(4, of_all(4), 9) == (Line(1, 0), Line(2, 1), Line(3, 2))


def test_what_supports_a_key_result_beside_its_goal_follows_from_nothing() -> None:
    lines = [Line(1, 0, -1), Line(1, 0, 0), Line(2, 1), Line(2, 0, 0)]
    assert thinned(3, lines, 4) == (Line(1, 0, -1), Line(1, 0, 0), Line(2, 1))


def test_of_lines_that_follow_from_none_the_longest_are_left_out() -> None:
    lines = [Line(1, 0), Line(2, 1), Line(4, 3), Line(4, 2)]
    assert thinned(5, lines, 5) == (Line(1, 0), Line(2, 1), Line(4, 2))


@given(graphs(), st.integers(0, 30))
def test_whoever_supports_something_keeps_a_line_within_the_budget(graph, most) -> None:
    count, lines = graph
    kept = thinned(count, lines, most)
    assert set(kept) <= set(lines)
    children = {line.child for line in lines}
    assert {line.child for line in kept} == children
    assert stretches(count, kept) <= max(most, len(children))


@given(graphs())
def test_nothing_is_cut_off_by_leaving_out_what_follows(graph) -> None:
    count, lines = graph
    above = ways_up(lines)
    needed = [
        line
        for line in lines
        if not any(
            line.parent in above.get(other.parent, ())
            for other in lines
            if other.child == line.child
        )
    ]
    kept = thinned(count, lines, stretches(count, needed))
    assert list(kept) == needed
    assert ways_up(kept) == above


def test_goals_that_all_support_one_another_are_drawn_thinner_and_the_page_says_so(shown) -> None:
    html = shown(dense(40)).html("map.html")
    assert html.count('class="line"') == 39
    assert TOO_MANY in html


def test_no_line_is_missing_without_a_word(shown) -> None:
    html = shown(dense(20)).html("map.html")
    assert html.count('class="line"') == 190
    assert TOO_MANY not in html


@pytest.mark.slow
def test_the_work_of_a_map_is_bounded_for_any_number_of_goals(shown) -> None:
    files = {
        f"objectives/g{n:03}.md": f"title = 'G{n}'\ncycle = 'q4'\n"
        f"supports = {[f'g{above:03}' for above in range(250) if n >= 250 + above % 3]}"
        for n in range(500)
    }
    html = shown(files).html("map.html")
    assert html.count('class="line"') <= MOST_STRETCHES
    assert len(html) < 1_000_000
