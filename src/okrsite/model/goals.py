"""Goals: objectives, their key results, and the check-ins that tell how they go."""

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from okrsite.model.measure import Measure
from okrsite.model.names import (
    CycleId,
    Indicator,
    KeyResultId,
    KpiId,
    ObjectiveId,
    ObjectiveType,
    PersonId,
    Perspective,
    Rollup,
    State,
    TeamId,
    Visibility,
)
from okrsite.model.position import Written
from okrsite.model.prose import Prose

CheckInValue: TypeAlias = float | str | tuple[str, ...]


class GoalKey(Struct, frozen=True, order=True, gc=False):
    """Which goal: an objective or, with `key_result`, one of its key results."""

    objective: ObjectiveId
    key_result: KeyResultId = ""

    def __str__(self) -> str:
        return f"{self.objective}#{self.key_result}" if self.key_result else self.objective


class GoalRef(Written, frozen=True, kw_only=True):
    """A goal named by an author; `weight` counts in the mean of the goal that is supported."""

    goal: GoalKey
    weight: float = 1

    def __str__(self) -> str:
        return str(self.goal)


class Ignore(Written, frozen=True, kw_only=True):
    """A rule that this document asks to be let off, and why."""

    rule: str
    reason: str


class KeyResult(Written, frozen=True, kw_only=True):
    """One measurable outcome of an objective.

    `current` and `start` are in `unit`; `weight` counts in the objective's mean; `score` is a grade
    given by hand at the close, 0 to 1.
    """

    id: KeyResultId
    title: str
    measure: Measure
    kpi: KpiId | None = None
    current: float | None = None
    unit: str = ""
    owner: PersonId | None = None
    due: date | None = None
    weight: float = 1
    indicator: Indicator | None = None
    population: str = ""
    score: float | None = None
    score_reason: str = ""


class Kudos(Written, frozen=True, kw_only=True):
    """Thanks to a colleague, for something."""

    to: PersonId
    for_: str


class CheckIn(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """How a goal stood on a day: values by key result, confidence 0 to 10, a note.

    A value is a number, the id or ids of milestones reached, or a zone (`none` for none).
    """

    objective: ObjectiveId
    date: date
    author: PersonId | None = None
    confidence: float | None = None
    values: dict[KeyResultId, CheckInValue] = {}
    note: Prose = Prose()
    kudos: tuple[Kudos, ...] = ()
    visibility: Visibility | None = None


class Objective(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A goal, what it supports, and the key results that measure it."""

    id: ObjectiveId
    title: str
    cycle: CycleId
    team: TeamId | None = None
    owner: PersonId | None = None
    type: ObjectiveType = "aspirational"
    supports: tuple[GoalRef, ...] = ()
    tags: tuple[str, ...] = ()
    perspective: Perspective | None = None
    with_teams: tuple[TeamId, ...] = ()
    state: State = "active"
    reason: str = ""
    rollup: Rollup = "key_results"
    watch: tuple[KpiId, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: Prose = Prose()

    def key_result(self, id_: KeyResultId) -> KeyResult | None:
        """The key result of that id, if there is one."""
        return next((key_result for key_result in self.key_results if key_result.id == id_), None)
