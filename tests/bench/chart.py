"""A chart of growth: seconds over goals, both by powers of ten, readable on light and on dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 20, 50
# Labels nearer to each other than this could not be read.
LINE = 16
COLOURS = ("#c2410c", "#2563eb", "#0f766e", "#9333ea", "#737373")
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.grid{stroke:#8884;stroke-width:1}"
    "@media (prefers-color-scheme:dark){text{fill:#ddd}}"
)
Points = Sequence[tuple[int, float]]


def growth(lines: Mapping[str, Points], title: str) -> str:
    """An SVG with a line for each name, through its points of goals and seconds."""
    goals = [count for points in lines.values() for count, _ in points]
    seconds = [second for points in lines.values() for _, second in points]
    across = Scale(min(goals), max(goals), LEFT, WIDTH - RIGHT)
    up = Scale(min(seconds), max(seconds), HEIGHT - BOTTOM, TOP)
    parts = [*_grid(across, up), *_lines(lines, across, up)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">\n<style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


class Scale:
    """Where a figure lies between two places, by its power of ten; from one whole power on."""

    def __init__(self, least: float, most: float, begin: float, end: float) -> None:
        first = floor(log10(least))
        self.powers = range(first, max(ceil(log10(most)), first + 1) + 1)
        self._begin, self._step = begin, (end - begin) / (len(self.powers) - 1)

    def __call__(self, figure: float) -> float:
        return round(self._begin + (log10(figure) - self.powers[0]) * self._step, 1)


def _grid(across: Scale, up: Scale) -> list[str]:
    parts = []
    for power in up.powers:
        y = up(10.0**power)
        parts.append(f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
    for power in across.powers:
        x = across(10.0**power)
        parts.append(f'<path class="grid" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>')
        label = f"{10**power:,}"
        parts.append(f'<text x="{x}" y="{HEIGHT - 28}" text-anchor="middle">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">goals</text>')
    return parts


def _lines(lines: Mapping[str, Points], across: Scale, up: Scale) -> list[str]:
    parts, last = [], float("-inf")
    drawn = [
        (name, [(across(count), up(second)) for count, second in points], colour)
        for (name, points), colour in zip(lines.items(), COLOURS, strict=False)
    ]
    for name, places, colour in sorted(drawn, key=lambda line: line[1][-1][1]):
        path = "L".join(f"{x} {y}" for x, y in places)
        dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
        last = max(places[-1][1], last + LINE)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}')
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{last + 4}">{escape(name)}</text>')
        parts.append(
            f'<path d="M{places[-1][0] + 4} {places[-1][1]}L{WIDTH - RIGHT + 9} {last}" '
            f'stroke="{colour}" fill="none"/>'
        )
    return parts
