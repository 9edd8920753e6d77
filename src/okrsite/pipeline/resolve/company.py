"""Company: teams, people and cycles with the references between them."""

from __future__ import annotations

from typing import TypeVar

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.replacing import changed
from okrsite.pipeline.resolve.references import People, References
from okrsite.pipeline.resolve.toposort import Loop, topological_order

# Teams within teams; the deepest company known has a dozen levels.
DEEPEST = 50

_Branch = TypeVar("_Branch", Team, Cycle)


def resolved_teams(
    teams: dict[str, Team], names: References, people: People, defaults: DefaultVisibility
) -> dict[str, Team]:
    """The teams as a forest by `parent`, each with a lead who is known."""
    known = {
        id_: changed(
            team,
            parent=names.name("team", team.parent, team, "parent"),
            lead=people.named(team.lead, team, "lead"),
            visibility=team.visibility or defaults.team,
        )
        for id_, team in teams.items()
    }
    free = _without_loops(known, names, "OKR111", "teams")
    # What a loop cut off has a finding already.
    looped = {id_ for id_, team in free.items() if team.parent is not known[id_].parent}
    return _without_depths(free, names, looped)


def _without_depths(
    teams: dict[str, Team], names: References, reported: set[str]
) -> dict[str, Team]:
    """The teams with those cut off that lie too deep: all above a team counts its goals, too.

    A team in `reported` has a finding already; below it the depth is not reported again.
    """
    above = {id_: (team.parent,) for id_, team in teams.items() if team.parent}
    levels: dict[str, int] = {}
    kept = dict(teams)
    # Parents come before their sub-teams, so the level above is always known.
    for id_ in topological_order(teams, above)[0]:
        team = teams[id_]
        levels[id_] = levels[team.parent] + 1 if team.parent else 1
        if levels[id_] > DEEPEST:
            kept[id_], levels[id_] = changed(team, parent=None), 1
            names.findings += [] if team.parent in reported else [_depth_finding(team)]
            reported.add(id_)
        elif team.parent in reported:
            reported.add(id_)
    return kept


def resolved_people(
    people: dict[str, Person], names: References, defaults: DefaultVisibility
) -> dict[str, Person]:
    """The people, each in a team that is known."""
    return {
        id_: changed(
            person,
            team=names.name("team", person.team, person, "team"),
            visibility=person.visibility or defaults.person,
        )
        for id_, person in people.items()
    }


def resolved_cycles(
    cycles: dict[str, Cycle], names: References, defaults: DefaultVisibility
) -> dict[str, Cycle]:
    """The cycles as a forest by `parent`, each inside the days of the one above it."""
    known = {
        id_: changed(
            cycle,
            parent=names.name("cycle", cycle.parent, cycle, "parent"),
            visibility=cycle.visibility or defaults.cycle,
        )
        for id_, cycle in cycles.items()
    }
    open_ended = _without_loops(known, names, "OKR112", "cycles")
    misfits = {
        id_: finding
        for id_, cycle in open_ended.items()
        if cycle.parent and (finding := _cycle_misfit(cycle, open_ended[cycle.parent]))
    }
    names.findings.extend(misfits.values())
    return {
        id_: changed(cycle, parent=None) if id_ in misfits else cycle
        for id_, cycle in open_ended.items()
    }


def _without_loops(
    branches: dict[str, _Branch], names: References, code: str, what: str
) -> dict[str, _Branch]:
    steps = {id_: (branch.parent,) for id_, branch in branches.items() if branch.parent}
    _, loops = topological_order(branches, steps)
    free = dict(branches)
    for loop in loops:
        branch = branches[loop.closing[0]]
        names.findings.append(_loop_finding(code, branch, what, loop))
        free[branch.id] = changed(branch, parent=None)
    return free


def _loop_finding(code: str, branch: Team | Cycle, what: str, loop: Loop) -> Diagnostic:
    return error(
        code,
        branch.at("parent"),
        f"the parents of {what} go round in a loop: {loop.shown}",
        "Remove or change one of these `parent`s",
    )


def _depth_finding(team: Team) -> Diagnostic:
    return error(
        "OKR114",
        team.at("parent"),
        f"the team '{team.id}' stands on level {DEEPEST + 1}, and teams go {DEEPEST} levels deep",
        "Hang it below a team that is nearer to the top",
    )


def _cycle_misfit(cycle: Cycle, parent: Cycle) -> Diagnostic | None:
    if parent.start <= cycle.start and cycle.end <= parent.end:
        return None
    return error(
        "OKR113",
        cycle.at("parent"),
        f"the cycle '{cycle.id}' ({cycle.start} to {cycle.end}) does not lie inside its parent"
        f" '{parent.id}' ({parent.start} to {parent.end})",
        "Change the days of one of them, or take the parent out",
    )
