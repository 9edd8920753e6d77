"""Cards: the picture that others show beside a page's address; only where wanted.

The theme's option `social_cards = true` makes them: of the company, of each team and each cycle.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from okrsite.api import Cycle, Team
from okrsite.api.pages import File, PageContext, PageError, PageKind
from okrsite.builtin.pages.outputs.cards.card import Card, company_card, cycle_card, team_card
from okrsite.builtin.pages.outputs.cards.palette import palette_of
from okrsite.pipeline.present.paths import COMPANY_CARD, card_path


def names(ctx: PageContext) -> Iterator[File]:
    """A card for the company, each team and each cycle, where the theme wants them.

    Raises PageError where the library that draws them is not installed.
    """
    if not ctx.options.get("social_cards"):
        return
    if find_spec("PIL") is None:
        raise PageError(
            "social cards are drawn by Pillow, which is not installed",
            "pip install 'okrsite[cards]', or leave social_cards out of [theme] options.",
        )
    yield File("company", COMPANY_CARD)
    for team in ctx.ids(Team):
        yield File(f"team {team}", card_path("team", team))
    for cycle in ctx.ids(Cycle):
        yield File(f"cycle {cycle}", card_path("cycle", cycle))


def content(ctx: PageContext, name: str) -> bytes:
    """A card as a picture; dear to draw, so it follows what it says and nothing else."""
    from okrsite.builtin.pages.outputs.cards.drawing import drawn  # noqa: PLC0415 - slow to import

    return drawn(ctx.once(card_of, name))


def card_of(ctx: PageContext, name: str) -> Card:
    """What a card says, by its name."""
    kind, _, id_ = name.partition(" ")
    colours = palette_of(ctx.static)
    match kind:
        case "team":
            return team_card(ctx, colours, id_)
        case "cycle":
            return cycle_card(ctx, colours, id_)
        case _:
            return company_card(ctx, colours)


KIND = PageKind(name="cards", title="Cards", names=names, content=content, order=1000)
