"""The contract of a panel: what a plugin adds at a named place of a page that ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from msgspec import Struct

from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.html import Html

Place: TypeAlias = Literal[
    "home.after_summary",
    "home.end",
    "objective.after_key_results",
    "objective.end",
    "kpi.after_chart",
    "kpi.end",
    "team.end",
    "cycle.end",
]
PLACES: Final[tuple[str, ...]] = get_args(Place)
NO_PANELS: Final[Mapping[str, Html]] = MappingProxyType(dict.fromkeys(PLACES, Html()))


class Panel(Struct, frozen=True, kw_only=True):
    """What stands at a named place of a page that ships, with its template, style and script.

    Panels of one place stand in the order of their `order`, those of one order by their names.

    Attributes:
        name: Letters, digits, hyphens and underscores; two panels never share one.
        place: Where it stands: the page, a dot, and the place on it.
        view: Gets the context of the page, and the id of the objective, KPI, team or cycle that
            the page is about, `home` on the home page. It gives a Struct of words, numbers and
            addresses ready to be placed, or None where there is nothing to show.
        template: The text of its template, in which the view-model is called `panel`. A theme
            replaces it with its own template `panels/NAME.html`.
        css: Its style, loaded only where it is shown, after the theme's and before `brand.css`.
        js: Its script, loaded only where it is shown, when the page is there.
        static: Its pictures and other files by name: `url(NAME)` in `css`, and in the template
            `frame.assets['panels/PANEL/NAME']`.
        order: Its place among the panels of the same place.
        volatile: Whether it depends on anything else, such as the network; its pages are made
            each time.
    """

    name: str
    place: Place
    view: Callable[[PageContext, str], Struct | None]
    template: str
    css: str = ""
    js: str = ""
    static: Mapping[str, bytes] = {}
    order: int = 100
    volatile: bool = False

    @property
    def kind(self) -> str:
        """The kind of the pages that it stands on."""
        return self.place.partition(".")[0]

    @property
    def folder(self) -> str:
        """Where its files are among a theme's static ones."""
        return f"panels/{self.name}"

    @property
    def template_name(self) -> str:
        """The name of its template in a theme."""
        return f"{self.folder}.html"
