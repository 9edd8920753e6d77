"""Ownership: which goals, KPIs and findings one person answers for."""

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.goals import Objective
from okrsite.model.scored import Scored


def is_person(owner: str | None, person: str) -> bool:
    """Whether an owner is this person; case does not count."""
    return owner is not None and owner.casefold() == person.casefold()


def owns_objective(person: str, objective: Objective) -> bool:
    """Whether a person owns the objective or one of its key results."""
    owners = (objective.owner, *(key_result.owner for key_result in objective.key_results))
    return any(is_person(owner, person) for owner in owners)


def owns_subject(person: str, finding: Diagnostic, scored: Scored) -> bool:
    """Whether a finding is about an objective or a KPI that a person answers for."""
    if finding.subject is None:
        return False
    objective = scored.forest.objectives.get(finding.subject.id)
    kpi = scored.forest.kpis.get(finding.subject.id)
    match finding.subject.kind:
        case "objective" if objective:
            return owns_objective(person, objective)
        case "kpi" if kpi:
            return is_person(kpi.owner, person)
        case _:
            return False
