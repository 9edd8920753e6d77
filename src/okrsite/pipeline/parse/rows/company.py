"""Rows of the company: teams, people, cycles and free pages."""

from datetime import date

from okrsite.model.names import ReviewRhythm, Rhythm
from okrsite.pipeline.parse.rows.field_types import DocumentRow, IgnoreRow, Reference, Title


class TeamRow(DocumentRow, frozen=True, kw_only=True):
    """A team within a tree of teams; `rhythm` is of check-ins, `reviews` of KPI reviews."""

    title: Title
    parent: Reference | None = None
    lead: Reference | None = None
    colour: str = ""
    rhythm: Rhythm | None = None
    reviews: ReviewRhythm | None = None
    ignore: tuple[IgnoreRow, ...] = ()


class PersonRow(DocumentRow, frozen=True, kw_only=True):
    """Somebody who owns goals; membership of a team stands here alone."""

    title: Title
    team: Reference | None = None
    role: str = ""


class CycleRow(DocumentRow, frozen=True, kw_only=True):
    """A stretch of time with goals, both days included; the body is the retrospective."""

    title: Title
    start: date
    end: date
    parent: Reference | None = None
    closed: date | None = None
    ignore: tuple[IgnoreRow, ...] = ()


class PageRow(DocumentRow, frozen=True, kw_only=True):
    """A text of its own."""

    title: Title
