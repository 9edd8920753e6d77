"""Plan: where every box, block and line of a map is, before anything is drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from okrsite.api.pages import ObjectiveId, PageContext
from okrsite.builtin.pages.alignment.blocks import Block, joined, single, together
from okrsite.builtin.pages.alignment.boxes import PORT, Box, box_of, ports_of
from okrsite.builtin.pages.alignment.layers import Layout, Line, Spot, lay_out
from okrsite.builtin.pages.alignment.thinning import thinned

WIDTH, NARROW, BETWEEN, MARGIN = 248, 214, 100, 12
DENSE = 120
_EDGE, _APART = 8, 6
_TITLE_LINE = 20.0


class Plan(Struct, frozen=True):
    """What is drawn where: boxes by goal, blocks, the lines between those and their layout.

    `lefts` has for each layer where it begins, and then where the drawing ends. `is_thinned` says
    that some lines are left out, since there are too many.
    """

    boxes: tuple[Box, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    layout: Layout
    lefts: tuple[int, ...]
    is_thinned: bool

    @property
    def across(self) -> int:
        """How broad the drawing is."""
        return self.lefts[-1]

    @property
    def down(self) -> int:
        """How high the drawing is."""
        return round(self.layout.height + 2 * MARGIN)

    def top(self, spot: Spot) -> float:
        """How far down something is."""
        return MARGIN + spot.y

    def right(self, layer: int) -> int:
        """Where a layer ends that others follow."""
        return self.lefts[layer + 1] - BETWEEN

    def size(self, block: int) -> tuple[int, int]:
        """How broad and how high a block is, by its number."""
        return _size(self.boxes, self.blocks[block])

    def parent(self, line: Line) -> int:
        """The goal at which a line arrives."""
        return self.blocks[line.parent].goals[0]


def edges(ctx: PageContext, shown: Sequence[ObjectiveId]) -> tuple[Line, ...]:
    """Every line between goals of a map; a goal may support several, and one in several ways."""
    numbers = {goal: number for number, goal in enumerate(shown)}
    ports = {goal: ports_of(ctx, goal, numbers) for goal in shown}
    found = {
        Line(numbers[child], numbers[goal.objective], _port(ports[goal.objective], goal.key_result))
        for child in shown
        for goal in (reference.goal for reference in ctx.objective(child).supports)
        if goal.objective in numbers
    }
    return tuple(sorted(found))


def planned(
    ctx: PageContext,
    shown: Sequence[ObjectiveId],
    listed: Mapping[ObjectiveId, int],
    lines: Sequence[Line],
    apart: Collection[ObjectiveId],
    most: int,
) -> Plan:
    """The plan of a map; of many goals those that support the same are blocks, except `apart`.

    Its lines make `most` stretches between two layers.
    """
    numbers = {goal: number for number, goal in enumerate(shown)}
    is_dense = len(shown) > DENSE
    alone = {numbers[goal] for goal in apart if goal in numbers}
    blocks = together(len(shown), lines, alone) if is_dense else single(len(shown))
    widths = {goal: WIDTH if block.is_alone else NARROW for block in blocks for goal in block.goals}
    rows = 1 if is_dense else 2
    boxes = tuple(
        box_of(
            ctx,
            ctx.objective(goal),
            ports_of(ctx, goal, numbers),
            listed[goal],
            (widths[number], rows),
        )
        for number, goal in enumerate(shown)
    )
    whole = joined(blocks, lines)
    joint = thinned(len(blocks), whole, most)

    def arrival(line: Line) -> float:
        return arrival_at(boxes[blocks[line.parent].goals[0]], line)

    layout = lay_out([_size(boxes, block)[1] for block in blocks], joint, arrival)
    is_thinned = len(joint) < len(whole)
    return Plan(boxes, blocks, joint, layout, _lefts(boxes, blocks, layout), is_thinned)


def _port(ports: tuple[str, ...], key_result: str) -> int:
    return ports.index(key_result) if key_result in ports else -1


def _lefts(boxes: Sequence[Box], blocks: Sequence[Block], layout: Layout) -> tuple[int, ...]:
    broad: dict[int, int] = {0: 0}
    for block, spot in zip(blocks, layout.spots, strict=True):
        broad[spot.layer] = max(broad.get(spot.layer, 0), _size(boxes, block)[0])
    lefts = [MARGIN]
    for layer in sorted(broad):
        lefts.append(lefts[-1] + broad[layer] + BETWEEN)
    return (*lefts[:-1], lefts[-1] - BETWEEN + MARGIN)


def arrival_at(box: Box, line: Line) -> float:
    """How far down its parent a line arrives: at the key result, else beside the title."""
    return _TITLE_LINE if line.port < 0 else box.head + line.port * PORT + PORT / 2


def _size(boxes: Sequence[Box], block: Block) -> tuple[int, int]:
    """How broad and how high a block is; of several goals with the frame around them."""
    box = boxes[block.goals[0]]
    if block.is_alone:
        return box.width, box.height
    across = block.across * (box.width + _APART) - _APART
    return across + 2 * _EDGE, block.down * (box.height + _APART) - _APART + 2 * _EDGE


def places_in(plan: Plan) -> list[tuple[int, float]]:
    """Where each goal's box is."""
    found: dict[int, tuple[int, float]] = {}
    for block, spot in zip(plan.blocks, plan.layout.spots, strict=True):
        x, y = plan.lefts[spot.layer], plan.top(spot)
        edge = 0 if block.is_alone else _EDGE
        for number, goal in enumerate(block.goals):
            row, column = divmod(number, block.across)
            box = plan.boxes[goal]
            right, down = column * (box.width + _APART), row * (box.height + _APART)
            found[goal] = (x + edge + right, y + edge + down)
    return [found[goal] for goal in range(len(plan.boxes))]
