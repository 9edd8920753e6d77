"""History: what became of the goals from commit to commit, who did it, and why."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from okrsite.model.change import GoalChange
from okrsite.model.diagnostic import Subject


class Commit(Struct, frozen=True):
    """A commit as an audience may see it.

    Attributes:
        day: The day of the commit, where it was made.
        id: Its id; empty where this audience may not tell from it that something else changed.
        author: Who wrote it; empty where that is not to be told.
        message: The first line of its message; empty where it may be about something hidden.
    """

    day: date
    id: str = ""
    author: str = ""
    message: str = ""


class HistoryEntry(Struct, frozen=True):
    """One change, the commit that made it, and what it is about by the name that this has now.

    Of a check-in that is its objective.
    """

    commit: Commit
    change: GoalChange
    subject: Subject | None = None


class History(Struct, frozen=True):
    """What one audience may know of the past.

    Attributes:
        entries: The changes, the newest first.
        is_known: Whether there is a repository that tells.
        is_shallow: Whether the clone has only its newest commits.
    """

    entries: tuple[HistoryEntry, ...] = ()
    is_known: bool = False
    is_shallow: bool = False
