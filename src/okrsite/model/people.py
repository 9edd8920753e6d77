"""The company: its teams, its people and its cycles."""

from datetime import date

from okrsite.model.goals import Ignore
from okrsite.model.names import CycleId, PersonId, ReviewRhythm, Rhythm, TeamId, Visibility
from okrsite.model.position import Written
from okrsite.model.prose import Prose


class Team(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A team within a tree of teams; `rhythm` is of its check-ins, `reviews` of its KPI reviews."""

    id: TeamId
    title: str
    parent: TeamId | None = None
    lead: PersonId | None = None
    colour: str = ""
    rhythm: Rhythm | None = None
    reviews: ReviewRhythm | None = None
    ignore: tuple[Ignore, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: Prose = Prose()


class Person(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """Somebody who owns goals; membership of a team stands here alone."""

    id: PersonId
    title: str
    team: TeamId | None = None
    role: str = ""
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: Prose = Prose()


class Cycle(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A stretch of time with goals, both days included; the body is the retrospective."""

    id: CycleId
    title: str
    start: date
    end: date
    parent: CycleId | None = None
    closed: date | None = None
    ignore: tuple[Ignore, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: Prose = Prose()
