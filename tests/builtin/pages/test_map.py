"""The map has every line of the alignment, in order, and never grows too large."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.builtin.pages.alignment.layers import Line, lay_out, layers_of
from okrsite.builtin.pages.alignment.text import cut, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def goal(title, *supports, results=()):
    made = "".join(
        f"\n[[key_results]]\nid = '{result}'\ntitle = 'Result {result}'\nstart = 0\ntarget = 1"
        for result in results
    )
    return f"title = '{title}'\ncycle = 'q4'\nsupports = {list(supports)}{made}"


def drawn(site, path="map.html"):
    """The lines of a drawing by the ids of their goals, with the height at which they arrive.

    A line from a block is one for each of its goals.
    """
    html = site.html(path)
    svg = re.search(r"<svg class=\"map[^>]*>.*</svg>", html, re.DOTALL)[0]
    whole = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    tree = ET.fromstring(whole)  # noqa: S314 - made by ourselves
    boxes = [element for element in tree.iter(f"{SVG}g") if "data-n" in element.attrib]
    ids = {box.get("data-n"): box.get("id").removeprefix("map-") for box in boxes}
    lines = [element for element in tree.iter(f"{SVG}path") if "data-c" in element.attrib]
    return [
        (ids[child], ids[line.get("data-p")], line.get("d").split()[-1])
        for line in lines
        for child in line.get("data-c").split()
    ]


def test_every_line_is_drawn_several_parents_and_key_results_too(shown) -> None:
    site = shown(
        {
            "objectives/a.md": goal("A", results=("x", "y")),
            "objectives/b.md": goal("B"),
            "objectives/c.md": goal("C", "a#x", "a#y", "a", "b"),
            "objectives/d.md": goal("D", "c", "a#y"),
        }
    )
    lines = drawn(site)
    assert sorted(line[:2] for line in lines) == [
        ("c", "a"), ("c", "a"), ("c", "a"), ("c", "b"), ("d", "a"), ("d", "c"),
    ]  # fmt: skip
    assert len({at for child, parent, at in lines if (child, parent) == ("c", "a")}) == 3


def test_a_goal_that_stands_alone_is_counted_and_not_drawn(shown) -> None:
    site = shown(
        {
            "objectives/a.md": goal("A"),
            "objectives/b.md": goal("B", "a"),
            "objectives/c.md": goal("C"),
        }
    )
    html = site.html("map.html")
    assert "1 goal stands alone and is not drawn." in html
    assert 'id="map-c"' not in html


def test_without_any_line_the_map_says_so(shown) -> None:
    assert "No goal helps another yet" in shown({"objectives/a.md": goal("A")}).html("map.html")


def test_many_goals_are_split_and_still_every_line_is_drawn_somewhere(shown) -> None:
    files = {"objectives/top.md": goal("Top"), "objectives/other.md": goal("Other")}
    wanted = set()
    for n in range(30):
        files[f"objectives/m{n}.md"] = goal(f"M{n}", "top" if n % 2 else "other")
        wanted.add((f"m{n}", "top" if n % 2 else "other"))
        for k in range(20):
            above = {f"m{n}", f"m{(n * 7 + k) % 30}"} if k % 5 == 0 else {f"m{n}"}
            files[f"objectives/l{n}-{k}.md"] = goal(f"L{n} {k}", *sorted(above))
            wanted |= {(f"l{n}-{k}", box) for box in above}
    site = shown(files)
    maps = [path for path in site.pages if path.startswith("map/")]
    assert "maps.html" not in site.pages
    found = {line[:2] for path in maps for line in drawn(site, path)}
    assert found == wanted
    assert all(len(site.html(path)) < 300_000 for path in maps)
    assert all(f'href="{path}"' in site.html("map.html") for path in maps)


def test_five_hundred_goals_are_one_page_that_is_not_heavy_and_not_endless(shown) -> None:
    files = {"objectives/top.md": goal("The goal of all goals", results=("x",))}
    for n in range(499):
        above = "top#x" if n < 40 else f"g{n % 40}"
        files[f"objectives/g{n}.md"] = goal(f"A goal with a title as long as they are {n}", above)
    site = shown(files)
    html = site.html("map.html")
    assert len({line[:2] for line in drawn(site)}) == 499
    assert html.count('<rect class="block"') == 40
    assert len(html) < 300_000
    across, down = map(int, re.search(r'class="map" width="(\d+)" height="(\d+)"', html).groups())
    assert across < 2_000
    assert down < 9_000  # in one column it were nearly forty thousand


def boxes(site, path="map.html"):
    """Where each goal is drawn and how large."""
    found = re.findall(
        r'id="map-([^"]*)"[^>]*translate\((\S+) ([^)]*)\)"><rect width="(\d+)" height="(\d+)"',
        site.html(path),
    )
    return {id_: tuple(map(float, place)) for id_, *place in found}


def test_goals_in_blocks_lie_over_nothing(shown) -> None:
    files = {"objectives/top.md": goal("Top")}
    for n in range(180):
        files[f"objectives/g{n}.md"] = goal(f"G{n}", "top" if n < 12 else f"g{n % 12}")
    places = sorted(boxes(shown(files)).values())
    assert len(places) == 181
    for number, (x, y, across, down) in enumerate(places):
        for right, lower, wide, high in places[number + 1 :]:
            is_beside = right >= x + across or x >= right + wide
            assert is_beside or lower >= y + down or y >= lower + high


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 14))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(-1, 2))
    found = draw(st.lists(pairs, max_size=30))
    return count, sorted({Line(max(a, b), min(a, b), port) for a, b, port in found if a != b})


@given(graphs())
def test_a_line_always_runs_to_the_left(graph) -> None:
    count, lines = graph
    layers = layers_of(count, lines)
    assert all(layers[line.child] > layers[line.parent] for line in lines)
    for goal_, layer in enumerate(layers):
        above = [layers[line.parent] for line in lines if line.child == goal_]
        assert layer == max(above, default=-1) + 1


@given(graphs())
def test_boxes_never_lie_over_one_another(graph) -> None:
    count, lines = graph
    heights = [40.0 + 7 * (number % 5) for number in range(count)]
    found = lay_out(heights, lines, lambda line: 10.0 + 5 * line.port)
    for layer in {spot.layer for spot in found.spots}:
        inside = sorted(
            (spot.y, spot.y + height)
            for spot, height in zip(found.spots, heights, strict=True)
            if spot.layer == layer
        )
        assert all(a[1] <= b[0] + 0.2 for a, b in pairwise(inside))
    assert found.height >= max(s.y + h for s, h in zip(found.spots, heights, strict=True)) - 0.2


@given(graphs())
def test_a_long_line_bends_in_every_layer_that_it_passes(graph) -> None:
    count, lines = graph
    found = lay_out([40.0] * count, lines, lambda _: 10.0)
    for line, bends in zip(lines, found.bends, strict=True):
        first, last = found.spots[line.parent].layer, found.spots[line.child].layer
        assert [spot.layer for spot in bends] == list(range(first + 1, last))


def test_lines_that_need_not_cross_do_not() -> None:
    lines = [Line(2, 1), Line(3, 0), Line(4, 1), Line(5, 0)]
    spots = lay_out([40.0] * 6, sorted(lines), lambda _: 10.0).spots
    upper = sorted((0, 1), key=lambda index: spots[index].y)
    for left, right in ((2, 3), (2, 5), (4, 3), (4, 5)):
        order = [1, 0] if spots[left].y < spots[right].y else [0, 1]
        assert upper == order


@pytest.mark.parametrize(
    "text", ["", "short", "word " * 40, "x" * 300, "漢字" * 50, "e\u0301" * 80]
)
@given(room=st.floats(5, 30))
def test_a_text_fits_its_room(text, room) -> None:
    lines = wrapped(text, room, 2)
    assert len(lines) <= 2
    assert all(width(line) <= room + 1.1 for line in lines)


def test_an_accent_stays_with_its_letter() -> None:
    assert not cut("e\u0301" * 80, 10).startswith("\u0301")
    assert "\u0301" + "\N{HORIZONTAL ELLIPSIS}" in cut("e\u0301" * 80, 10)
