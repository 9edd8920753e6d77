"""Carry over: a file in the next cycle for each goal that was not met, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from posixpath import relpath

from okrsite.commands.authoring.inventory import folded
from okrsite.commands.close.carried import CarriedGoal, carried_goals, changed_support
from okrsite.commands.close.successor import successor, successor_path
from okrsite.commands.draft import Draft
from okrsite.commands.errors import CommandError
from okrsite.model.people import Cycle
from okrsite.model.prose import Link
from okrsite.model.scored import Scored

# What leads to the same place from anywhere: another scheme, the site's root, the page itself.
_ABSOLUTE = re.compile(r"[\w+.-]+:|/|#|\Z")


def with_successors(
    draft: Draft, scored: Scored, cycle: Cycle, next_cycle: str
) -> tuple[Draft, list[str]]:
    """The draft with a file for each goal that goes on and has none yet."""
    goals = {goal.objective.id: goal for goal in carried_goals(scored, cycle.id, next_cycle)}
    taken = {
        folded(id_)
        for id_ in (*scored.forest.objectives, *scored.forest.aliases.get("objective", {}))
    }
    notes = []
    for goal in goals.values():
        if folded(goal.id) in taken:
            continue
        draft = _with_successor(draft, scored, goals, goal)
        notes.append(f"{goal.objective.id} goes on as the draft {goal.id}.")
    return draft, notes


def _with_successor(
    draft: Draft, scored: Scored, goals: dict[str, CarriedGoal], goal: CarriedGoal
) -> Draft:
    old = goal.objective.span.path
    path = successor_path(old, goal)
    if draft.has(path):
        raise CommandError(f"{path} stands there already", f"It is no objective {goal.id!r}.")
    support = changed_support(goal.objective, goals, scored)
    made = successor(draft.read(old), goal, support)
    return draft.with_files({path: _with_moved_links(made, goal.objective.body.links, old, path)})


def _with_moved_links(data: bytes, links: Iterable[Link], old: str, new: str) -> bytes:
    """A document whose links to files beside it still lead there from another folder."""
    text = data.decode()
    before, after = PurePosixPath(old).parent, PurePosixPath(new).parent
    for target in sorted({link.target for link in links if not _ABSOLUTE.match(link.target)}):
        moved = relpath(before / target, after)
        text = re.sub(rf"(\]\(<?|\]:[ \t]*<?){re.escape(target)}(?![\w/-])", rf"\g<1>{moved}", text)
    return text.encode()
