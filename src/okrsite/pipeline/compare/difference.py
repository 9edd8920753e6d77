"""Difference: everything there is to say about two states of the goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

from okrsite.model.change import GoalChange, GoalEffect, subject_of
from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.forest import Forest
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.compare import changed_settings, compare, in_order
from okrsite.pipeline.compare.effects import effects
from okrsite.pipeline.compare.findings import new_and_gone
from okrsite.pipeline.compare.side import ComparedSide, is_broken, names_in_use
from okrsite.pipeline.compare.state import SiteState
from okrsite.pipeline.naming import is_beside_kpi

Titled: TypeAlias = Objective | Kpi | Team | Person | Cycle


class SiteDifference(Struct, frozen=True, kw_only=True):
    """What is another in the second of two states of a site.

    Attributes:
        base: What people call the first.
        head: What people call the second.
        is_shallow: Whether the clone has not all commits.
        changes: The changes, the worst first.
        effects: What they do to goals and KPIs.
        new: The findings that only the second has.
        gone: The findings that only the first has.
        titles: What the goals and other things are called by their readers.
        users: Who relied on what is gone.
        unread: The files that one of the two cannot understand, each with that one's name.
        place: Where the site lies in its repository, such as `goals/`, or empty.
    """

    base: str
    head: str
    is_shallow: bool = False
    changes: tuple[GoalChange, ...] = ()
    effects: tuple[GoalEffect, ...] = ()
    new: tuple[Diagnostic, ...] = ()
    gone: tuple[Diagnostic, ...] = ()
    titles: Mapping[Subject, str] = {}
    users: Mapping[Subject, tuple[str, ...]] = {}
    unread: tuple[tuple[str, str], ...] = ()
    place: str = ""


def difference(
    before: SiteState,
    after: SiteState,
    changed: frozenset[str],
    *,
    is_shallow: bool,
    narrowed: bool,
) -> SiteDifference:
    """The difference of two states, of which the files at `changed` are not the same.

    Where it is `narrowed` to an audience, the values of settings are left out.
    """
    sides = _side(before, changed), _side(after, changed)
    settings = before.scored.forest.settings, after.scored.forest.settings
    changes = in_order([*compare(*sides), *changed_settings(*settings, with_values=not narrowed)])
    new, gone = new_and_gone(before.findings, after.findings, _renamed(before, after, changes))
    return SiteDifference(
        base=before.name,
        head=after.name,
        is_shallow=is_shallow,
        changes=changes,
        effects=effects(before.scored, after.scored, changes),
        new=new,
        gone=gone,
        titles=_titles(before.scored.forest) | _titles(after.scored.forest),
        users=_users(before.scored.forest, changes),
        unread=(*_unread(before, changed), *_unread(after, changed)),
    )


def _side(state: SiteState, changed: frozenset[str]) -> ComparedSide:
    forest = state.scored.forest
    starts = {
        GoalKey(objective.id, result.id): result.start
        for objective in state.scored.objectives.values()
        for result in objective.key_results.values()
        if result.start is not None
    }
    return ComparedSide(
        documents=tuple(document for document in state.documents if document.path in changed),
        defaults=forest.settings.site.default_visibility,
        cycles={cycle.id: (cycle.start, cycle.end) for cycle in forest.cycles.values()},
        ranges={kpi.id: kpi.range for kpi in forest.kpis.values() if kpi.range},
        starts=starts,
        present=names_in_use(state.documents),
    )


def _titles(forest: Forest) -> dict[Subject, str]:
    """What everything is called by its readers."""
    results = {
        Subject("objective", objective.id, result.id): result.title
        for objective in forest.objectives.values()
        for result in objective.key_results
    }
    tables: tuple[tuple[Kind, Iterable[Titled]], ...] = (
        ("objective", forest.objectives.values()),
        ("kpi", forest.kpis.values()),
        ("team", forest.teams.values()),
        ("person", forest.people.values()),
        ("cycle", forest.cycles.values()),
    )
    whole = {Subject(kind, thing.id): thing.title for kind, things in tables for thing in things}
    return results | whole


def _users(forest: Forest, changes: Iterable[GoalChange]) -> dict[Subject, tuple[str, ...]]:
    """Who named what is gone now, by the addresses that people write: `kpi:churn`, `goal:grow`."""
    gone = {subject_of(change) for change in changes if change.change == "removed"}
    found: dict[Subject, list[str]] = {subject: [] for subject in gone if subject}
    if not found:
        return {}
    for user, named in _namings(forest):
        for subject in named:
            if subject in found and user not in found[subject]:
                found[subject].append(user)
    return {subject: tuple(users) for subject, users in found.items() if users}


def _namings(forest: Forest) -> Iterator[tuple[str, list[Subject]]]:
    """Everything that names other things, and what it names."""
    for objective in forest.objectives.values():
        goals = [reference.goal for reference in objective.supports]
        kpis = [*objective.watch, *(result.kpi for result in objective.key_results if result.kpi)]
        named = [
            *(Subject("objective", goal.objective, goal.key_result) for goal in goals),
            *(Subject("objective", goal.objective) for goal in goals),
            *(Subject("kpi", kpi) for kpi in kpis),
            *_company(objective.team, objective.owner, objective.cycle),
        ]
        yield f"goal:{objective.id}", named
    for kpi in forest.kpis.values():
        operands = kpi.formula.operands if kpi.formula else ()
        named = [*(Subject("kpi", operand) for operand in operands), *_company(kpi.team, kpi.owner)]
        yield f"kpi:{kpi.id}", named
    for team in forest.teams.values():
        yield f"team:{team.id}", _company(team.parent, team.lead)
    for person in forest.people.values():
        yield f"person:{person.id}", _company(person.team, None)


def _company(team: str | None, person: str | None, cycle: str | None = None) -> list[Subject]:
    named: tuple[tuple[Kind, str | None], ...] = (
        ("team", team),
        ("person", person),
        ("cycle", cycle),
    )
    return [Subject(kind, name) for kind, name in named if name]


def _renamed(before: SiteState, after: SiteState, changes: Iterable[GoalChange]) -> dict[str, str]:
    """The new paths of the files of what was renamed, by their old ones."""
    old, new = _paths(before), _paths(after)
    found = {}
    for change in changes:
        if change.change == "renamed" and change.kind != "key_result":
            was, now = old.get((change.kind, change.before)), new.get((change.kind, change.id))
            if was and now:
                found[was] = now
    return found


def _paths(state: SiteState) -> dict[tuple[str, str], str]:
    own = (document for document in state.documents if not is_beside_kpi(document))
    return {(document.kind, document.id): document.path for document in own}


def _unread(state: SiteState, changed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The changed files that a state cannot understand."""
    for document in state.documents:
        if document.path in changed and is_broken(document):
            yield document.path, state.name
