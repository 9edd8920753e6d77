"""Published: what the JSON API of a site says of its goals, and how they stand otherwise now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from okrsite.model.change import PublishedChange
from okrsite.model.scored import Scored
from okrsite.pipeline.present.paths import href, path_of, result_anchor

T = TypeVar("T")
# Which goal or KPI: its kind, its id, its key result's.
Key: TypeAlias = tuple[Literal["objective", "key_result", "kpi"], str, str]
# Sums differ in their last digits, and nobody means that.
PLACES = 9
_LATER_PART = re.compile(r"[a-z]+/[0-9]+\.json")


class GoalStanding(Struct, frozen=True, kw_only=True):
    """How a goal or KPI stood, in the words of the JSON API."""

    title: str = ""
    status: str | None = None
    progress: float | None = None
    value: float | None = None
    confidence: float | None = None
    health: str | None = None
    loop: str | None = None


class PublishedResult(GoalStanding, frozen=True, kw_only=True):
    """A key result as `api/v1` has it."""

    id: str
    current: float | None = None


class PublishedObjective(GoalStanding, frozen=True, kw_only=True):
    """An objective as `api/v1` has it."""

    id: str
    state: str = "active"
    key_results: tuple[PublishedResult, ...] = ()


class PublishedKpi(GoalStanding, frozen=True, kw_only=True):
    """A KPI as `api/v1` has it."""

    id: str


class PublishedPart(Struct, frozen=True):
    """A part of a list; what else it holds may come with any version."""

    objectives: tuple[PublishedObjective, ...] = ()
    kpis: tuple[PublishedKpi, ...] = ()
    next: str | None = None


Standings: TypeAlias = Mapping[Key, GoalStanding]


def published_standings(read: Callable[[str], bytes | None]) -> Standings | None:
    """How all goals and KPIs stood on a site that was published.

    `read` gives the bytes of a file of its `api/v1`, None where there is none. None where there is
    no such site, or where its files cannot be understood.
    """
    found: dict[Key, GoalStanding] = {}
    try:
        for name in ("objectives.json", "kpis.json"):
            for part in _parts(name, read):
                found.update(_of_objectives(part.objectives))
                found.update((("kpi", kpi.id, ""), _plain(kpi)) for kpi in part.kpis)
    except (msgspec.DecodeError, FileNotFoundError):
        return None
    return found


def current_standings(scored: Scored) -> Standings:
    """How all goals and KPIs stand now, as `api/v1` will say it."""
    found: dict[Key, GoalStanding] = {}
    for id_, objective in scored.forest.objectives.items():
        score, is_active = scored.objectives[id_], objective.state == "active"
        found["objective", id_, ""] = GoalStanding(
            title=objective.title,
            status=score.status if is_active else None,
            progress=score.progress,
            confidence=score.confidence,
        )
        for result in objective.key_results:
            own = score.key_results[result.id]
            found["key_result", id_, result.id] = GoalStanding(
                title=result.title,
                status=own.status if is_active else None,
                progress=own.progress,
                value=own.current,
            )
    for id_, kpi in scored.forest.kpis.items():
        now = scored.kpis[id_]
        found["kpi", id_, ""] = GoalStanding(
            title=kpi.title, value=now.value, health=now.health, loop=now.loop
        )
    return found


def published_changes(before: Standings, now: Standings) -> tuple[PublishedChange, ...]:
    """What stands otherwise, in order of kind and id."""
    keys = sorted(before.keys() | now.keys())
    changes = (_change(key, before.get(key), now.get(key)) for key in keys)
    return tuple(change for change in changes if change is not None)


def _parts(name: str, read: Callable[[str], bytes | None]) -> Iterator[PublishedPart]:
    """The parts of a list one after the other. Raises FileNotFoundError where one is not there."""
    seen: set[str] = set()
    following: str | None = name
    while following is not None and following not in seen:
        seen.add(following)
        data = read(following)
        if data is None:
            raise FileNotFoundError(following)
        part = msgspec.json.decode(data, type=PublishedPart)
        yield part
        is_path = part.next and _LATER_PART.fullmatch(part.next)
        following = part.next if is_path else None


def _of_objectives(
    objectives: Iterable[PublishedObjective],
) -> Iterator[tuple[Key, GoalStanding]]:
    for objective in objectives:
        is_active = objective.state == "active"
        yield ("objective", objective.id, ""), _plain(objective, is_active=is_active)
        for result in objective.key_results:
            standing = _plain(result, is_active=is_active)
            known = msgspec.structs.replace(standing, value=result.current)
            yield ("key_result", objective.id, result.id), known


def _plain(published: GoalStanding, *, is_active: bool = True) -> GoalStanding:
    fields: dict[str, Any] = {
        name: getattr(published, name) for name in GoalStanding.__struct_fields__
    }
    return GoalStanding(**fields if is_active else {**fields, "status": None})


def _change(
    key: Key, before: GoalStanding | None, now: GoalStanding | None
) -> PublishedChange | None:
    kind, id_, key_result = key
    was, is_ = before or GoalStanding(), now or GoalStanding()
    pairs: dict[str, Any] = {
        name: (getattr(was, name), getattr(is_, name))
        for name in GoalStanding.__struct_fields__
        if name != "title"
    }
    is_there = before is not None and now is not None
    if is_there and all(_rounded(old) == _rounded(new) for old, new in pairs.values()):
        return None
    return PublishedChange(
        kind=kind,
        id=id_,
        key_result=key_result,
        title=is_.title if now else was.title,
        page=_page(key) if now else "",
        change="changed" if is_there else "added" if now else "removed",
        **pairs,
    )


def _rounded(value: T) -> T | float:
    return round(value, PLACES) if isinstance(value, float) else value


def _page(key: Key) -> str:
    kind, id_, key_result = key
    if kind == "key_result":
        return href("", path_of("objective", id_), result_anchor(key_result))
    return href("", path_of(kind, id_))
