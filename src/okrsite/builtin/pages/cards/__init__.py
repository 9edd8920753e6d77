"""Cards: the picture that others show beside a page's address; only where wanted.

The theme's option `social_cards = true` makes them: of the company, of each team and each cycle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec

from okrsite.api.pages import COMPANY_CARD, File, PageError, PageKind, Site, card_path
from okrsite.builtin.pages.cards.card import Card, company_card, cycle_card, team_card
from okrsite.builtin.pages.cards.palette import palette_of


def pages(site: Site) -> Iterator[File]:
    """A card for the company, each team and each cycle, where the theme wants them.

    Raises PageError where the library that draws them is not installed.
    """
    if not site.theme.options.get("social_cards"):
        return
    if find_spec("PIL") is None:
        raise PageError(
            "social cards are drawn by Pillow, which is not installed",
            "pip install 'okrsite[cards]', or leave social_cards out of [theme] options.",
        )
    colours = palette_of(site.theme.static)
    yield _file(COMPANY_CARD, partial(company_card, site, colours))
    for team in site.forest.teams:
        yield _file(card_path("team", team), partial(team_card, site, colours, team))
    for cycle in site.forest.cycles:
        yield _file(card_path("cycle", cycle), partial(cycle_card, site, colours, cycle))


def _file(path: str, card: Callable[[], Card]) -> File:
    return File(path, partial(_drawn, card), card)


def _drawn(card: Callable[[], Card]) -> bytes:
    from okrsite.builtin.pages.cards.drawing import drawn  # noqa: PLC0415 - slow to import

    return drawn(card())


KIND = PageKind(name="cards", title="Cards", pages=pages, order=1000)
