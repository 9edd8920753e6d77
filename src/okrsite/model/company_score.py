"""The company scored: its teams and its cycles on one day.

Shares are of 1 and unrounded; `None` is always *not measured* or *unknown*, never zero.
"""

from msgspec import Struct

from okrsite.model.goal_score import Band
from okrsite.model.names import CycleId, ObjectiveId, Status, TeamId


class TeamScore(Struct, frozen=True, array_like=True, kw_only=True):
    """A team in the current cycle: plain means over `all`, its sub-teams included.

    Attributes:
        id: The team; empty for the sum over all teams.
        progress: The mean progress of its measured objectives.
        expected: The mean of what was expected of them by now.
        measured: How many of them have any progress.
        own: The ids of its own objectives in that cycle.
        all: The ids of its own objectives and of those of its sub-teams.
        shown_with: The objectives of other teams that it works on.
        statuses: How many objectives of `all` have each status.
        confidence: The mean confidence, 0 to 10.
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


class CycleScore(Struct, frozen=True, array_like=True, kw_only=True):
    """A cycle: how much of it has passed, and how its own objectives stand.

    Attributes:
        id: The cycle.
        elapsed: The share of its days that have passed, 0 to 1.
        is_open: Whether nobody has closed it yet.
        objectives: Its active objectives, in order of their ids.
        progress: The mean progress of its measured objectives.
        expected: The mean of what was expected of them by now.
        measured: How many of them have any progress.
        statuses: How many objectives have each status.
        participation: The share of its active objectives that had a check-in in its window.
        grade: The mean of the grades.
        grades: How many objectives have a grade in each band.
        met: How many objectives were met.
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
