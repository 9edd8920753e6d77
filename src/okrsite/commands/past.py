"""The past: what one audience may know of a site's history."""

from __future__ import annotations

from collections.abc import Container, Iterable

from okrsite.commands.goals import Goals
from okrsite.commands.workspace import Workspace
from okrsite.effects.history import read_history
from okrsite.model.document import Document
from okrsite.model.forest import Forest
from okrsite.model.history import History
from okrsite.model.names import Kind
from okrsite.pipeline.history import visible_history
from okrsite.pipeline.history.followed import followed
from okrsite.pipeline.history.judged import judged
from okrsite.pipeline.history.record import Name, version_of


def past_of(workspace: Workspace, goals: Goals, *, is_fresh: bool = False) -> History:
    """The history of a site for the audience that its goals were read for.

    Without a repository there is none; a shallow clone has only its newest commits.
    """
    found = read_history(workspace.root, cache_root=workspace.base, is_fresh=is_fresh)
    if found is None:
        return History()
    forest = goals.scored.forest
    entries = visible_history(
        found.records,
        forest.audience,
        forest.settings.site.default_visibility,
        frozenset(_hidden(goals.content.documents, forest)),
        goals.scored.today,
    )
    told = followed(judged(entries, forest), forest)
    # Clocks differ, and branches come together: what is read day by day is in order of the days.
    by_day = sorted(told, key=lambda entry: entry.commit.day, reverse=True)
    return History(tuple(by_day), is_known=True, is_shallow=found.is_shallow)


def _hidden(documents: Iterable[Document], forest: Forest) -> Iterable[Name]:
    """The names of what lies in the files and is not shown to the audience."""
    if forest.audience == "confidential":
        return
    seen: dict[Kind, Container[str]] = {
        "objective": forest.objectives,
        "kpi": forest.kpis,
        "team": forest.teams,
        "person": forest.people,
        "cycle": forest.cycles,
        "page": forest.pages,
        "checkin": {row.span.path: row for rows in forest.checkins.values() for row in rows},
    }
    for document in documents:
        version = version_of(document)
        if version.names[0] not in seen[document.kind]:
            for name in version.names:
                yield document.kind, name
