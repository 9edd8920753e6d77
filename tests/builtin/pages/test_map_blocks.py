"""Goals of a large map that support just the same stand together, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.builtin.pages.alignment.blocks import Block, joined, together
from okrsite.builtin.pages.alignment.layers import Line


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 14))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(-1, 2))
    found = draw(st.lists(pairs, max_size=30))
    return count, sorted({Line(max(a, b), min(a, b), port) for a, b, port in found if a != b})


def test_three_that_support_the_same_are_a_block_and_two_are_not() -> None:
    lines = [Line(2, 0), Line(3, 0), Line(4, 0), Line(5, 1), Line(6, 1)]
    assert together(7, lines, ()) == (
        Block((0,)), Block((1,)), Block((2, 3, 4)), Block((5,)), Block((6,)),
    )  # fmt: skip


def test_another_key_result_is_not_the_same() -> None:
    lines = [Line(1, 0, 0), Line(2, 0, 0), Line(3, 0, 1)]
    assert all(group.is_alone for group in together(4, lines, ()))


def test_what_is_supported_itself_or_goes_on_elsewhere_stands_alone() -> None:
    lines = [*(Line(number, 0) for number in range(1, 6)), Line(6, 1)]
    assert Block((3, 4, 5)) in together(7, lines, {2})


def test_goals_that_support_nothing_stand_alone() -> None:
    assert all(group.is_alone for group in together(5, [], ()))


def test_many_stand_in_rows_of_four() -> None:
    block = Block(tuple(range(9)))
    assert (block.across, block.down) == (4, 3)


@given(graphs())
def test_every_goal_is_in_one_block_and_every_line_between_two(graph) -> None:
    count, lines = graph
    blocks = together(count, lines, ())
    assert sorted(goal for block in blocks for goal in block.goals) == list(range(count))
    told = {
        Line(goal, blocks[line.parent].goals[0], line.port)
        for line in joined(blocks, lines)
        for goal in blocks[line.child].goals
    }
    assert told == set(lines)
