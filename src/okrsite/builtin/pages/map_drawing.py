"""Drawing: the map of goals as SVG, company goals on the left, what supports them to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from okrsite.api import (
    Html,
    Objective,
    ObjectiveId,
    Site,
    escape,
    href,
    inactive_badge,
    path_of,
    person_link,
    progress_of,
    team_link,
)
from okrsite.builtin.pages.map_blocks import Block, joined, single, together
from okrsite.builtin.pages.map_layers import Layout, Line, Spot, lay_out
from okrsite.builtin.pages.map_text import cut, wrapped

WIDTH, NARROW, BETWEEN, MARGIN = 248, 214, 100, 12
DENSE = 120
_TITLE, _SMALL = 14.2, 11.5
_ROW, _UNDER, _PORT = 18, 17, 20
_EDGE, _APART = 8, 6
_DOT = (
    '<defs><marker id="map-dot" markerWidth="7" markerHeight="7" refX="3.5" refY="3.5" '
    'markerUnits="userSpaceOnUse"><circle cx="3.5" cy="3.5" r="3"/></marker></defs>'
)


class Drawing(Struct, frozen=True):
    """A drawn map and what it holds."""

    svg: Html
    goals: int
    lines: int


class _Box(Struct, frozen=True):
    """A goal's box before it has a place: the lines of its title, and its supported key results.

    `listed` is the goal's number in the list of objectives.
    """

    objective: Objective
    listed: int
    width: int
    title: tuple[str, ...]
    whose: str
    ports: tuple[str, ...]

    @property
    def head(self) -> int:
        return 10 + len(self.title) * _ROW + (2 if self.whose else 1) * _UNDER

    @property
    def height(self) -> int:
        return self.head + len(self.ports) * _PORT + 8


def edges(site: Site, shown: Sequence[ObjectiveId]) -> tuple[Line, ...]:
    """Every line between goals of a map; a goal may support several, and one in several ways."""
    numbers = {each: number for number, each in enumerate(shown)}
    ports = {each: _ports(site, each, numbers) for each in shown}
    found = {
        Line(numbers[each], numbers[goal.objective], _port(ports[goal.objective], goal.key_result))
        for each in shown
        for goal in site.forest.objectives[each].supports
        if goal.objective in numbers
    }
    return tuple(sorted(found))


def draw(
    site: Site,
    root: str,
    shown: Sequence[ObjectiveId],
    listed: Mapping[ObjectiveId, int],
    elsewhere: Mapping[ObjectiveId, str],
) -> Drawing:
    """The map of some goals.

    `listed` has their numbers in the list of objectives, by which they are filtered, `elsewhere`
    the addresses of maps in which a goal goes on.
    """
    lines = edges(site, shown)
    blocks = single(len(shown))
    if len(shown) > DENSE:
        apart = {number for number, each in enumerate(shown) if each in elsewhere}
        blocks = together(len(shown), lines, apart)
    plan = _planned(site, shown, listed, lines, blocks)
    across, down = plan.lefts[-1], round(plan.layout.height + 2 * MARGIN)
    label = site.words.say(
        "map.label", goals=site.numbers.number(len(shown)), lines=site.numbers.number(len(lines))
    )
    parts = [
        (
            f'<svg class="map" width="{across}" height="{down}" viewBox="0 0 {across} {down}" '
            f'role="group" aria-label="{escape(label)}" data-map="">'
        ),
        _DOT,
        *(_line(plan, number, line) for number, line in enumerate(plan.lines)),
        *(_frame(plan, number) for number, block in enumerate(blocks) if not block.is_alone),
        *(
            _node(site, root, (number, box), place, elsewhere.get(box.objective.id, ""))
            for number, (box, place) in enumerate(zip(plan.boxes, _places(plan), strict=True))
        ),
        "</svg>",
    ]
    return Drawing(Html("".join(parts)), len(shown), len(lines))


class _Plan(Struct, frozen=True):
    """What is drawn where: boxes by goal, blocks, the lines between those and their layout.

    `lefts` has for each layer where it begins, and then where the drawing ends.
    """

    boxes: tuple[_Box, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    layout: Layout
    lefts: tuple[int, ...]


def _planned(
    site: Site,
    shown: Sequence[ObjectiveId],
    listed: Mapping[ObjectiveId, int],
    lines: Sequence[Line],
    blocks: tuple[Block, ...],
) -> _Plan:
    numbers = {each: number for number, each in enumerate(shown)}
    rows = 2 if len(shown) <= DENSE else 1
    widths = {goal: WIDTH if block.is_alone else NARROW for block in blocks for goal in block.goals}
    boxes = tuple(
        _box(site, each, numbers, rows, (listed[each], widths[numbers[each]])) for each in shown
    )
    joint = joined(blocks, lines)

    def arrival(line: Line) -> float:
        return _arrival(boxes[blocks[line.parent].goals[0]], line)

    layout = lay_out([_size(boxes, block)[1] for block in blocks], joint, arrival)
    layers = max((spot.layer for spot in layout.spots), default=0) + 1
    broad = [0] * layers
    for block, spot in zip(blocks, layout.spots, strict=True):
        broad[spot.layer] = max(broad[spot.layer], _size(boxes, block)[0])
    lefts = [MARGIN]
    for width in broad:
        lefts.append(lefts[-1] + width + BETWEEN)
    lefts[-1] += MARGIN - BETWEEN
    return _Plan(boxes, blocks, joint, layout, tuple(lefts))


def _size(boxes: Sequence[_Box], block: Block) -> tuple[int, int]:
    """How broad and how high a block is; of several goals with the frame around them."""
    box = boxes[block.goals[0]]
    if block.is_alone:
        return box.width, box.height
    across = block.across * (box.width + _APART) - _APART
    return across + 2 * _EDGE, block.down * (box.height + _APART) - _APART + 2 * _EDGE


def _places(plan: _Plan) -> list[tuple[int, float]]:
    """Where each goal's box is."""
    found: dict[int, tuple[int, float]] = {}
    for block, spot in zip(plan.blocks, plan.layout.spots, strict=True):
        x, y = plan.lefts[spot.layer], _y(spot)
        edge = 0 if block.is_alone else _EDGE
        for number, goal in enumerate(block.goals):
            row, column = divmod(number, block.across)
            box = plan.boxes[goal]
            right, down = column * (box.width + _APART), row * (box.height + _APART)
            found[goal] = (x + edge + right, y + edge + down)
    return [found[goal] for goal in range(len(plan.boxes))]


