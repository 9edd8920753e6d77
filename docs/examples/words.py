"""Words: a panel that greets in the language of the site."""

from collections.abc import Iterable

from msgspec import Struct

from okrsite.api import Objective, Translation, hookimpl
from okrsite.api.pages import PageContext, Panel


class Greeting(Struct, frozen=True):
    text: str


def greeting(ctx: PageContext, _: str) -> Greeting:
    return Greeting(ctx.words.count("plugins.words.goals", len(ctx.ids(Objective))))


@hookimpl
def okrsite_words() -> Iterable[Translation]:
    yield Translation(
        language="en",
        texts={"goals.one": "One goal for all of us", "goals.other": "{count} goals for all of us"},
    )
    yield Translation(
        language="de",
        texts={"goals.one": "Ein Ziel für uns alle", "goals.other": "{count} Ziele für uns alle"},
    )


@hookimpl
def okrsite_panels() -> Iterable[Panel]:
    yield Panel(
        name="greeting",
        place="home.after_summary",
        view=greeting,
        template="<p>{{ panel.text }}</p>",
    )
