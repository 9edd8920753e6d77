"""Measures: the shapes a key result can have, one type each."""

from collections.abc import Iterable
from datetime import date
from math import inf

from msgspec import Struct

from okrsite.model.position import Written


class Range(Struct, frozen=True):
    """An interval with its bounds included.

    Attributes:
        min: The lowest value; None for no lower bound.
        max: The highest value; None for no upper bound.
    """

    min: float | None = None
    max: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value, rounded to 9 places, lies inside."""
        return self.holds_each([value])[0]

    def holds_each(self, values: Iterable[float]) -> list[bool]:
        """For each of many values whether, rounded to 9 places, it lies inside."""
        low = -inf if self.min is None else round(self.min, 9)
        high = inf if self.max is None else round(self.max, 9)
        # Rounding carries no value over a bound that is round itself, so that few need to be.
        return [low <= value <= high or low <= round(value, 9) <= high for value in values]


class Checkpoint(Written, frozen=True, kw_only=True):
    """A value that is expected on the way.

    Attributes:
        by: The day by which it is expected.
        value: The value, in the key result's unit.
    """

    by: date
    value: float


class Metric(Struct, frozen=True, tag=True):
    """From a start to a target.

    Attributes:
        target: The value to reach.
        start: The value it starts from; None where it comes from the KPI or the first check-in.
        checkpoints: What is expected on the way, in order of the days.
    """

    target: float
    start: float | None = None
    checkpoints: tuple[Checkpoint, ...] = ()


class Relative(Struct, frozen=True, tag=True):
    """A change of the start: target = start x (1 + change).

    Attributes:
        change: The change as a share: +25 % is 0.25.
        start: The value it starts from; None where it comes from the KPI or the first check-in.
        checkpoints: What is expected on the way, in order of the days.
    """

    change: float
    start: float | None = None
    checkpoints: tuple[Checkpoint, ...] = ()


class Guardrail(Struct, frozen=True, tag=True):
    """Stays inside a range for the whole window.

    Attributes:
        keep: The range; None for the range of its KPI.
    """

    keep: Range | None = None


class Milestone(Written, frozen=True, kw_only=True):
    """One step on the way.

    Attributes:
        id: Its id within the key result.
        title: The step, in words.
        weight: How much it counts beside the other steps.
        done: The day it was reached.
        aliases: Ids it had before.
        due: The day from which it is expected to be reached; None for the key result's.
    """

    id: str
    title: str
    weight: float = 1
    done: date | None = None
    aliases: tuple[str, ...] = ()
    due: date | None = None


class Milestones(Struct, frozen=True, tag=True):
    """Weighted steps, each done or not.

    Attributes:
        steps: The steps in the order they are written.
    """

    steps: tuple[Milestone, ...]


class Zones(Struct, frozen=True, tag=True):
    """Ambition in words, for what cannot be counted.

    Attributes:
        commit: What is promised: 0.3.
        target: What is aimed for: 0.7.
        stretch: What would be outstanding: 1.0.
    """

    commit: str
    target: str
    stretch: str


class NumberZones(Struct, frozen=True, tag=True):
    """Ambition in numbers: straight lines between start, commit, target and stretch.

    The three rise or fall strictly, beginning with the start where one is written.

    Attributes:
        commit: The value that is promised: 0.3.
        target: The value that is aimed for: 0.7.
        stretch: The value that would be outstanding: 1.0.
        start: The value it starts from; None where it comes from the KPI or the first check-in.
    """

    commit: float
    target: float
    stretch: float
    start: float | None = None


# What it is worth to have reached a zone; authors write `none` where they have reached none.
ZONES = {"none": 0.0, "commit": 0.3, "target": 0.7, "stretch": 1.0}


class Custom(Struct, frozen=True, tag=True):
    """A shape that a plugin scores.

    Attributes:
        use: The scorer's name.
        settings: Its settings as JSON text.
    """

    use: str
    settings: bytes = b"{}"


Measure = Metric | Relative | Guardrail | Milestones | Zones | NumberZones | Custom