def _frame(plan: _Plan, number: int) -> str:
    """The frame around the goals of a block."""
    spot = plan.layout.spots[number]
    across, down = _size(plan.boxes, plan.blocks[number])
    place = f'x="{plan.lefts[spot.layer]}" y="{_short(_y(spot))}"'
    return f'<rect class="block" {place} width="{across}" height="{down}" rx="12"/>'


def _ports(site: Site, goal: ObjectiveId, numbers: Mapping[ObjectiveId, int]) -> tuple[str, ...]:
    """The key results of a goal that others on the map support."""
    return tuple(
        result.id
        for result in site.forest.objectives[goal].key_results
        if any(each in numbers for each in site.forest.supported_by.get(f"{goal}#{result.id}", ()))
    )


def _port(ports: tuple[str, ...], key_result: str) -> int:
    return ports.index(key_result) if key_result in ports else -1


def _box(
    site: Site,
    id: ObjectiveId,  # noqa: A002 - as named
    numbers: Mapping[ObjectiveId, int],
    rows: int,
    about: tuple[int, int],
) -> _Box:
    objective = site.forest.objectives[id]
    listed, width = about
    room = width - 30
    return _Box(
        objective,
        listed,
        width,
        wrapped(objective.title, room / _TITLE, rows),
        cut(_whose(site, objective), room / _SMALL),
        _ports(site, id, numbers),
    )


def _arrival(box: _Box, line: Line) -> float:
    """How far down its parent a line arrives: at the key result, else beside the title."""
    return 20.0 if line.port < 0 else box.head + line.port * _PORT + _PORT / 2


