"""What the browser filters, groups and sorts the list of objectives by, in a compact form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from msgspec import Struct

from okrsite.api import Objective, Person
from okrsite.api.pages import (
    Anchor,
    ObjectiveId,
    PageContext,
    cycle_link,
    objective_link,
    person_link,
    team_link,
)
from okrsite.builtin.pages.goal_tree import places_of
from okrsite.builtin.pages.scopes import COMPANY, scopes_of
from okrsite.pipeline.present.progress import inactive_badge

GROUPINGS = ("cycle", "alignment", "team", "owner", "status")
FILTERS = ("cycle", "team", "owner", "status", "tag")
# The key of the goals without a cycle: no id holds a colon.
BACKLOG = ":backlog"
BANDS = ("low", "middle", "high")
STATUSES = (
    *BANDS,
    "off_track",
    "at_risk",
    "on_track",
    "done",
    "not_measured",
    "not_started",
    "draft",
    "paused",
    "dropped",
)


class FilterChoice(Struct, frozen=True, array_like=True):
    """One thing to filter or group by: its key in the address, its words, and its page if any."""

    key: str
    words: str
    href: str = ""


class IndexRow(Struct, frozen=True, array_like=True):
    """An objective by the numbers of its choices; -1 where it has none.

    `rank` is its place by title, `top` the number of the goal at the top of its way, -1 where it
    stands alone, `place` and `depth` where in the tree. `teams` are its own, then those above.
    """

    cycle: int
    owner: int
    status: int
    teams: tuple[int, ...]
    tags: tuple[int, ...]
    progress: float | None
    confidence: float | None
    rank: int
    top: int
    place: int
    depth: int
    title: str


class Index(Struct, frozen=True, kw_only=True):
    """All objectives in the order of the list; `firsts` begin its pages, to notice a new site."""

    size: int
    firsts: tuple[str, ...]
    cycle: tuple[FilterChoice, ...]
    team: tuple[FilterChoice, ...]
    owner: tuple[FilterChoice, ...]
    status: tuple[FilterChoice, ...]
    tag: tuple[FilterChoice, ...]
    alignment: dict[int, FilterChoice]
    rows: tuple[IndexRow, ...]
    words: dict[str, str]
    shown: dict[str, str]


def index(ctx: PageContext, listed: Sequence[Objective], size: int) -> Index:
    """What the browser is told of all objectives, in the order of the list."""
    cycles = list(dict.fromkeys(objective.cycle or BACKLOG for objective in listed))
    teams = _by_title(ctx, {team for objective in listed for team in _teams(ctx, objective)})
    owners = sorted({objective.owner for objective in listed if objective.owner}, key=_named(ctx))
    tags = sorted({tag for objective in listed for tag in objective.tags})
    numbers = {objective.id: number for number, objective in enumerate(listed)}
    ways, tops = _ways(ctx, numbers)
    at = {kind: _numbered(known) for kind, known in (("cycle", cycles), ("team", teams))}
    at |= {"owner": _numbered(owners), "tag": _numbered(tags), "status": _numbered(STATUSES)}
    titles = sorted(listed, key=lambda objective: (objective.title.casefold(), objective.id))
    ranks = {objective.id: rank for rank, objective in enumerate(titles)}

    def row(objective: Objective) -> IndexRow:
        score = ctx.objective_score(objective.id)
        return IndexRow(
            at["cycle"][objective.cycle or BACKLOG],
            at["owner"].get(objective.owner or "", -1),
            at["status"][_status(ctx, objective)],
            tuple(at["team"][team] for team in _teams(ctx, objective)),
            tuple(at["tag"][tag] for tag in dict.fromkeys(objective.tags)),
            None if score.progress is None else round(score.progress, 4),
            score.confidence,
            ranks[objective.id],
            *ways[objective.id],
            objective.title,
        )

    return Index(
        size=size,
        firsts=tuple(objective.id for objective in listed[::size]),
        cycle=tuple(
            _choice(key, cycle_link(ctx, None if key == BACKLOG else key)) for key in cycles
        ),
        team=tuple(_choice(team, team_link(ctx, team)) for team in teams),
        owner=tuple(_choice(owner, person_link(ctx, owner)) for owner in owners),
        status=tuple(FilterChoice(status, _status_words(ctx, status)) for status in STATUSES),
        tag=tuple(FilterChoice(tag, tag) for tag in tags),
        alignment={numbers[top]: _choice(top, objective_link(ctx, top)) for top in tops},
        rows=tuple(row(objective) for objective in listed),
        words={key: ctx.words[f"explore.{key}"] for key in _WORDS},
        shown=ctx.words.forms("explore.shown"),
    )


_WORDS = (
    "filters",
    "text",
    "group",
    *(f"group_{grouping}" for grouping in GROUPINGS),
    *FILTERS,
    "any",
    "nobody",
    "no_team",
    "alone",
    "on_way",
    "only_filters",
    "clear",
    "more",
    "none",
    "stale",
)


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(keys)}


def _teams(ctx: PageContext, objective: Objective) -> list[str]:
    """The team of a goal and those above it: whose figures it counts in, and no others.

    So the list of a team has as many goals as its page, its brief and the teams by status say.
    """
    return [team for team in scopes_of(ctx, objective.team) if team != COMPANY]


def _status(ctx: PageContext, objective: Objective) -> str:
    """How a goal stands as its row shows it: set aside, graded, or by its pace."""
    if inactive_badge(ctx, objective):
        return objective.state
    score = ctx.objective_score(objective.id)
    return (score.grade and score.grade.band) or score.status


def _status_words(ctx: PageContext, key: str) -> str:
    kinds = ("band", "status", "state")
    return next(ctx.words[name] for kind in kinds if (name := f"{kind}.{key}") in ctx.words)


def _ways(
    ctx: PageContext, numbers: dict[ObjectiveId, int]
) -> tuple[dict[ObjectiveId, tuple[int, int, int]], list[ObjectiveId]]:
    """For each goal its top goal, its place and its depth in the tree; and all top goals."""
    ways: dict[ObjectiveId, tuple[int, int, int]] = {}
    tops: list[ObjectiveId] = []
    listed = places_of(ctx, frozenset(numbers))
    for position, (place, after) in enumerate(zip_longest(listed, listed[1:])):
        is_alone = place.depth == 0 and (after is None or after.depth == 0)
        if place.depth == 0 and not is_alone:
            tops.append(place.objective)
        if not place.is_repeated:
            top = -1 if is_alone else numbers[tops[-1]]
            ways[place.objective] = (top, position, place.depth)
    return ways, tops


def _by_title(ctx: PageContext, teams: Iterable[str]) -> list[str]:
    return sorted(teams, key=lambda team: (ctx.team(team).title.casefold(), team))


def _choice(key: str, link: Anchor | None) -> FilterChoice:
    return FilterChoice(key, link.text, link.href) if link else FilterChoice(key, key)


def _named(ctx: PageContext) -> Callable[[str], tuple[str, str]]:
    def named(name: str) -> tuple[str, str]:
        person = ctx.find(Person, name)
        return (person.title if person else name).casefold(), name

    return named
