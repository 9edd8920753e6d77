"""Attention: what the business or the calendar asks for, why, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind, PersonId, TeamId
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.position import Written
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.links import cycle_link, goal_link, kpi_link, person_link, team_link
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.progress import verdict_badge
from okrsite.pipeline.present.signals import sentence
from okrsite.pipeline.present.status import Badge, health_badge


class Case(Struct, frozen=True):
    """Everything that asks for attention about one thing.

    Attributes:
        subject: The thing.
        signals: The signals about it, the most pressing first.
    """

    subject: Subject
    signals: tuple[Diagnostic, ...]


class Attention(Struct, frozen=True, kw_only=True):
    """One thing that needs attention.

    Attributes:
        about: What it is about.
        reasons: Why, each reason once.
        badge: How it stands.
        owner: Whose move it is.
    """

    about: Anchor
    reasons: tuple[str, ...]
    badge: Badge | None
    owner: Anchor | None


_TYPES: dict[Kind, type[Written]] = {
    "objective": Objective,
    "checkin": Objective,
    "kpi": Kpi,
    "team": Team,
    "person": Person,
    "cycle": Cycle,
    "page": FreePage,
}
# What cannot wait: a critical KPI out of its range, and goals that are off track.
PRESSING = ("OKR501", "OKR516")


def signals(ctx: PageContext) -> list[Diagnostic]:
    """The signals about things that this site shows: what presses, then in order of the codes."""
    known = [
        finding
        for finding in ctx.findings()
        if finding.severity == "signal" and _is_shown(ctx, finding)
    ]
    return sorted(
        known,
        key=lambda finding: (_haste(finding.code), finding.code, finding.subject, finding.span),
    )


def _haste(code: str) -> int:
    return PRESSING.index(code) if code in PRESSING else len(PRESSING)


def cases(ctx: PageContext) -> tuple[Case, ...]:
    """The signals put together by what they are about, the most pressing case first.

    A key result and a check-in belong to their objective.
    """
    return ctx.once(_cases)


def cases_of(ctx: PageContext, subjects: Iterable[tuple[Kind, str]]) -> list[Case]:
    """What needs attention of some things, by the kind and id of each."""
    found = (ctx.entry(_cases_by_subject, f"{kind} {id_}") for kind, id_ in subjects)
    return [case for case in found if case]


def _cases(ctx: PageContext) -> tuple[Case, ...]:
    found: dict[Subject, list[Diagnostic]] = {}
    for signal in signals(ctx):
        if signal.subject:
            found.setdefault(_whole(signal.subject), []).append(signal)
    return tuple(Case(subject, tuple(told)) for subject, told in found.items())


def _cases_by_subject(ctx: PageContext) -> Mapping[str, Case]:
    return {f"{case.subject.kind} {case.subject.id}": case for case in cases(ctx)}


def attention_of(ctx: PageContext, case: Case) -> Attention:
    """A case as it is read."""
    return Attention(
        about=about(ctx, case.subject),
        reasons=tuple(dict.fromkeys(sentence(ctx, signal) for signal in case.signals)),
        badge=_badge(ctx, case.subject),
        owner=owner_of(ctx, case.subject),
    )


def about(ctx: PageContext, subject: Subject) -> Anchor:
    """The thing that a finding is about."""
    match subject.kind:
        case "objective" | "checkin":
            return goal_link(ctx, _goal(subject))
        case "kpi":
            return kpi_link(ctx, subject.id)
        case "team":
            return team_link(ctx, subject.id) or Anchor(subject.id)
        case "person":
            return person_link(ctx, subject.id) or Anchor(subject.id)
        case "cycle":
            return cycle_link(ctx, subject.id)
        case "page":
            return Anchor(subject.id)


def _whole(subject: Subject) -> Subject:
    return Subject("objective" if subject.kind == "checkin" else subject.kind, subject.id)


def _goal(subject: Subject) -> GoalKey:
    return GoalKey(subject.id, subject.key_result)


def _is_shown(ctx: PageContext, finding: Diagnostic) -> bool:
    subject = finding.subject
    return subject is not None and ctx.find(_TYPES[subject.kind], subject.id) is not None


def _badge(ctx: PageContext, subject: Subject) -> Badge | None:
    if subject.kind == "kpi":
        return health_badge(ctx.words, ctx.kpi_score(subject.id).health)
    if subject.kind != "objective":
        return None
    score = ctx.objective_score(subject.id)
    result = score.key_results.get(subject.key_result)
    return verdict_badge(ctx, result or score)


def owner_of(ctx: PageContext, subject: Subject) -> Anchor | None:
    """Whose move it is: the owner, else the team's lead, else the team."""
    person, team = movers(ctx, subject)
    return person_link(ctx, person) or team_link(ctx, team)


def has_left(ctx: PageContext, name: PersonId) -> bool:
    """Whether somebody with a document of their own is gone by now."""
    person = ctx.find(Person, name)
    return person is not None and person.left is not None and ctx.has_come(person.left)


def movers(ctx: PageContext, subject: Subject) -> tuple[PersonId | None, TeamId | None]:
    """Who can do something about a thing: its owner or the lead of its team, and the team."""
    match subject.kind:
        case "objective" | "checkin":
            objective = ctx.objective(subject.id)
            result = objective.key_result(subject.key_result)
            owner, team = (result.owner if result else None) or objective.owner, objective.team
        case "kpi":
            kpi = ctx.kpi(subject.id)
            owner, team = kpi.owner, kpi.team
        case "team":
            owner, team = ctx.team(subject.id).lead, subject.id
        case "person":
            owner, team = subject.id, None
        case "cycle" | "page":
            return None, None
    if owner and has_left(ctx, owner):
        owner = None
    return owner or (ctx.team(team).lead if team else None), team
