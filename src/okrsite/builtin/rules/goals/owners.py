"""Objectives and key results that nobody owns."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, unclosed_objectives
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.rules.subjects import is_unclear, subject_of


def check_committed_without_owner(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results of committed objectives that no person answers for."""
    for objective in unclosed_objectives(scored.forest):
        if (
            objective.type != "committed"
            or objective.owner is not None
            or is_unclear(objective, "owner")
        ):
            continue
        for result in objective.key_results:
            if result.owner is None and not is_unclear(result, "owner"):
                yield Finding(
                    result.span,
                    f"the key result '{result.title}' is committed, and nobody owns it",
                    'Name one person: owner = "..." here or for the whole objective.',
                    subject_of(objective, result),
                    {"title": result.title},
                )


COMMITTED_WITHOUT_OWNER = Rule(
    code="OKR215",
    name="committed-without-owner",
    severity="hint",
    asked_of="objective",
    title="A committed key result has no owner",
    why="""
Committed means that others rely on it. A team can own a wish; a promise needs one person whom the
others may ask, and who says early that it will not be kept.
""",
    bad={OBJECTIVE: objective_text(fields='type = "committed"')},
    good={OBJECTIVE: objective_text(fields='type = "committed"\nowner = "ada"')},
    check=check_committed_without_owner,
)


def check_objective_without_owner(scored: Scored, _: None) -> Iterator[Finding | None]:
    """Objectives with neither a team nor an owner."""
    for objective in unclosed_objectives(scored.forest):
        if objective.team or objective.owner or is_unclear(objective, "team", "owner"):
            yield None
            continue
        yield Finding(
            objective.at("title"),
            f"the objective '{objective.title}' has neither a team nor an owner",
            'Name the team (team = "...") or, for a personal goal, its owner (owner = "...").',
            subject_of(objective),
            {"title": objective.title},
        )


TEAM_LINE = 'team = "company"\n'

OBJECTIVE_WITHOUT_OWNER = Rule(
    code="OKR216",
    name="objective-without-owner",
    severity="warning",
    asked_of="objective",
    said_once="objectives belong to nobody",
    title="An objective belongs to nobody",
    why="""
Somebody reports how a goal goes, and somebody decides what to do when it does not. Without a team
and without an owner it is in no team's list, in nobody's reminders, and in no total.
""",
    bad={OBJECTIVE: objective_text(fields="").replace(TEAM_LINE, "")},
    good={OBJECTIVE: objective_text(fields='owner = "ada"')},
    check=check_objective_without_owner,
    tells_absence=True,
)
