"""Objectives: those that are not over as a tree, then the others by cycle, in small pages.

Complete as they are; in a browser with JavaScript the first page filters, groups and sorts all of
them, with what `objectives_index` tells of each and, of those on later pages, their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from okrsite.api import GoalKey, Objective
from okrsite.api.pages import (
    Anchor,
    CycleId,
    File,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    Progress,
    cycle_link,
    goal_link,
    in_pages,
    numbered,
    objective_line,
    paging,
    progress_of,
)
from okrsite.builtin.pages.brief.lead import said_about
from okrsite.builtin.pages.goal_tree import places
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.kpi.views import Tab
from okrsite.builtin.pages.objective.index import index
from okrsite.builtin.pages.objective.tabs import alignment_tabs
from okrsite.builtin.pages.sorting import cycle_places
from okrsite.pipeline.present.goal_list import listed_goals
from okrsite.pipeline.present.paths import OBJECTIVES
from okrsite.pipeline.present.sentences.change import share_delta
from okrsite.pipeline.present.sentences.sentence import Sentence

INDEX = f"{DATA}/objectives.js"

PAGE_SIZE = 100
AT_ONCE = 12 * PAGE_SIZE
SHOWN_RESULTS = 5
# How many steps the tree is indented at most.
DEEPEST = 6
# The key of the goals that are not over: no id holds a colon.
NOW = ":now"


class GoalRow(Struct, frozen=True, kw_only=True):
    """A goal in the tree: how deep it stands, what it changed since Monday, and its key results.

    `cycle` is None where the heading above says it.
    """

    depth: int
    line: ObjectiveLine
    cycle: Anchor | None
    delta: str
    results: tuple[ResultRow, ...]


class ResultRow(Struct, frozen=True):
    """A key result below its goal."""

    link: Anchor
    progress: Progress


class TreeGroup(Struct, frozen=True):
    """The goals under one heading that stand on one page."""

    heading: Anchor
    days: str
    rows: tuple[GoalRow, ...]


class ObjectivesView(Struct, frozen=True, kw_only=True):
    """One page of the goals; `explorer` leads from the others to the first.

    `index` is the address of what the explorer knows of all of them, `later` the same where it is
    so much that the page is to stand there first; empty but on the first page.
    """

    title: str
    answer: tuple[Sentence, ...]
    lead: str
    tabs: tuple[Tab, ...]
    groups: tuple[TreeGroup, ...]
    paging: Paging | None
    explorer: str
    index: str
    later: str


class RowsView(Struct, frozen=True):
    """The rows of one page of the list as the explorer takes them in, seen from the first page."""

    number: str
    first: str
    rows: tuple[GoalRow, ...]


def objectives_view(
    ctx: PageContext, shown: Sequence[ObjectiveId], number: int, total: int
) -> ObjectivesView:
    """A page of the goals: the tree of those that are not over, then the others by cycle."""
    count = len(ctx.ids(Objective))
    index = INDEX if number == 1 else ""
    return ObjectivesView(
        title=ctx.words["objectives.title"],
        answer=said_about(ctx, "time", "goals") if number == 1 else (),
        lead=ctx.words.count("objectives.lead", count, ctx.numbers.number(count)),
        tabs=alignment_tabs(ctx, OBJECTIVES, is_part=number > 1),
        groups=tuple(
            _group(ctx, key, tuple(found))
            for key, found in groupby(shown, key=lambda id_: _heading(ctx, id_))
        ),
        paging=paging(ctx, OBJECTIVES, number, total),
        explorer="" if number == 1 else ctx.href(OBJECTIVES),
        index=index if is_light(ctx) else "",
        later="" if is_light(ctx) else index,
    )


def rows_view(ctx: PageContext, shown: Sequence[ObjectiveId], number: int) -> RowsView:
    """The rows of a later page, with addresses as the first page needs them."""
    here = ctx.seen_from("")
    return RowsView(str(number), shown[0], tuple(_row(here, id_) for id_ in shown))


def _heading(ctx: PageContext, id_: ObjectiveId) -> CycleId | None:
    """What a goal stands under: NOW, or the cycle that is over."""
    return ctx.objective(id_).cycle if ctx.entry(_depths, id_) is None else NOW


def _group(ctx: PageContext, key: CycleId | None, shown: Sequence[ObjectiveId]) -> TreeGroup:
    rows = tuple(_row(ctx, id_) for id_ in shown)
    if key is None or key == NOW:
        return TreeGroup(Anchor(ctx.words["objectives.now"]), "", rows)
    cycle = ctx.cycle(key)
    return TreeGroup(cycle_link(ctx, key), ctx.numbers.span(cycle.start, cycle.end), rows)


def _row(ctx: PageContext, id_: ObjectiveId) -> GoalRow:
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    depth, line = ctx.entry(_depths, id_), objective_line(ctx, id_)
    return GoalRow(
        depth=min(depth or 0, DEEPEST),
        line=line,
        cycle=None if depth is None or objective.cycle == ctx.current_cycle else line.cycle,
        delta=_delta(ctx, id_),
        results=tuple(
            ResultRow(
                goal_link(ctx, GoalKey(id_, result.id)),
                progress_of(ctx, score.key_results[result.id]),
            )
            for result in objective.key_results[:SHOWN_RESULTS]
        ),
    )


def _delta(ctx: PageContext, id_: ObjectiveId) -> str:
    """The points since Monday; empty where nothing changed or nothing is known."""
    before, now = ctx.monday.objective_score(id_), ctx.objective_score(id_)
    delta = share_delta(ctx, now.progress, before.progress if before else None)
    return delta.sentence if delta and delta.tone != "quiet" else ""


def _depths(ctx: PageContext) -> dict[ObjectiveId, int]:
    """How deep each goal that is not over stands, at its first place in the tree."""
    return {
        place.objective: place.depth for place in reversed(places(ctx)) if not place.is_repeated
    }


def is_light(ctx: PageContext) -> bool:
    """Whether what filters the objectives is so little that a page may ask for it at once."""
    return len(ctx.ids(Objective)) <= AT_ONCE


def in_order(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    """All objectives: those that are not over as a tree, then the others by cycle and team."""
    return ctx.once(_in_order)


def _in_order(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    tree = [place.objective for place in places(ctx) if not place.is_repeated]
    known, cycles = frozenset(tree), cycle_places(ctx)
    order = sorted(
        (cycles[goal.cycle], goal.state != "active", goal.team or "", goal.id)
        for goal in listed_goals(ctx)
        if goal.id not in known
    )
    return (*tree, *(id_ for *_, id_ in order))


def _part(ctx: PageContext, number: int) -> tuple[tuple[ObjectiveId, ...], int]:
    """The objectives of a page of the list, and how many pages there are."""
    parts = in_pages(in_order(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def names(ctx: PageContext) -> Iterator[Page | File]:
    """The list in as many pages as it needs, and what the explorer needs to know."""
    count, title = len(in_pages(ctx.ids(Objective), PAGE_SIZE)), ctx.words["objectives.title"]
    for number in range(1, count + 1):
        path = numbered(OBJECTIVES, number)
        yield Page(f"{number}", path, "objectives.html", title, section="objectives")
    for number in range(2, count + 1):
        path = f"{DATA}/objectives-{number}.js"
        yield Page(f"rows/{number}", path, "objectives.js", title, is_listed=False)
    yield File("index", INDEX)


def view(ctx: PageContext, name: str) -> ObjectivesView | RowsView:
    """A page of the list, or the rows of one."""
    number = int(name.removeprefix("rows/"))
    shown, total = ctx.once(_part, number)
    if name.startswith("rows/"):
        return rows_view(ctx, shown, number)
    return objectives_view(ctx, shown, number, total)


def content(ctx: PageContext, _: str) -> bytes:
    """What the explorer needs to know of all objectives."""
    listed = [ctx.objective(id_) for id_ in in_order(ctx)]
    return call("okrsiteObjectives", index(ctx.seen_from(""), listed, PAGE_SIZE))


KIND = PageKind(
    name="objectives",
    title="Objectives",
    names=names,
    view=view,
    content=content,
    nav=OBJECTIVES,
    order=10,
    group="goals",
)
