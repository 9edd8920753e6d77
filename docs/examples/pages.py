"""A page: every thank-you of the year on one wall, with its own template."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from okrsite.api import hookimpl
from okrsite.api.pages import Page, PageKind, Site, Thanks, all_checkins, thanks_of

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


def wall(site: Site) -> Wall:
    given = [kudos for checkin in all_checkins(site) for kudos in checkin.kudos]
    return Wall("Thank you", tuple(thanks_of(site, "", kudos) for kudos in given))


def pages(site: Site) -> Iterator[Page]:
    yield Page("thanks.html", "thanks.html", "Thank you", partial(wall, site), section="thanks")


@hookimpl
def okrsite_pages() -> Iterable[PageKind]:
    yield PageKind(
        name="thanks",
        title="Thank you",
        pages=pages,
        templates={"thanks.html": TEMPLATE},
        nav="thanks.html",
    )
