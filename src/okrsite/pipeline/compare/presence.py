"""Presence: what is new, gone, or called something else."""

from okrsite.model.change import ChangedKind, GoalChange
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle, Person, Team

Titled = Objective | KeyResult | Kpi | Team | Person | Cycle


def added(kind: ChangedKind, id_: str, thing: Titled, key_result: str = "") -> GoalChange:
    """The change that something is there which was not."""
    return GoalChange(
        kind=kind,
        id=id_,
        key_result=key_result,
        change="added",
        after=thing.title,
        span=thing.span,
    )


def removed(kind: ChangedKind, id_: str, thing: Titled, key_result: str = "") -> GoalChange:
    """The change that something is gone; its place is where it was written."""
    return GoalChange(
        kind=kind,
        id=id_,
        key_result=key_result,
        change="removed",
        before=thing.title,
        span=thing.span,
    )


def renamed(
    kind: ChangedKind, id_: str, old: str, thing: Titled, key_result: str = ""
) -> GoalChange:
    """The change that something has another id."""
    return GoalChange(
        kind=kind,
        id=id_,
        key_result=key_result,
        change="renamed",
        before=old,
        after=key_result or id_,
        span=thing.span,
    )
