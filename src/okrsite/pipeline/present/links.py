"""Links: where everything is found, from wherever one stands."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from msgspec import Struct

from okrsite.model.goals import GoalRef
from okrsite.model.names import Kind
from okrsite.pipeline.naming import FOLDERS
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.present.tags import key_of

_PLAIN = re.compile(r"[A-Za-z0-9._/#~-]*")

HOME = "index.html"
OBJECTIVES = "objectives.html"
KPIS = "kpis.html"
ALIGNMENT = "alignment.html"
LOOP = "loop.html"
TEAMS = "teams.html"
PEOPLE = "people.html"
CYCLES = "cycles.html"
CHECKINS = "checkins.html"
ATTENTION = "attention.html"
PAGES = "pages.html"
MAP = "map.html"
SEARCH = "search.html"
WALL = "wall.html"
FOCUS = "focus.html"
COMPARE = "compare.html"
SCORECARD = "scorecard.html"
MATURITY = "maturity.html"
TAGS = "tags.html"
SIX_STEPS = "six-steps.html"
KPI_OR_OKR = "kpi-or-okr.html"
NOT_FOUND = "404.html"
COMPANY_CARD = "cards/company.png"


class Anchor(Struct, frozen=True):
    """Words that lead somewhere; without `href` they are only words."""

    text: str
    href: str = ""


def path_of(kind: Kind, id: str) -> str:  # noqa: A002 - the field's name
    """The page of a thing, from the site's root."""
    if kind == "page" and id == "index":
        return HOME
    return f"{FOLDERS[kind]}/{id}.html"


def report_path(kind: Kind, id: str) -> str:  # noqa: A002 - the field's name
    """The page of a cycle or a team as it is printed."""
    return f"reports/{path_of(kind, id)}"


def card_path(kind: Kind, id: str) -> str:  # noqa: A002 - the field's name
    """The picture that stands for a team or a cycle where its address is passed on."""
    return f"cards/{FOLDERS[kind]}/{id}.png"


def maturity_path(team: str) -> str:
    """The page that tells how well a team practises its goals."""
    return f"maturity/{team}.html"


def numbered(path: str, number: int) -> str:
    """The path of a list's page: the list's own first, then `objectives/page/2.html`."""
    return path if number == 1 else f"{path.removesuffix('.html')}/page/{number}.html"


def root_of(path: str) -> str:
    """The way from a page back to the site's root: empty, `../`, `../../`."""
    return "../" * path.count("/")


def base_of(address: str) -> str:
    """The site's own address with a slash at its end; empty where it is none of the web."""
    return f"{address.rstrip('/')}/" if address.startswith(("https://", "http://")) else ""


def folder_of(address: str) -> str:
    """The folder of its host that a site lives in: `/`, or `/goals/` for a part of a host."""
    path = urlsplit(base_of(address)).path
    return path if path.startswith("/") and not path.startswith("//") else "/"


def href(root: str, path: str, anchor: str = "") -> str:
    """The address of a path on the site, for a page with that root.

    Feeds and calendars have the site's own address as their root.
    """
    if root.startswith(("https://", "http://")):
        return root + href("", path, anchor)
    whole = f"{root}{path}" if not anchor else f"{root}{path}#{anchor}"
    return whole if _PLAIN.fullmatch(whole) else quote(whole, safe="/#.~-_")


def objective_link(site: Site, root: str, id: str) -> Anchor:  # noqa: A002 - the field's name
    """An objective by its title."""
    return Anchor(site.forest.objectives[id].title, href(root, path_of("objective", id)))


def goal_link(site: Site, root: str, goal: GoalRef) -> Anchor:
    """An objective or, where one is meant, its key result, by its title."""
    objective = site.forest.objectives[goal.objective]
    result = objective.key_result(goal.key_result) if goal.key_result else None
    if result is None:
        return objective_link(site, root, goal.objective)
    address = href(root, path_of("objective", objective.id), result_anchor(result.id))
    return Anchor(result.title, address)


def result_anchor(id: str) -> str:  # noqa: A002 - the field's name
    """Where a key result stands on its objective's page."""
    return f"kr-{id}"


def kpi_link(site: Site, root: str, id: str) -> Anchor:  # noqa: A002 - the field's name
    """A KPI by its title."""
    return Anchor(site.forest.kpis[id].title, href(root, path_of("kpi", id)))


def team_link(site: Site, root: str, id: str | None) -> Anchor | None:  # noqa: A002 - as above
    """A team by its title, or nothing where there is none."""
    if id is None:
        return None
    return Anchor(site.forest.teams[id].title, href(root, path_of("team", id)))


def tag_link(site: Site, root: str, tag: str) -> Anchor:
    """A tag, led to the page of everything that carries it."""
    known = site.tags.get(key_of(tag))
    return Anchor(tag, href(root, known.path)) if known else Anchor(tag)


def cycle_link(site: Site, root: str, id: str) -> Anchor:  # noqa: A002 - the field's name
    """A cycle by its title."""
    return Anchor(site.forest.cycles[id].title, href(root, path_of("cycle", id)))


def person_link(site: Site, root: str, id: str | None) -> Anchor | None:  # noqa: A002 - as above
    """A person by name; free text where the site keeps no people, nothing where nobody is named."""
    if not id:
        return None
    person = site.forest.people.get(id)
    return Anchor(person.title, href(root, path_of("person", id))) if person else Anchor(id)
