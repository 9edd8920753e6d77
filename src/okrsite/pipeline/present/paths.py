"""Paths: where every page of a site is, and the way there from another."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from msgspec import Struct

from okrsite.model.names import KeyResultId, Kind
from okrsite.pipeline.naming import FOLDERS

_PLAIN = re.compile(r"[A-Za-z0-9._/~-]*")

HOME = "index.html"
OBJECTIVES = "objectives.html"
KPIS = "kpis.html"
KPIS_BY_TEAM = "kpis/by/team.html"
CRITICAL_KPIS = "kpis/by/critical.html"
KPI_TABLE = "kpis/by/table.html"
SCORECARD = "kpis/by/scorecard.html"
FOCUS = "kpis/by/focus.html"
ALIGNMENT = "alignment.html"
LOOP = "loop.html"
TEAMS = "teams.html"
PEOPLE = "people.html"
CYCLES = "cycles.html"
CHECKINS = "checkins.html"
CHANGES = "changes.html"
ATTENTION = "attention.html"
AGENDA = "calendar.html"
PAGES = "pages.html"
MAP = "map.html"
SEARCH = "search.html"
WALL = "wall.html"
COMPARE = "compare.html"
MATURITY = "maturity.html"
TAGS = "tags.html"
SIX_STEPS = "six-steps.html"
KPI_OR_OKR = "kpi-or-okr.html"
NOT_FOUND = "404.html"
COMPANY_CARD = "cards/company.png"


class Anchor(Struct, frozen=True):
    """Words that lead somewhere.

    Attributes:
        text: The words.
        href: The address; empty where they are only words.
    """

    text: str
    href: str = ""


def path_of(kind: Kind, name: str) -> str:
    """The page of a thing, from the site's root."""
    if kind == "page" and name == "index":
        return HOME
    return f"{FOLDERS[kind]}/{name}.html"


def report_path(kind: Kind, name: str) -> str:
    """The page of a cycle or a team as it is printed."""
    return f"reports/{path_of(kind, name)}"


def card_path(kind: Kind, name: str) -> str:
    """The picture that stands for a team or a cycle where its address is passed on."""
    return f"cards/{FOLDERS[kind]}/{name}.png"


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
    address = _quoted(f"{root}{path}")
    return f"{address}#{_quoted(anchor)}" if anchor else address


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quote(text, safe="/.~-_")


def result_anchor(result: KeyResultId) -> str:
    """Where a key result stands on its objective's page."""
    return f"kr-{result}"
