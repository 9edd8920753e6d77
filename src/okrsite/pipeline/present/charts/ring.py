"""Ring: the states of the loop in their order round a circle, each with how many are in it."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from msgspec import Struct

from okrsite.pipeline.present.charts.scale import short
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.status import Tone

# Pixels of the picture, which is drawn as large as it is, so that its words keep their size.
WIDTH, HEIGHT, RADIUS, NODE = 360, 320, 104, 28
CENTRE = (WIDTH / 2, 142)


class RingNode(Struct, frozen=True):
    """A state: its word, how many are in it, its colour, and where they are listed, if anywhere."""

    word: str
    count: str
    tone: Tone
    href: str


class Ring(Struct, frozen=True):
    """The states clockwise from the top. It draws itself when a page is rendered."""

    title: str
    nodes: tuple[RingNode, ...]

    def __html__(self) -> str:
        return "".join(_drawn(self))


def _drawn(ring: Ring) -> Iterator[str]:
    x, y = map(short, CENTRE)
    yield f'<svg class="ring" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    yield f' role="group" aria-label="{escape(ring.title)}">'
    yield f'<circle class="way" cx="{x}" cy="{y}" r="{RADIUS}"/>'
    turn = 2 * pi / max(len(ring.nodes), 1)
    for place, node in enumerate(ring.nodes):
        yield _arrow((place + 0.5) * turn)
        yield _node(node, *_at(place * turn))
    yield "</svg>"


def _at(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    """A place on the circle; angles go clockwise from the top."""
    return CENTRE[0] + radius * sin(angle), CENTRE[1] - radius * cos(angle)


def _arrow(angle: float) -> str:
    """The head of an arrow on the circle, which shows which way round it goes."""
    corners = (_at(angle + 0.05), _at(angle - 0.05, RADIUS + 6), _at(angle - 0.05, RADIUS - 6))
    points = " ".join(f"{short(x)},{short(y)}" for x, y in corners)
    return f'<polygon points="{points}"/>'


def _node(node: RingNode, x: float, y: float) -> str:
    place = f'x="{short(x)}" text-anchor="middle"'
    drawn = (
        f'<circle class="{node.tone}" cx="{short(x)}" cy="{short(y)}" r="{NODE}"/>'
        f'<text class="count" {place} y="{short(y + 7)}">{escape(node.count)}</text>'
        f'<text {place} y="{short(y + NODE + 18)}">{escape(node.word)}</text>'
    )
    if node.href:
        return f'<a href="{escape(node.href)}">{drawn}</a>'
    return f'<g class="none">{drawn}</g>'