def _line(plan: _Plan, number: int, line: Line) -> str:
    """A line from a goal or block leftwards to what it supports, through the bends between."""
    spots, lefts = plan.layout.spots, plan.lefts
    child, parent = spots[line.child], spots[line.parent]
    box = plan.boxes[plan.blocks[line.parent].goals[0]]
    x, y = lefts[child.layer], _y(child) + _size(plan.boxes, plan.blocks[line.child])[1] / 2
    path = [f"M{x} {_short(y)}"]
    stops = [
        *(
            (spot, lefts[spot.layer + 1] - BETWEEN, 0.0)
            for spot in reversed(plan.layout.bends[number])
        ),
        (parent, lefts[parent.layer] + box.width, _arrival(box, line)),
    ]
    for spot, there, offset in stops:
        level = _y(spot) + offset
        middle = _short((x + there) / 2)
        path.append(f"C{middle} {_short(y)} {middle} {_short(level)} {there} {_short(level)}")
        x, y = lefts[spot.layer], level
        if spot is not parent:
            path.append(f"H{x}")
    children = " ".join(map(str, plan.blocks[line.child].goals))
    above = plan.blocks[line.parent].goals[0]
    return f'<path class="line" data-c="{children}" data-p="{above}" d="{"".join(path)}"/>'


def _node(
    site: Site, root: str, which: tuple[int, _Box], place: tuple[int, float], further: str
) -> str:
    number, box = which
    x, y = place
    objective = box.objective
    score = site.scored.objectives[objective.id]
    progress = progress_of(site, score)
    share = () if score.progress is None else (progress.text,)
    badge = inactive_badge(site, objective) or progress.badge
    address = href(root, path_of("objective", objective.id))
    rows = [
        f'<tspan x="14" y="{10 + _ROW * row + 14}">{escape(text)}</tspan>'
        for row, text in enumerate(box.title)
    ]
    base = 10 + len(box.title) * _ROW
    is_cut = " ".join(objective.title.split()) != " ".join(box.title)
    whole = f"<title>{escape(objective.title)}</title>" if is_cut else ""
    parts = [
        (
            f'<g class="goal-box {badge.tone}" id="map-{escape(objective.id)}" data-n="{number}" '
            f'data-listed="{box.listed}" '
            f'transform="translate({x} {_short(y)})">'
        ),
        f'<rect width="{box.width}" height="{box.height}" rx="8"/>',
        f'<path class="edge" d="M3 9v{box.height - 18}"/>',
        f'<a href="{address}">{whole}<text class="name">{" ".join(rows)}</text></a>',
        _text("small", base + 12, box.whose),
        _text("state", box.head - 5, " \N{MIDDLE DOT} ".join((badge.word, *share))),
        *(
            _text(
                "port",
                box.head + row * _PORT + 13,
                cut(_title(objective, each), (box.width - 30) / _SMALL),
            )
            for row, each in enumerate(box.ports)
        ),
    ]
    if further:
        more = escape(site.words["map.continues"])
        parts.append(
            f'<a href="{further}"><title>{more}</title>'
            f'<text class="further" x="{box.width + 6}" y="{box.height // 2 + 5}">'
            f"\N{RIGHTWARDS ARROW}</text></a>"
        )
    return "".join([*parts, "</g>"])


def _text(kind: str, y: int, words: str) -> str:
    return f'<text class="{kind}" x="14" y="{y}">{escape(words)}</text>' if words else ""


def _title(objective: Objective, result: str) -> str:
    found = objective.key_result(result)
    return found.title if found else result


def _whose(site: Site, objective: Objective) -> str:
    """The team, else the owner, and the cycle where it is not the current one."""
    team = team_link(site, "", objective.team) or person_link(site, "", objective.owner)
    cycle = site.forest.cycles[objective.cycle].title
    parts = [team.text if team else "", cycle if objective.cycle != site.scored.cycle else ""]
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def _y(spot: Spot) -> float:
    return MARGIN + spot.y


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
