"""Packing: what a source gives, put together by KPI on its way to whoever asked."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from okrsite.effects.fetch.protocol import Failed
from okrsite.model.extensions import Failure, Observation
from okrsite.pipeline.sourcing.validate import Values

# So many values go through the pipe at once.
_BATCH = 20_000


class Packing:
    """Values that wait to be sent together."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[array[int], array[float]]] = {}
        self._count = 0

    def messages(self, answers: Iterable[object]) -> Iterator[Values | Failed]:
        """All that a source gives, so many values at a time. Raises TypeError for anything else."""
        for each in answers:
            match each:
                case Observation(str(kpi), date() as day, int() | float() | Decimal() as value) if (
                    not isinstance(value, bool)
                ):
                    self._add(kpi, day, float(value))
                case Observation():
                    yield Failed(str(each.kpi), _fault(each))
                case Failure():
                    yield Failed(str(each.kpi), str(each.reason), bool(each.is_transient))
                case _:
                    kind = type(each).__name__
                    raise TypeError(f"it gave a {kind}, not an Observation or a Failure")
            if self._count >= _BATCH:
                yield from self.waiting()
        yield from self.waiting()

    def waiting(self) -> Iterator[Values]:
        """What was not sent yet."""
        packed, self._waiting, self._count = self._waiting, {}, 0
        for kpi, (days, values) in packed.items():
            yield Values(kpi, days.tobytes(), values.tobytes())

    def _add(self, kpi: str, day: date, value: float) -> None:
        days, values = self._waiting.setdefault(kpi, (array("i"), array("d")))
        days.append((day.date() if isinstance(day, datetime) else day).toordinal())
        values.append(value)
        self._count += 1


def _fault(wrong: Observation) -> str:
    """What is wrong with an observation that holds something else than a day and a number."""
    day: object = wrong.day
    if not isinstance(day, date):
        return f"it gave {_kind(day)} where a day belongs (datetime.date)"
    return f"it gave {_kind(wrong.value)} for {day.isoformat()}, where a number belongs"


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return str(value)
    kind = "text" if isinstance(value, str) else type(value).__name__
    return f"the {kind} {value!r}"
