"""Attention: what the business or the calendar asks for, why, and whose move it is."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.goals import GoalKey
from okrsite.model.names import Kind, PersonId, TeamId
from okrsite.pipeline.present.links import (
    Anchor,
    cycle_link,
    goal_link,
    kpi_link,
    person_link,
    team_link,
)
from okrsite.pipeline.present.progress import verdict_badge
from okrsite.pipeline.present.signals import sentence
from okrsite.pipeline.present.site import Site
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


# What cannot wait: a critical KPI out of its range, and goals that are off track.
PRESSING = ("OKR501", "OKR516")


def signals(site: Site) -> list[Diagnostic]:
    """The signals about things that this site shows: what presses, then in order of the codes."""
    known = [each for each in site.findings if each.severity == "signal" and _is_shown(site, each)]
    return sorted(known, key=lambda each: (_haste(each.code), each.code, each.subject, each.span))


def _haste(code: str) -> int:
    return PRESSING.index(code) if code in PRESSING else len(PRESSING)


def cases(site: Site) -> list[Case]:
    """The signals put together by what they are about, the most pressing case first.

    A key result and a check-in belong to their objective.
    """
    found: dict[Subject, list[Diagnostic]] = {}
    for signal in signals(site):
        if signal.subject:
            found.setdefault(_whole(signal.subject), []).append(signal)
    return [Case(subject, tuple(told)) for subject, told in found.items()]


def cases_of(known: Iterable[Case]) -> dict[tuple[Kind, str], Case]:
    """Cases by the kind and id of what they are about."""
    return {(each.subject.kind, each.subject.id): each for each in known}


def attention_of(site: Site, root: str, case: Case) -> Attention:
    """A case as it is read."""
    return Attention(
        about=about(site, root, case.subject),
        reasons=tuple(dict.fromkeys(sentence(site, each) for each in case.signals)),
        badge=_badge(site, case.subject),
        owner=owner_of(site, root, case.subject),
    )


def about(site: Site, root: str, subject: Subject) -> Anchor:
    """The thing that a finding is about."""
    match subject.kind:
        case "objective" | "checkin":
            return goal_link(site, root, _goal(subject))
        case "kpi":
            return kpi_link(site, root, subject.id)
        case "team":
            return team_link(site, root, subject.id) or Anchor(subject.id)
        case "person":
            return person_link(site, root, subject.id) or Anchor(subject.id)
        case "cycle":
            return cycle_link(site, root, subject.id)
        case "page":
            return Anchor(subject.id)


def _whole(subject: Subject) -> Subject:
    return Subject("objective" if subject.kind == "checkin" else subject.kind, subject.id)


def _goal(subject: Subject) -> GoalKey:
    return GoalKey(subject.id, subject.key_result)


def _is_shown(site: Site, finding: Diagnostic) -> bool:
    subject, forest = finding.subject, site.forest
    if subject is None:
        return False
    tables: dict[Kind, Container[str]] = {
        "objective": forest.objectives,
        "checkin": forest.objectives,
        "kpi": forest.kpis,
        "team": forest.teams,
        "person": forest.people,
        "cycle": forest.cycles,
        "page": forest.pages,
    }
    return subject.id in tables[subject.kind]


def _badge(site: Site, subject: Subject) -> Badge | None:
    if subject.kind == "kpi":
        return health_badge(site.words, site.scored.kpis[subject.id].health)
    if subject.kind != "objective":
        return None
    score = site.scored.objectives[subject.id]
    result = score.key_results.get(subject.key_result)
    return verdict_badge(site, result or score)


def owner_of(site: Site, root: str, subject: Subject) -> Anchor | None:
    """Whose move it is: the owner, else the team's lead, else the team."""
    person, team = movers(site, subject)
    return person_link(site, root, person) or team_link(site, root, team)


def movers(site: Site, subject: Subject) -> tuple[PersonId | None, TeamId | None]:
    """Who can do something about a thing: its owner or the lead of its team, and the team."""
    forest = site.forest
    match subject.kind:
        case "objective" | "checkin":
            objective = forest.objectives[subject.id]
            result = objective.key_result(subject.key_result)
            owner, team = (result.owner if result else None) or objective.owner, objective.team
        case "kpi":
            owner, team = forest.kpis[subject.id].owner, forest.kpis[subject.id].team
        case "team":
            owner, team = forest.teams[subject.id].lead, subject.id
        case "person":
            owner, team = subject.id, None
        case "cycle" | "page":
            return None, None
    return owner or (forest.teams[team].lead if team else None), team
