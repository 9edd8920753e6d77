"""The company scored: its teams and its cycles on one day.

Shares are of 1 and unrounded; `None` is always *not measured* or *unknown*, never zero.
"""

from msgspec import Struct

from okrsite.model.goal_score import Band
from okrsite.model.names import CycleId, ObjectiveId, Status, TeamId


class TeamScore(Struct, frozen=True, kw_only=True):
    """A team in the current cycle: the plain mean over the objectives that it owns.

    `own` are the ids of its own objectives in that cycle, `all` those of its sub-teams as well;
    `shown_with` the ones of other teams that it works on. `statuses` counts `all` by status.
    """

    id: TeamId
    progress: float | None = None
    expected: float | None = None
    measured: int = 0
    own: tuple[ObjectiveId, ...] = ()
    all: tuple[ObjectiveId, ...] = ()
    shown_with: tuple[ObjectiveId, ...] = ()
    statuses: dict[Status, int] = {}
    confidence: float | None = None


class CycleScore(Struct, frozen=True, kw_only=True):
    """A cycle: how far it is gone and how its own objectives stand.

    `participation` is the share of its active objectives that had a check-in in its window;
    `grades` counts by band, `grade` is their mean.
    """

    id: CycleId
    elapsed: float
    is_open: bool
    objectives: tuple[ObjectiveId, ...] = ()
    progress: float | None = None
    expected: float | None = None
    measured: int = 0
    statuses: dict[Status, int] = {}
    participation: float | None = None
    grade: float | None = None
    grades: dict[Band, int] = {}
    met: int = 0
