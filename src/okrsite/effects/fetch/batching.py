"""Batching: what a source gives, packed by KPI on its way through the pipe."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from okrsite.effects.fetch.protocol import KpiFailed
from okrsite.model.extensions import Failure, Observation
from okrsite.pipeline.sourcing import Values

_VALUES_AT_ONCE = 20_000


class Batcher:
    """Collects values until there are enough to be sent together."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[array[int], array[float]]] = {}
        self._count = 0

    def messages(self, answers: Iterable[object]) -> Iterator[Values | KpiFailed]:
        """All that a source gives, so many values at a time. Raises TypeError for anything else."""
        for answer in answers:
            match answer:
                case Observation(str(kpi), date() as day, int() | float() | Decimal() as value) if (
                    not isinstance(value, bool)
                ):
                    self._add(kpi, day, float(value))
                case Observation():
                    yield KpiFailed(str(answer.kpi), _fault(answer))
                case Failure():
                    reason, is_transient = str(answer.reason), bool(answer.is_transient)
                    yield KpiFailed(str(answer.kpi), reason, is_transient)
                case _:
                    raise TypeError(
                        f"it gave {_described(answer)}, not an Observation or a Failure"
                    )
            if self._count >= _VALUES_AT_ONCE:
                yield from self.flush()
        yield from self.flush()

    def flush(self) -> Iterator[Values]:
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
        return f"it gave {_described(day)} where a day belongs (datetime.date)"
    return f"it gave {_described(wrong.value)} for {day.isoformat()}, where a number belongs"


def _described(value: object) -> str:
    if value is None or isinstance(value, bool):
        return str(value)
    kind = "text" if isinstance(value, str) else type(value).__name__
    return f"the {kind} {value!r}"
