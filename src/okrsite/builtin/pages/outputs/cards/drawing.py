"""Drawing: a card as a PNG, the same bytes wherever the same version of Pillow draws it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from math import fsum
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from okrsite.api.pages import Tone
from okrsite.builtin.pages.outputs.cards.card import Card
from okrsite.builtin.pages.outputs.cards.letters import cut, wrapped, writable

WIDTH, HEIGHT = 1200, 630
_EDGE = 76
_INSIDE = WIDTH - 2 * _EDGE
_FINE = 4  # edges are drawn so many times larger, and made small again, to be smooth
_BESIDE = 1.3  # from the beginning of a mark to its word, and from there to the next, in letters
_FONTS = Path(__file__).parent / "fonts"
_FACES = {"sans": "NotoSans-Medium.ttf", "serif": "NotoSerif-SemiBold.ttf"}
_BAR, _BAR_TOP = 26, 412
_ABOVE, _TITLE, _TALLIES, _RULE, _FOOT = 74, 110, 500, 536, 584

Face = Literal["sans", "serif"]
Box = tuple[float, float, float, float]
Shape = Callable[[ImageDraw.ImageDraw, float, float], None]


def drawn(card: Card) -> bytes:
    """The picture of a card, 1200 by 630 pixels."""
    sheet = _Sheet(card)
    sheet.head()
    sheet.figure()
    sheet.bar()
    sheet.tallies()
    sheet.foot()
    content = BytesIO()
    sheet.image.save(content, "PNG", compress_level=6)
    return content.getvalue()


@cache
def load_font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """One of the two fonts at a size in pixels."""
    layout = ImageFont.Layout.BASIC  # the other depends on libraries that a machine may lack
    return ImageFont.truetype(_FONTS / _FACES[face], size, layout_engine=layout)


class _Sheet:
    """The picture of one card while it is drawn; places count from where reading begins."""

    def __init__(self, card: Card) -> None:
        self._card, self._colours = card, card.palette
        self.image = Image.new("RGB", (WIDTH, HEIGHT), self._colours.paper)
        self._draw = ImageDraw.Draw(self.image)

    def head(self) -> None:
        """The title, as large as it can be, below the words that introduce it."""
        card = self._card
        title = writable(card.title) or writable(card.site)
        above = writable(card.above)
        self._rectangle((0, 0, WIDTH, 12), self._colours.accent)
        if above != title:
            self._line(above, (_EDGE, _ABOVE), "sans", 30, self._colours.soft)
        size, lines = _fitted(title)
        for number, line in enumerate(lines):
            stands_on = _TITLE + round((0.75 + 1.2 * number) * size)
            self._line(line, (_EDGE, stands_on), "serif", size)

    def figure(self) -> None:
        """How far it is, beside how far it should be, and of how many goals that is true."""
        share, pace, goals = map(writable, (self._card.share, self._card.pace, self._card.goals))
        size = 96 if self._card.done is not None else 60
        end = _EDGE + self._line(share, (_EDGE, _BAR_TOP - 34), "serif", size)
        self._line(pace, (end + 28, _BAR_TOP - 34), "sans", 32, self._colours.soft)
        self._last(goals, _BAR_TOP - 34, 32)

    def bar(self) -> None:
        """The progress bar, with a mark at the expected share."""
        colours, top, done = self._colours, _BAR_TOP, _inside(self._card.done or 0)
        self._pill((_EDGE, top, WIDTH - _EDGE, top + _BAR), colours.line)
        self._pill((_EDGE + 2, top + 2, WIDTH - _EDGE - 2, top + _BAR - 2), colours.sunk)
        if done:
            width = max(done * _INSIDE, _BAR)
            self._pill((_EDGE, top, _EDGE + width, top + _BAR), colours.calm)
        if self._card.expected is not None:
            x = _EDGE + round(_inside(self._card.expected) * _INSIDE)
            self._rectangle((x - 5, top - 12, x + 5, top + _BAR + 12), colours.paper)
            self._rectangle((x - 2, top - 12, x + 2, top + _BAR + 12), colours.ink)

    def tallies(self) -> None:
        """How many goals are in which state, each with the shape of its tone."""
        told = [(tally, writable(tally.text)) for tally in self._card.tallies]
        texts = [text for _, text in told if text]
        size = next((size for size in (28, 26, 24, 22) if _row(texts, size) <= _INSIDE), 20)
        x = float(_EDGE)
        for tally, text in told:
            width = _row([text], size)
            if text and x + width <= WIDTH - _EDGE:
                self._mark((x, _TALLIES - size * 0.82, x + size * 0.86), tally.tone)
                self._line(text, (x + size * _BESIDE, _TALLIES), "sans", size)
                x += width + size * _BESIDE

    def foot(self) -> None:
        """How much of the time has passed, and the day of the figures."""
        self._rectangle((_EDGE, _RULE, WIDTH - _EDGE, _RULE + 2), self._colours.line)
        taken = self._last(writable(self._card.as_of), _FOOT, 26)
        measure = load_font("sans", 26).getlength
        time = cut(writable(self._card.time), measure, _INSIDE - taken - 40)
        self._line(time, (_EDGE, _FOOT), "sans", 26, self._colours.soft)

    def _line(
        self, text: str, at: tuple[float, float], face: Face, size: int, colour: str = ""
    ) -> float:
        """Write a line that stands on a height; gives its width."""
        font = load_font(face, size)
        x, y = at
        text = cut(text, font.getlength, WIDTH - _EDGE - x) if text else ""
        width = font.getlength(text)
        x = WIDTH - x - width if self._card.leftward else x
        self._draw.text((round(x), y), text, colour or self._colours.ink, font, anchor="ls")
        return width

    def _last(self, text: str, y: float, size: int) -> float:
        """Write a line that ends where reading ends; gives its width."""
        width = load_font("sans", size).getlength(text)
        return self._line(text, (WIDTH - _EDGE - width, y), "sans", size, self._colours.soft)

    def _rectangle(self, box: Box, colour: str) -> None:
        left, top, right, bottom = self._turned(box)
        self._draw.rectangle((left, top, right - 1, bottom - 1), colour)

    def _pill(self, box: Box, colour: str) -> None:
        self._smooth(box, colour, _round)

    def _mark(self, place: tuple[float, float, float], tone: Tone) -> None:
        (left, top, right), colours = place, self._colours
        colour = colours.soft if tone == "quiet" else getattr(colours, tone)
        self._smooth((left, top, right, top + right - left), colour, _SHAPES[tone])

    def _smooth(self, box: Box, colour: str, shape: Shape) -> None:
        left, top, right, bottom = (round(edge) for edge in self._turned(box))
        size = (right - left) * _FINE, (bottom - top) * _FINE
        mask = Image.new("L", size)
        shape(ImageDraw.Draw(mask), size[0] - 1, size[1] - 1)
        self.image.paste(colour, (left, top), mask.reduce(_FINE))

    def _turned(self, box: Box) -> Box:
        left, top, right, bottom = box
        return (WIDTH - right, top, WIDTH - left, bottom) if self._card.leftward else box


def _round(draw: ImageDraw.ImageDraw, width: float, height: float) -> None:
    draw.rounded_rectangle((0, 0, width, height), height / 2, 255)


def _circle(draw: ImageDraw.ImageDraw, width: float, height: float) -> None:
    draw.ellipse((0, 0, width, height), 255)


def _ring(draw: ImageDraw.ImageDraw, width: float, height: float) -> None:
    draw.ellipse((0, 0, width, height), 0, 255, 3 * _FINE)


def _triangle(draw: ImageDraw.ImageDraw, width: float, height: float) -> None:
    draw.polygon(((0, height), (width / 2, 0), (width, height)), 255)


def _octagon(draw: ImageDraw.ImageDraw, width: float, height: float) -> None:
    low, high = 0.29, 0.71
    corners = ((low, 0), (high, 0), (1, low), (1, high), (high, 1), (low, 1), (0, high), (0, low))
    draw.polygon([(x * width, y * height) for x, y in corners], 255)


_SHAPES: dict[Tone, Shape] = {
    "good": _circle,
    "calm": _circle,
    "warn": _triangle,
    "bad": _octagon,
    "quiet": _ring,
}


def _inside(share: float) -> float:
    return min(max(share, 0), 1)


def _row(texts: list[str], size: int) -> float:
    """The width of words in a row, each with the mark before it."""
    widths = [load_font("sans", size).getlength(text) + size * _BESIDE for text in texts]
    return fsum(widths) + (len(texts) - 1) * size * _BESIDE


def _fitted(title: str) -> tuple[int, tuple[str, ...]]:
    """The largest size at which a title needs no cut, and its lines; else the smallest, cut."""
    for size in (84, 68, 56):
        lines = wrapped(title, load_font("serif", size).getlength, _INSIDE, 1 if size == 84 else 2)
        if "".join(lines).replace(" ", "") == title.replace(" ", ""):
            break
    return size, lines
