"""What is mine: objectives, key results and KPIs that one person answers for."""

from collections.abc import Iterator

from okrsite.commands.status.section import Section, percent, spoken
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.goals import Objective
from okrsite.model.scored import Scored
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import Words


def is_me(owner: str | None, me: str) -> bool:
    """Whether an owner is this person; case does not count."""
    return owner is not None and owner.casefold() == me.casefold()


def is_my_objective(objective: Objective, me: str) -> bool:
    """Whether the objective or one of its key results is this person's."""
    return any(is_me(owner, me) for owner in (objective.owner, *_owners(objective)))


def is_about_mine(finding: Diagnostic, scored: Scored, me: str) -> bool:
    """Whether a finding is about something that this person answers for."""
    if finding.subject is None:
        return False
    objective = scored.forest.objectives.get(finding.subject.id)
    kpi = scored.forest.kpis.get(finding.subject.id)
    match finding.subject.kind:
        case "objective" if objective:
            return is_my_objective(objective, me)
        case "kpi" if kpi:
            return is_me(kpi.owner, me)
        case _:
            return False


def mine_section(scored: Scored, me: str) -> Section:
    """The objectives of open cycles and the KPIs of a person, with how they stand."""
    rows = (*_objectives(scored, me), *_kpis(scored, me))
    return Section(f"Mine ({me})", rows, f"{me} answers for no goal of an open cycle and no KPI.")


def _owners(objective: Objective) -> Iterator[str | None]:
    return (key_result.owner for key_result in objective.key_results)


def _objectives(scored: Scored, me: str) -> Iterator[tuple[str, ...]]:
    for name, objective in scored.forest.objectives.items():
        score = scored.objectives[name]
        if scored.cycles[objective.cycle].is_open and is_my_objective(objective, me):
            confidence = "" if score.confidence is None else f"confidence {score.confidence:g}"
            state = objective.state if objective.state != "active" else spoken(score.status)
            yield (name, objective.title, percent(score.progress), state, confidence)


def _kpis(scored: Scored, me: str) -> Iterator[tuple[str, ...]]:
    numbers = Numbers(Words(scored.forest.settings.site.language, {"value.not_measured": ""}))
    for name, kpi in scored.forest.kpis.items():
        score = scored.kpis[name]
        if is_me(kpi.owner, me):
            value = "unknown" if score.value is None else numbers.quantity(score.value, kpi.unit)
            yield (name, kpi.title, value, spoken(score.health), spoken(score.loop))
