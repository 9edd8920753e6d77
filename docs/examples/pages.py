"""A page: every thank-you of the year on one wall, with its own template."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from okrsite.api import hookimpl
from okrsite.api.pages import Page, PageContext, PageKind, Thanks, all_checkins, thanks_of

TEMPLATE = """\
{% extends "base.html" %}
{% block main %}
<header class="lead"><h1>{{ page.title }}</h1></header>
<ul>
{% for row in page.thanks %}
<li>{{ row.to.text }}, for {{ row.for_ }}</li>
{% endfor %}
</ul>
{% endblock %}
"""


class Wall(Struct, frozen=True):
    title: str
    thanks: tuple[Thanks, ...]


def wall(ctx: PageContext, _: str) -> Wall:
    given = [kudos for checkin in all_checkins(ctx) for kudos in checkin.kudos]
    return Wall("Thank you", tuple(thanks_of(ctx, kudos) for kudos in given))


def names(_: PageContext) -> Iterator[Page]:
    yield Page("wall", "thanks.html", "thanks.html", "Thank you", section="thanks")


@hookimpl
def okrsite_pages() -> Iterable[PageKind]:
    yield PageKind(
        name="thanks",
        title="Thank you",
        names=names,
        view=wall,
        templates={"thanks.html": TEMPLATE},
        nav="thanks.html",
    )
