"""Lists: what stands in brackets in a goal's file, changed in place for the next cycle."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from okrsite.commands.close.carried import ResultChange


def change_support(written: list[Any], goals: Mapping[int, str | None]) -> None:
    """Put other goals in some places of `supports`; None takes one out."""
    for place, goal in sorted(goals.items(), reverse=True):
        if goal is None:
            del written[place]
        elif isinstance(written[place], dict):
            written[place]["goal"] = goal
        else:
            written[place] = goal


def change_results(written: list[Any], changes: Collection[ResultChange | None]) -> None:
    """Change key results that are tables in braces; one that stays behind has None."""
    for place, change in reversed(list(enumerate(changes))):
        if change is None:
            del written[place]
            continue
        table = written[place]
        for key in change.gone & table.keys():
            del table[key]
        table.update(change.values)
        drop(table.get("milestones", []), change.steps)
        without_days(table.get("milestones", []))
        drop(table.get("initiatives", []), change.initiatives)


def drop(written: list[Any], places: Collection[int]) -> None:
    """Take what stands in some places out."""
    for place in sorted(places, reverse=True):
        del written[place]


def without_days(written: list[Any]) -> None:
    """Take the days out of milestones: they lie in the cycle that is over."""
    for step in written:
        step.pop("due", None)
