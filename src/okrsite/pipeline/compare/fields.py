"""Fields: the changes of one thing, field by field, for all kinds alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.model.change import ChangedKind, ChangeName, Direction, GoalChange
from okrsite.model.goals import Ignore
from okrsite.model.position import Written


class ComparedThing(Struct, frozen=True):
    """A thing that is there before and after, as its changes name it; `after` tells their place."""

    kind: ChangedKind
    id: str
    after: Written
    key_result: str = ""

    def change(
        self,
        name: ChangeName,
        before: Any,
        after: Any,
        direction: Direction | None = None,
        field: str = "",
    ) -> Iterator[GoalChange]:
        """The change of a field that its author calls `field`; none where it is what it was."""
        if before != after:
            yield GoalChange(
                kind=self.kind,
                id=self.id,
                key_result=self.key_result,
                change=name,
                before=as_json(before),
                after=as_json(after),
                direction=direction,
                span=self.after.at(field or name),
            )

    def ignored(self, before: Iterable[Ignore], after: Iterable[Ignore]) -> Iterator[GoalChange]:
        """The change of the rules that a document is let off."""
        old = {row.rule: row.reason for row in before}
        new = {row.rule: row.reason for row in after}
        yield from self.change("ignore", old, new)


def as_json(value: Any) -> Any:
    """A value as JSON knows it: days as ISO 8601 texts."""
    return msgspec.to_builtins(value, builtin_types=())


def day_text(day: date | None) -> str | None:
    """A day as ISO 8601 text."""
    return day.isoformat() if day else None
