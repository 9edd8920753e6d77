"""Badges: how a goal or a team stands, as a small picture for other places; only where wanted.

The theme's option `badges = true` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from okrsite.api.pages import (
    Badge,
    File,
    PageKind,
    Site,
    Tone,
    inactive_badge,
    verdict_badge,
)
from okrsite.builtin.pages.xml import xml_text

_HEIGHT, _LETTER, _SIDE = 20, 6.6, 7
_LONGEST = 40
_FILLS: dict[Tone, str] = {
    "good": "#1f6b3f",
    "warn": "#875400",
    "bad": "#a8281f",
    "calm": "#24528f",
    "quiet": "#586266",
}


def drawn(about: str, says: str, tone: Tone) -> bytes:
    """Two words side by side; the drawing fits them whatever font it meets."""
    about = about if len(about) <= _LONGEST else f"{about[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    left, right = (round(len(each) * _LETTER) + 2 * _SIDE for each in (about, says))
    label = xml_text(f"{about}: {says}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" '
        f'role="img" aria-label="{label}"><title>{label}</title>'
        f'<rect width="{left + right}" height="{_HEIGHT}" rx="4" fill="#3a4245"/>'
        f'<path d="M{left} 0h{right - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-{right - 4}z" '
        f'fill="{_FILLS[tone]}"/>'
        f'<g fill="#fff" font-family="Verdana,Geneva,sans-serif" font-size="11">'
        f"{_words(about, _SIDE, left)}{_words(says, left + _SIDE, right)}</g></svg>\n"
    ).encode()


def _words(text: str, x: int, width: int) -> str:
    return f'<text x="{x}" y="14" textLength="{width - 2 * _SIDE}">{xml_text(text)}</text>'


def goal_badge(site: Site, id: str) -> bytes:  # noqa: A002 - the field's name
    """How an objective stands: the share and the status."""
    objective, score = site.forest.objectives[id], site.scored.objectives[id]
    badge = inactive_badge(site, objective) or verdict_badge(site, score)
    return drawn(objective.title, _says(site, score.progress, badge), badge.tone)


def team_badge(site: Site, id: str) -> bytes:  # noqa: A002 - the field's name
    """How far a team is in the current cycle."""
    score = site.scored.teams[id]
    return drawn(site.forest.teams[id].title, site.numbers.percent(score.progress), "calm")


def _says(site: Site, progress: float | None, badge: Badge) -> str:
    return badge.word if progress is None else f"{site.numbers.percent(progress)} {badge.word}"


def pages(site: Site) -> Iterator[File]:
    """A badge for each objective and team, and one for the company, where the theme wants them."""
    if not site.theme.options.get("badges"):
        return
    for id_ in site.forest.objectives:
        yield File(f"badges/objectives/{id_}.svg", partial(goal_badge, site, id_))
    for id_ in site.forest.teams:
        yield File(f"badges/teams/{id_}.svg", partial(team_badge, site, id_))
    share = site.numbers.percent(site.scored.company.progress)
    yield File("badges/company.svg", partial(drawn, site.settings.site.title, share, "calm"))


KIND = PageKind(name="badges", title="Badges", pages=pages, order=1000)
