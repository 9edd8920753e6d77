"""Steps: how many of a few steps are gone, as a row of boxes that is read at a glance."""

from __future__ import annotations

from msgspec import Struct

from okrsite.pipeline.present.html import escape

SIZE, APART = 14, 4


class Steps(Struct, frozen=True):
    """So many of so many steps.

    It draws itself when a page is rendered.

    Attributes:
        title: What it shows, in words.
        gone: How many steps are done.
        steps: How many steps there are.
    """

    title: str
    gone: int
    steps: int

    def __html__(self) -> str:
        width = self.steps * (SIZE + APART) - APART
        boxes = "".join(
            f'<rect class="{"gone" if step < self.gone else "ahead"}" x="{step * (SIZE + APART)}"'
            f' y="{SIZE - _height(step, self.steps)}" width="{SIZE}"'
            f' height="{_height(step, self.steps)}" rx="2"/>'
            for step in range(self.steps)
        )
        return (
            f'<svg class="stairs" width="{width}" height="{SIZE}" role="img">'
            f"<title>{escape(self.title)}</title>{boxes}</svg>"
        )


def _height(step: int, steps: int) -> int:
    return 4 + round((SIZE - 4) * (step + 1) / steps)
