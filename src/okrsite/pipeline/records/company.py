"""Records of teams, people and cycles."""

from datetime import date

from msgspec import Struct

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.people import Cycle, Person, Team


class TeamRecord(Struct, frozen=True, kw_only=True):
    """A team in the current cycle; `objectives` are its own and those of its sub-teams."""

    id: str
    title: str
    parent: str | None
    lead: str | None
    progress: float | None
    expected: float | None
    measured: int
    confidence: float | None
    objectives: tuple[str, ...]


class CycleRecord(Struct, frozen=True, kw_only=True):
    """A cycle; `elapsed` is the share of its days that have gone."""

    id: str
    title: str
    start: date
    end: date
    parent: str | None
    closed: date | None
    elapsed: float
    progress: float | None
    expected: float | None
    measured: int
    participation: float | None
    grade: float | None


class PersonRecord(Struct, frozen=True, kw_only=True):
    """Somebody who owns goals; `left` is the day on which this person left."""

    id: str
    title: str
    team: str | None
    role: str
    left: date | None


def team_record(team: Team, score: TeamScore) -> TeamRecord:
    """A team with its progress."""
    return TeamRecord(
        id=team.id,
        title=team.title,
        parent=team.parent,
        lead=team.lead,
        progress=score.progress,
        expected=score.expected,
        measured=score.measured,
        confidence=score.confidence,
        objectives=score.all,
    )


def cycle_record(cycle: Cycle, score: CycleScore) -> CycleRecord:
    """A cycle with its progress and grade."""
    return CycleRecord(
        id=cycle.id,
        title=cycle.title,
        start=cycle.start,
        end=cycle.end,
        parent=cycle.parent,
        closed=cycle.closed,
        elapsed=score.elapsed,
        progress=score.progress,
        expected=score.expected,
        measured=score.measured,
        participation=score.participation,
        grade=score.grade,
    )


def person_record(person: Person) -> PersonRecord:
    """A person."""
    return PersonRecord(
        id=person.id, title=person.title, team=person.team, role=person.role, left=person.left
    )
