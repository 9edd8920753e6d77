"""References: a visible document without what points at hidden ones."""

from posixpath import dirname, normpath
from typing import assert_never
from urllib.parse import unquote

from okrsite.model.document import Document, Entity
from okrsite.model.formula import Formula
from okrsite.model.goals import CheckIn, GoalRef, KeyResult, Kudos, Objective
from okrsite.model.kpis import Baseline, Kpi, Review
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.prose import Link, Prose
from okrsite.model.series import Series
from okrsite.pipeline.changing import changed, each, picked
from okrsite.pipeline.prose.unlink import unlinked
from okrsite.pipeline.redact.hidden import Hidden


def without_references(document: Document, hidden: Hidden) -> Document:
    """A document that is the same, whatever stands in the hidden ones that it names."""
    sight = _Sight(hidden)
    return changed(
        document,
        entity=None if document.entity is None else sight.entity(document.entity),
        checkins=each(document.checkins, sight.checkin),
    )


class _Sight:
    """What one audience sees of each kind of thing; what has nothing to lose stays itself."""

    def __init__(self, hidden: Hidden) -> None:
        self._hidden = hidden

    def entity(self, entity: Entity) -> Entity:
        match entity:
            case Objective():
                return self._objective(entity)
            case Kpi():
                return self._kpi(entity)
            case CheckIn():
                return self.checkin(entity)
            case Team():
                return changed(
                    entity,
                    parent=self._name("team", entity.parent),
                    lead=self._name("person", entity.lead),
                    body=self._prose(entity.body),
                )
            case Person():
                return changed(
                    entity, team=self._name("team", entity.team), body=self._prose(entity.body)
                )
            case Cycle():
                return changed(
                    entity,
                    parent=self._name("cycle", entity.parent),
                    body=self._prose(entity.body),
                )
            case FreePage():
                return changed(entity, body=self._prose(entity.body))
            case Series():
                return entity
            case _:
                assert_never(entity)

    def checkin(self, checkin: CheckIn) -> CheckIn:
        seen = picked(checkin, "kudos", self._kudos)
        return changed(seen, author=self._name("person", seen.author), note=self._prose(seen.note))

    def _objective(self, objective: Objective) -> Objective:
        seen = picked(objective, "supports", lambda _, goal: self._goal(goal))
        seen = picked(seen, "with_teams", lambda _, team: self._name("team", team))
        seen = picked(seen, "watch", lambda _, kpi: self._name("kpi", kpi))
        return changed(
            seen,
            team=self._name("team", seen.team),
            owner=self._name("person", seen.owner),
            key_results=each(seen.key_results, self._key_result),
            body=self._prose(seen.body),
        )

    def _key_result(self, result: KeyResult) -> KeyResult:
        return changed(
            result,
            kpi=self._name("kpi", result.kpi),
            owner=self._name("person", result.owner),
        )

    def _kpi(self, kpi: Kpi) -> Kpi:
        return changed(
            kpi,
            team=self._name("team", kpi.team),
            owner=self._name("person", kpi.owner),
            reviews=each(kpi.reviews, self._review),
            baselines=each(kpi.baselines, self._baseline),
            formula=self._formula(kpi.formula),
            body=self._prose(kpi.body),
        )

    def _review(self, review: Review) -> Review:
        return changed(
            review,
            author=self._name("person", review.author),
            note=self._prose(review.note),
        )

    def _baseline(self, baseline: Baseline) -> Baseline:
        return changed(baseline, from_=self._goal(baseline.from_))

    def _kudos(self, _number: int, kudos: Kudos) -> Kudos | None:
        return None if self._hidden.holds("person", kudos.to) else kudos

    def _formula(self, formula: Formula | None) -> Formula | None:
        if formula and any(self._hidden.holds("kpi", kpi) for kpi in formula.operands):
            return None
        return formula

    def _name(self, kind: Kind, name: str | None) -> str | None:
        return None if name is None or self._hidden.holds(kind, name) else name

    def _goal(self, goal: GoalRef | None) -> GoalRef | None:
        return None if goal and self._hidden.holds("objective", goal.objective) else goal

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
