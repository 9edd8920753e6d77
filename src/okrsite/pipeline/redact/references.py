"""References: a visible document without what points at hidden ones."""

from collections.abc import Callable
from posixpath import dirname, normpath
from typing import TypeVar, assert_never
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.document import Document, Entity
from okrsite.model.formula import Formula
from okrsite.model.goals import CheckIn, GoalRef, KeyResult, Kudos, Objective
from okrsite.model.kpis import Baseline, Kpi, Review
from okrsite.model.names import Kind, KpiId, TeamId
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.prose import Link, Prose
from okrsite.model.series import Series
from okrsite.model.source import Written
from okrsite.pipeline.prose.unlink import unlinked
from okrsite.pipeline.redact.hidden import Hidden

_S = TypeVar("_S", bound=Struct)
_T = TypeVar("_T")
_W = TypeVar("_W", bound=Written)


def without_references(document: Document, hidden: Hidden) -> Document:
    """A document that is the same, whatever stands in the hidden ones that it names."""
    sight = _Sight(hidden)
    return _changed(
        document,
        entity=None if document.entity is None else sight.entity(document.entity),
        checkins=_each(document.checkins, sight.checkin),
    )


class _Sight:
    """What one audience sees of each kind of thing; what has nothing to lose stays itself."""

    def __init__(self, hidden: Hidden) -> None:
        self._hidden = hidden

    def entity(self, entity: Entity) -> Entity:  # noqa: PLR0911 - one for each kind
        match entity:
            case Objective():
                return self._objective(entity)
            case Kpi():
                return self._kpi(entity)
            case CheckIn():
                return self.checkin(entity)
            case Team():
                return _changed(
                    entity,
                    parent=self._name("team", entity.parent),
                    lead=self._name("person", entity.lead),
                    body=self._prose(entity.body),
                )
            case Person():
                return _changed(
                    entity, team=self._name("team", entity.team), body=self._prose(entity.body)
                )
            case Cycle():
                return _changed(
                    entity,
                    parent=self._name("cycle", entity.parent),
                    body=self._prose(entity.body),
                )
            case FreePage():
                return _changed(entity, body=self._prose(entity.body))
            case Series():
                return entity
            case _:
                assert_never(entity)

    def checkin(self, checkin: CheckIn) -> CheckIn:
        seen = _without(checkin, "kudos", self._sees_kudos)
        return _changed(seen, author=self._name("person", seen.author), note=self._prose(seen.note))

    def _objective(self, objective: Objective) -> Objective:
        seen = _without(objective, "supports", self._sees_goal)
        seen = _without(seen, "with_teams", self._sees_team)
        seen = _without(seen, "watch", self._sees_kpi)
        return _changed(
            seen,
            team=self._name("team", seen.team),
            owner=self._name("person", seen.owner),
            key_results=_each(seen.key_results, self._key_result),
            body=self._prose(seen.body),
        )

    def _key_result(self, result: KeyResult) -> KeyResult:
        return _changed(
            result,
            kpi=self._name("kpi", result.kpi),
            owner=self._name("person", result.owner),
        )

    def _kpi(self, kpi: Kpi) -> Kpi:
        return _changed(
            kpi,
            team=self._name("team", kpi.team),
            owner=self._name("person", kpi.owner),
            reviews=_each(kpi.reviews, self._review),
            baselines=_each(kpi.baselines, self._baseline),
            formula=self._formula(kpi.formula),
            body=self._prose(kpi.body),
        )

    def _review(self, review: Review) -> Review:
        return _changed(
            review,
            author=self._name("person", review.author),
            note=self._prose(review.note),
        )

    def _baseline(self, baseline: Baseline) -> Baseline:
        goal = baseline.from_
        return _changed(baseline, from_=goal if goal and self._sees_goal(goal) else None)

    def _formula(self, formula: Formula | None) -> Formula | None:
        if formula and any(self._hidden.holds("kpi", kpi) for kpi in formula.operands):
            return None
        return formula

    def _name(self, kind: Kind, name: str | None) -> str | None:
        return None if name is None or self._hidden.holds(kind, name) else name

    def _sees_goal(self, goal: GoalRef) -> bool:
        return not self._hidden.holds("objective", goal.objective)

    def _sees_team(self, team: TeamId) -> bool:
        return not self._hidden.holds("team", team)

    def _sees_kpi(self, kpi: KpiId) -> bool:
        return not self._hidden.holds("kpi", kpi)

    def _sees_kudos(self, kudos: Kudos) -> bool:
        return not self._hidden.holds("person", kudos.to)

    def _prose(self, prose: Prose) -> Prose:
        return unlinked(prose, self._hides_link) if prose.links else prose

    def _hides_link(self, link: Link) -> bool:
        address = link.target.partition("#")[0]
        scheme, _, name = address.partition(":")
        match scheme:
            case "goal":
                return self._hidden.holds("objective", name)
            case "kpi":
                return self._hidden.holds("kpi", name)
            case _:
                return self._hides_path(link.span.path, address)

    def _hides_path(self, path: str, address: str) -> bool:
        places = {normpath(f"{dirname(path)}/{each}") for each in (address, unquote(address))}
        pages = {f"{place.removesuffix('.html')}.md" for place in places if place.endswith(".html")}
        return not self._hidden.paths.isdisjoint(places | pages)


def _changed(value: _S, **fields: object) -> _S:
    """The value with these fields; the value itself where all of them stand in it already."""
    new = {name: field for name, field in fields.items() if field is not getattr(value, name)}
    return replace(value, **new) if new else value


def _each(values: tuple[_T, ...], change: Callable[[_T], _T]) -> tuple[_T, ...]:
    changed = tuple(map(change, values))
    same = all(one is other for one, other in zip(values, changed, strict=True))
    return values if same else changed


def _without(value: _W, field: str, is_kept: Callable[[_T], bool]) -> _W:
    """The value with only some items of a field, their places counted anew."""
    items: tuple[_T, ...] = getattr(value, field)
    kept = [number for number, item in enumerate(items) if is_kept(item)]
    if len(kept) == len(items):
        return value
    numbers = {f"{field}.{old}": f"{field}.{new}" for new, old in enumerate(kept)}
    places = _renumbered(value.places, field, numbers)
    return replace(value, places=places, **{field: tuple(items[number] for number in kept)})


def _renumbered(
    places: dict[str, tuple[int, int]], field: str, numbers: dict[str, str]
) -> dict[str, tuple[int, int]]:
    moved: dict[str, tuple[int, int]] = {}
    for name, place in places.items():
        head = ".".join(name.split(".", 2)[:2])
        if not name.startswith(f"{field}."):
            moved[name] = place
        elif head in numbers:
            moved[numbers[head] + name[len(head) :]] = place
    return moved
