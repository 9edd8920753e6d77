"""A page of ours: what the board reads before it meets, on one sheet, with its own template."""

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from okrsite.api import Kpi, Objective, hookimpl
from okrsite.api.pages import (
    KpiCard,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    kpi_card,
    objective_line,
)

PATH = "board.html"
TEMPLATE = """\
{% extends "base.html" %}
{% import "partials/kpis.html" as kpis %}{% import "partials/goals.html" as goals %}
{% block main %}
<header class="lead"><h1>{{ page.title }}</h1><p class="quiet">{{ page.lead }}</p></header>
<section><h2>KPIs</h2>{{ kpis.cards(page.instruments) }}</section>
<section><h2>Where are we going?</h2>{{ goals.table(page.goals, words, '', true) }}</section>
{% endblock %}
"""


class Settings(Struct, frozen=True):
    """`[plugins.board_letter]`: what the page is called, and which KPIs it shows."""

    title: str = "Letter to the board"
    tag: str = "board"


class Letter(Struct, frozen=True, kw_only=True):
    """The sheet, every word and number as it will be read."""

    title: str
    lead: str
    instruments: tuple[KpiCard, ...]
    goals: tuple[ObjectiveLine, ...]


def letter(ctx: PageContext, _: str, settings: Settings) -> Letter:
    """The KPIs that the board reads, those outside of their range first, and the year's goals."""
    read = [kpi.id for kpi in ctx.all(Kpi) if settings.tag in kpi.tags]
    read.sort(key=lambda kpi: ctx.kpi_score(kpi).health != "out_of_range")
    current = ctx.cycle(ctx.current_cycle) if ctx.current_cycle else None
    year = current and (current.parent or current.id)
    goals = [objective_line(ctx, goal.id) for goal in ctx.all(Objective) if goal.cycle == year]
    return Letter(
        title=settings.title,
        lead=f"Instruments: {len(read)}. Goals of the year: {len(goals)}.",
        instruments=tuple(kpi_card(ctx, kpi) for kpi in read),
        goals=tuple(goals),
    )


@hookimpl
def okrsite_settings() -> type[Settings]:
    """The keys of `[plugins.board_letter]`."""
    return Settings


@hookimpl
def okrsite_pages(settings: Settings) -> Iterable[PageKind]:
    """The letter, with its way in the navigation."""
    yield PageKind(
        name="board",
        title="Board",
        names=lambda _: [Page("letter", PATH, "board_letter.html", settings.title, "board")],
        view=partial(letter, settings=settings),
        templates={"board_letter.html": TEMPLATE},
        nav=PATH,
        order=90,
    )
