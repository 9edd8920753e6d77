"""Drawing: the map of goals as SVG, company goals on the left, what supports them to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from okrsite.api.pages import Html, ObjectiveId, PageContext, escape, path_of, progress_of
from okrsite.builtin.pages.alignment.boxes import ABOVE, PORT, ROW, Box
from okrsite.builtin.pages.alignment.layers import Line
from okrsite.builtin.pages.alignment.plan import Plan, arrival_at, edges, places_in, planned

_DOT = (
    '<defs><marker id="map-dot" markerWidth="7" markerHeight="7" refX="3.5" refY="3.5" '
    'markerUnits="userSpaceOnUse"><circle cx="3.5" cy="3.5" r="3"/></marker></defs>'
)


class Drawing(Struct, frozen=True):
    """A drawn map and what it holds; `is_thinned` where some lines are left out of many."""

    svg: Html
    goals: int
    lines: int
    is_thinned: bool


def draw(
    ctx: PageContext,
    shown: Sequence[ObjectiveId],
    listed: Mapping[ObjectiveId, int],
    elsewhere: Mapping[ObjectiveId, str],
    most: int,
) -> Drawing:
    """The map of some goals.

    `listed` has their numbers in the list of objectives, by which they are filtered, `elsewhere`
    the addresses of maps in which a goal goes on; `most` is how many stretches between two layers
    its lines may make.
    """
    lines = edges(ctx, shown)
    plan = planned(ctx, shown, listed, lines, elsewhere, most)
    label = ctx.words.say(
        "map.label", goals=ctx.numbers.number(len(shown)), lines=ctx.numbers.number(len(lines))
    )
    # A map that is higher than wide could be read no more, were all of it in sight.
    whole = " whole" if plan.down <= plan.across else ""
    parts = [
        (
            f'<svg class="map{whole}" width="{plan.across}" height="{plan.down}" '
            f'viewBox="0 0 {plan.across} {plan.down}" '
            f'role="group" aria-label="{escape(label)}" data-map="">'
        ),
        _DOT,
        *(_line(plan, number, line) for number, line in enumerate(plan.lines)),
        *(_frame(plan, number) for number, block in enumerate(plan.blocks) if not block.is_alone),
        *(
            _node(ctx, (number, box), place, elsewhere.get(box.objective.id, ""))
            for number, (box, place) in enumerate(zip(plan.boxes, places_in(plan), strict=True))
        ),
        "</svg>",
    ]
    return Drawing(Html("".join(parts)), len(shown), len(lines), plan.is_thinned)


def _frame(plan: Plan, number: int) -> str:
    """The frame around the goals of a block."""
    spot = plan.layout.spots[number]
    across, down = plan.size(number)
    place = f'x="{plan.lefts[spot.layer]}" y="{_short(plan.top(spot))}"'
    return f'<rect class="block" {place} width="{across}" height="{down}" rx="12"/>'


def _line(plan: Plan, number: int, line: Line) -> str:
    """A line from a goal or block leftwards to what it supports, through the bends between."""
    spots, lefts = plan.layout.spots, plan.lefts
    child, parent = spots[line.child], spots[line.parent]
    box = plan.boxes[plan.parent(line)]
    x, y = lefts[child.layer], plan.top(child) + plan.size(line.child)[1] / 2
    path = [f"M{x} {_short(y)}"]
    stops = [
        *((spot, plan.right(spot.layer), 0.0) for spot in reversed(plan.layout.bends[number])),
        (parent, lefts[parent.layer] + box.width, arrival_at(box, line)),
    ]
    for spot, there, offset in stops:
        level = plan.top(spot) + offset
        middle = _short((x + there) / 2)
        path.append(f"C{middle} {_short(y)} {middle} {_short(level)} {there} {_short(level)}")
        x, y = lefts[spot.layer], level
        if spot is not parent:
            path.append(f"H{x}")
    children = " ".join(map(str, plan.blocks[line.child].goals))
    return (
        f'<path class="line" data-c="{children}" data-p="{plan.parent(line)}" d="{"".join(path)}"/>'
    )


def _node(ctx: PageContext, which: tuple[int, Box], place: tuple[int, float], further: str) -> str:
    number, box = which
    x, y = place
    objective = box.objective
    score = ctx.objective_score(objective.id)
    progress = progress_of(ctx, score)
    share = () if score.progress is None else (progress.text,)
    badge = progress.badge
    address = ctx.href(path_of("objective", objective.id))
    rows = [
        f'<tspan x="14" y="{ABOVE + ROW * row + 14}">{escape(text)}</tspan>'
        for row, text in enumerate(box.title)
    ]
    base = ABOVE + len(box.title) * ROW
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
            _text("port", box.head + row * PORT + 13, title)
            for row, title in enumerate(box.results)
        ),
    ]
    if further:
        more = escape(ctx.words["map.continues"])
        parts.append(
            f'<a href="{further}"><title>{more}</title>'
            f'<text class="further" x="{box.width + 6}" y="{box.height // 2 + 5}">'
            f"\N{RIGHTWARDS ARROW}</text></a>"
        )
    return "".join([*parts, "</g>"])


def _text(kind: str, y: int, words: str) -> str:
    return f'<text class="{kind}" x="14" y="{y}">{escape(words)}</text>' if words else ""


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
