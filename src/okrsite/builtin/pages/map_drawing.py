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
from okrsite.builtin.pages.map_layers import Layout, Line, Spot, lay_out
from okrsite.builtin.pages.map_text import cut, wrapped

WIDTH, COLUMN, MARGIN = 248, 348, 12
DENSE = 120
_TITLE, _SMALL = 14.2, 11.5
_ROW, _UNDER, _PORT = 18, 17, 20
_ROOM = WIDTH - 30
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
    numbers = {each: number for number, each in enumerate(shown)}
    rows = 2 if len(shown) <= DENSE else 1
    boxes = [_box(site, each, numbers, rows, listed[each]) for each in shown]
    lines = edges(site, shown)
    layout = lay_out([each.height for each in boxes], lines, lambda line: _arrival(boxes, line))
    across = max((spot.layer for spot in layout.spots), default=0) * COLUMN + WIDTH + 2 * MARGIN
    down = round(layout.height + 2 * MARGIN)
    label = site.words.say(
        "map.label", goals=site.numbers.number(len(shown)), lines=site.numbers.number(len(lines))
    )
    parts = [
        (
            f'<svg class="map" width="{across}" height="{down}" viewBox="0 0 {across} {down}" '
            f'role="group" aria-label="{escape(label)}" data-map="">'
        ),
        _DOT,
        *(_line(boxes, layout, number, line) for number, line in enumerate(lines)),
        *(
            _node(site, root, (number, box), spot, elsewhere.get(box.objective.id, ""))
            for number, (box, spot) in enumerate(zip(boxes, layout.spots, strict=True))
        ),
        "</svg>",
    ]
    return Drawing(Html("".join(parts)), len(shown), len(lines))


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
    listed: int,
) -> _Box:
    objective = site.forest.objectives[id]
    return _Box(
        objective,
        listed,
        wrapped(objective.title, _ROOM / _TITLE, rows),
        cut(_whose(site, objective), _ROOM / _SMALL),
        _ports(site, id, numbers),
    )


def _arrival(boxes: Sequence[_Box], line: Line) -> float:
    """How far down its parent a line arrives: at the key result, else beside the title."""
    box = boxes[line.parent]
    return 20.0 if line.port < 0 else box.head + line.port * _PORT + _PORT / 2


def _line(boxes: Sequence[_Box], layout: Layout, number: int, line: Line) -> str:
    """A line from a goal leftwards to what it supports, through the bends between them."""
    child, parent = layout.spots[line.child], layout.spots[line.parent]
    x, y = _x(child), _y(child) + boxes[line.child].height / 2
    path = [f"M{x} {_short(y)}"]
    stops = [
        *((spot, WIDTH, 0.0) for spot in reversed(layout.bends[number])),
        (parent, WIDTH, _arrival(boxes, line)),
    ]
    for spot, reach, offset in stops:
        there, level = _x(spot) + reach, _y(spot) + offset
        middle = _short((x + there) / 2)
        path.append(f"C{middle} {_short(y)} {middle} {_short(level)} {there} {_short(level)}")
        x, y = _x(spot), level
        if spot is not parent:
            path.append(f"H{x}")
    return f'<path class="line" data-c="{line.child}" data-p="{line.parent}" d="{"".join(path)}"/>'


def _node(site: Site, root: str, which: tuple[int, _Box], spot: Spot, further: str) -> str:
    number, box = which
    objective = box.objective
    score = site.scored.objectives[objective.id]
    progress = progress_of(site, score)
    share = () if score.progress is None else (progress.text,)
    badge = inactive_badge(site, objective) or progress.badge
    place = href(root, path_of("objective", objective.id))
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
            f'transform="translate({_x(spot)} {_short(_y(spot))})">'
        ),
        f'<rect width="{WIDTH}" height="{box.height}" rx="8"/>',
        f'<path class="edge" d="M3 9v{box.height - 18}"/>',
        f'<a href="{place}">{whole}<text class="name">{" ".join(rows)}</text></a>',
        _text("small", base + 12, box.whose),
        _text("state", box.head - 5, " \N{MIDDLE DOT} ".join((badge.word, *share))),
        *(
            _text("port", box.head + row * _PORT + 13, cut(_title(objective, each), _ROOM / _SMALL))
            for row, each in enumerate(box.ports)
        ),
    ]
    if further:
        more = escape(site.words["map.continues"])
        parts.append(
            f'<a href="{further}"><title>{more}</title>'
            f'<text class="further" x="{WIDTH + 6}" y="{box.height // 2 + 5}">'
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


def _x(spot: Spot) -> int:
    return MARGIN + spot.layer * COLUMN


def _y(spot: Spot) -> float:
    return MARGIN + spot.y


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
