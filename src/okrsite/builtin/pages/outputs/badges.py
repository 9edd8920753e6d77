"""Badges: how a goal or a team stands, as a small picture for other places; only where wanted.

The theme's option `badges = true` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api import Objective, Team
from okrsite.api.pages import Badge, File, PageContext, PageKind, Tone, Words
from okrsite.builtin.pages.outputs.xml import xml_text
from okrsite.pipeline.present.progress import verdict_badge

_HEIGHT, _LETTER, _SIDE = 20, 6.6, 7
_LONGEST = 40
_FILLS: dict[Tone, str] = {
    "good": "#1f6b3f",
    "warn": "#875400",
    "bad": "#a8281f",
    "calm": "#24528f",
    "quiet": "#586266",
}


def drawn(words: Words, about: str, says: str, tone: Tone) -> bytes:
    """Two words side by side; the drawing fits them whatever font it meets."""
    about = about if len(about) <= _LONGEST else f"{about[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    left, right = (round(len(text) * _LETTER) + 2 * _SIDE for text in (about, says))
    label = xml_text(words.labelled(about, says))
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


def goal_badge(ctx: PageContext, id_: str) -> bytes:
    """How an objective stands: the share and the status."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    badge = verdict_badge(ctx, score)
    return drawn(ctx.words, objective.title, _says(ctx, score.progress, badge), badge.tone)


def team_badge(ctx: PageContext, id_: str) -> bytes:
    """How far a team is in the current cycle."""
    score = ctx.team_score(id_)
    return drawn(ctx.words, ctx.team(id_).title, ctx.numbers.percent(score.progress), "calm")


def _says(ctx: PageContext, progress: float | None, badge: Badge) -> str:
    return badge.word if progress is None else f"{ctx.numbers.percent(progress)} {badge.word}"


def names(ctx: PageContext) -> Iterator[File]:
    """A badge for each objective and team, and one for the company, where the theme wants them."""
    if not ctx.options.get("badges"):
        return
    for id_ in ctx.ids(Objective):
        yield File(f"objective {id_}", f"badges/objectives/{id_}.svg")
    for id_ in ctx.ids(Team):
        yield File(f"team {id_}", f"badges/teams/{id_}.svg")
    yield File("company", "badges/company.svg")


def badge_of(ctx: PageContext, name: str) -> bytes:
    """A badge by its name."""
    kind, _, id_ = name.partition(" ")
    match kind:
        case "objective":
            return goal_badge(ctx, id_)
        case "team":
            return team_badge(ctx, id_)
        case _:
            current = ctx.current_cycle
            score = ctx.cycle_score(current) if current else ctx.company
            share = ctx.numbers.percent(score.progress)
            return drawn(ctx.words, ctx.settings.site.title, share, "calm")


KIND = PageKind(name="badges", title="Badges", names=names, content=badge_of, order=1000)
