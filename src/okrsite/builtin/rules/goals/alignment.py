"""Objectives from which no path of support leads to the company's."""

from collections.abc import Iterator

from okrsite.api import (
    Finding,
    Forest,
    Objective,
    Rule,
    Scored,
    is_company_objective,
    unclosed_objectives,
)
from okrsite.builtin.example import objective_text, team_text
from okrsite.builtin.rules.subjects import is_unclear, subject_of


def is_top(forest: Forest, objective: Objective) -> bool:
    """Whether an objective is the company's: of a root team, or in a cycle that has parts.

    Where the site has no teams at all, or the objective's own was not understood, nobody can tell;
    then it is.
    """
    if not forest.teams or is_unclear(objective, "team"):
        return True
    if is_company_objective(forest, objective):
        return True
    # The goals of a year stand above those of its quarters, in any team.
    return any(cycle.parent == objective.cycle for cycle in forest.cycles.values())


def is_aligned(forest: Forest, objective: Objective) -> bool:
    """Whether a path of support leads from an objective to the top, or may lead there.

    What supports something that was not understood may.
    """
    seen, waiting = {objective.id}, [objective]
    while waiting:
        here = waiting.pop()
        if is_top(forest, here) or is_unclear(here, "supports"):
            return True
        above = dict.fromkeys(reference.goal.objective for reference in here.supports)
        waiting += [forest.objectives[id_] for id_ in above if id_ not in seen]
        seen.update(above)
    return False


def check_orphan_objective(scored: Scored, _: None) -> Iterator[Finding | None]:
    """Objectives that support nothing and are not the company's own."""
    for objective in unclosed_objectives(scored.forest):
        if is_top(scored.forest, objective):
            continue
        if objective.supports or is_unclear(objective, "supports"):
            yield None
            continue
        yield Finding(
            objective.at("title"),
            f"the objective '{objective.title}' supports no other",
            'Name what it serves: supports = ["objective"] or ["objective#key-result"].',
            subject_of(objective),
            {"title": objective.title},
        )


SUPPORT_TEAM = "content/teams/support.md"
SUPPORT_GOAL = "content/objectives/fast-help.md"

ORPHAN_OBJECTIVE = Rule(
    code="OKR210",
    name="orphan-objective",
    severity="hint",
    asked_of="objective",
    said_once="objectives of teams support no other",
    title="An objective supports no other",
    why="""
Alignment means that everybody sees the path from their own goal to the company's. An objective that
supports nothing may be good work for a goal nobody has. The company's own objectives, those of a
root team or of the longest cycle, stand at the top and need none. Where most objectives of a site
support nothing, it is said once.
""",
    bad={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text("Nobody waits for help", team="support", checkins=""),
    },
    good={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text(
            "Nobody waits for help",
            'supports = ["keep-customers#churn"]',
            team="support",
            checkins="",
        ),
    },
    check=check_orphan_objective,
    tells_absence=True,
)


def check_purely_local_target(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives that support others, of which none leads to the company's."""
    for objective in unclosed_objectives(scored.forest):
        if not objective.supports or is_aligned(scored.forest, objective):
            continue
        supported = ", ".join(str(reference) for reference in objective.supports)
        yield Finding(
            objective.at("supports"),
            f"the objective '{objective.title}' supports {supported}, "
            "and no path leads on to one of the company's",
            "Let the objective at the end of the path support one of the company's.",
            subject_of(objective),
            {"title": objective.title, "supported": supported},
        )


QUEUE_GOAL = "content/objectives/short-queue.md"
SHORT_QUEUE = objective_text(
    "The queue is short", 'supports = ["fast-help"]', team="support", checkins=""
)

PURELY_LOCAL_TARGET = Rule(
    code="OKR211",
    name="purely-local-target",
    severity="hint",
    asked_of="objective",
    title="An objective never reaches the company's",
    why="""
A team that serves only its own goals optimises a part, often at the cost of the whole. The path may
be long, but it leads to something that the company wants this cycle.
""",
    bad={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text("Nobody waits for help", team="support", checkins=""),
        QUEUE_GOAL: SHORT_QUEUE,
    },
    good={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text(
            "Nobody waits for help", 'supports = ["keep-customers"]', team="support", checkins=""
        ),
        QUEUE_GOAL: SHORT_QUEUE,
    },
    check=check_purely_local_target,
)
