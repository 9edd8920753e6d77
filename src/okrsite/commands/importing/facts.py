"""Facts: what a file says of goals and KPIs, before it is given a place in the site."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class CycleFacts(Struct, frozen=True):
    """A stretch of time as a file names it: an id, a title, and its first and last day."""

    id: str
    title: str
    start: date
    end: date


class CheckInFacts(Struct, frozen=True, kw_only=True):
    """What somebody said on a day; `value` is of the key result that it stands with, if any."""

    day: date
    author: str = ""
    value: float | None = None
    confidence: float | None = None
    note: str = ""


class StepFacts(Struct, frozen=True):
    """A piece of work or a step to be reached, and whether it was."""

    title: str
    is_done: bool = False


class GoalFacts(Struct, frozen=True, kw_only=True):
    """What objectives, key results and KPIs have in common.

    Attributes:
        title: What readers see as its name.
        place: Where in the file it stands, as a message says it.
        source_id: Its id in the tool it comes from; empty where there is none.
        owners: Names, the first of whom answers for it.
        text: What the file says besides, as Markdown.
        checkins: What was said of it, in the order of the file.
        work: The initiatives for it.
    """

    title: str
    place: str
    source_id: str = ""
    owners: tuple[str, ...] = ()
    text: str = ""
    checkins: tuple[CheckInFacts, ...] = ()
    work: tuple[StepFacts, ...] = ()


class KeyResultFacts(GoalFacts, frozen=True, kw_only=True):
    """What a file says of a key result.

    `share` is a progress or score from 0 to 1; `change` is relative to the start, as "+25%".
    """

    start: float | None = None
    target: float | None = None
    current: float | None = None
    share: float | None = None
    is_done: bool | None = None
    unit: str = ""
    change: str = ""
    due: date | None = None
    weight: float | None = None
    steps: tuple[StepFacts, ...] = ()


class ObjectiveFacts(GoalFacts, frozen=True, kw_only=True):
    """What a file says of an objective; `supports` and `team` as the file names them."""

    cycle: CycleFacts | None = None
    team: str = ""
    supports: tuple[str, ...] = ()
    type: str = ""
    state: str = ""
    share: float | None = None
    tags: tuple[str, ...] = ()
    key_results: tuple[KeyResultFacts, ...] = ()


class KpiFacts(GoalFacts, frozen=True, kw_only=True):
    """What a file says of a KPI; `points` are its observations."""

    team: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    target: float | None = None
    cadence: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[tuple[date, float], ...] = ()


class Imported(Struct, frozen=True):
    """All that files say; `notes` tell what could not be placed, with its place.

    `leftovers` are texts that belong to no goal, by the name of their file.
    """

    objectives: tuple[ObjectiveFacts, ...] = ()
    kpis: tuple[KpiFacts, ...] = ()
    notes: tuple[str, ...] = ()
    leftovers: tuple[tuple[str, str], ...] = ()
