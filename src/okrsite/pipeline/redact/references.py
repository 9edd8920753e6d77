"""References: a visible document without what points at anything that is not."""

from posixpath import dirname, normpath, splitext
from typing import assert_never
from urllib.parse import unquote

from okrsite.model.document import Document, Entity
from okrsite.model.formula import Formula
from okrsite.model.goals import CheckIn, GoalRef, KeyResult, Kudos, Objective, ResultNote
from okrsite.model.kpis import Baseline, Kpi, Review
from okrsite.model.names import Kind
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.prose import Link, Prose
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.pipeline.plugin_fields import Extended, mapped_goal_refs
from okrsite.pipeline.prose.unlink import without_links
from okrsite.pipeline.redact.visibility_index import VisibilityIndex
from okrsite.pipeline.replacing import changed, filter_map, map_changed


def without_references(document: Document, index: VisibilityIndex) -> Document:
    """A document that is the same, whatever stands in the hidden ones that it names."""
    redactor = _Redactor(index)
    return changed(
        document,
        entity=None if document.entity is None else redactor.document(document.entity),
        checkins=map_changed(document.checkins, redactor.checkin),
    )


class _Redactor:
    """What one audience sees of each kind of thing; what has nothing to lose stays itself."""

    def __init__(self, index: VisibilityIndex) -> None:
        self._index = index

    def document(self, entity: Entity) -> Entity:
        """What stands in a file, with what plugins ask for there."""
        seen = self.entity(entity)
        return (
            mapped_goal_refs(seen, lambda goal, _: self._goal(goal))
            if isinstance(seen, Extended)
            else seen
        )

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
            case Series() | Provenance():
                return entity
            case _:
                assert_never(entity)

    def checkin(self, checkin: CheckIn) -> CheckIn:
        seen = filter_map(checkin, "kudos", self._kudos)
        return changed(
            seen,
            author=self._name("person", seen.author),
            note=self._prose(seen.note),
            result_notes=self._result_notes(seen.result_notes),
        )

    def _result_notes(self, notes: dict[str, ResultNote]) -> dict[str, ResultNote]:
        if not any(note.note.links for note in notes.values()):
            return notes
        return {id_: changed(note, note=self._prose(note.note)) for id_, note in notes.items()}

    def _objective(self, objective: Objective) -> Objective:
        seen = filter_map(objective, "supports", lambda _, reference: self._goal(reference))
        seen = filter_map(seen, "with_teams", lambda _, team: self._name("team", team))
        seen = filter_map(seen, "watch", lambda _, kpi: self._name("kpi", kpi))
        seen = filter_map(seen, "contributors", lambda _, person: self._name("person", person))
        return changed(
            seen,
            team=self._name("team", seen.team),
            owner=self._name("person", seen.owner),
            key_results=map_changed(seen.key_results, self._key_result),
            body=self._prose(seen.body),
        )

    def _key_result(self, result: KeyResult) -> KeyResult:
        seen = filter_map(result, "contributors", lambda _, person: self._name("person", person))
        return changed(
            seen,
            kpi=self._name("kpi", seen.kpi),
            owner=self._name("person", seen.owner),
            text=self._prose(seen.text),
        )

    def _kpi(self, kpi: Kpi) -> Kpi:
        return changed(
            kpi,
            team=self._name("team", kpi.team),
            owner=self._name("person", kpi.owner),
            reviews=map_changed(kpi.reviews, self._review),
            baselines=map_changed(kpi.baselines, self._baseline),
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
        return kudos if self._index.holds("person", kudos.to) else None

    def _formula(self, formula: Formula | None) -> Formula | None:
        if formula and all(self._index.holds("kpi", kpi) for kpi in formula.operands):
            return formula
        return None

    def _name(self, kind: Kind, name: str | None) -> str | None:
        return name if name is not None and self._index.holds(kind, name) else None

    def _goal(self, reference: GoalRef | None) -> GoalRef | None:
        if reference and self._index.holds("objective", reference.goal.objective):
            return reference
        return None

    def _prose(self, prose: Prose) -> Prose:
        return without_links(prose, self._hides_link) if prose.links else prose

    def _hides_link(self, link: Link) -> bool:
        address = link.target.partition("#")[0]
        scheme, _, name = address.partition(":")
        match scheme:
            case "goal":
                return not self._index.holds("objective", name)
            case "kpi":
                return not self._index.holds("kpi", name)
            case _:
                return self._hides_path(link.span.path, address)

    def _hides_path(self, path: str, address: str) -> bool:
        """Whether a path leads to a document that is not seen; of assets nothing is hidden."""
        plain = unquote(address.partition("?")[0])
        place = normpath(f"{dirname(path)}/{plain}")
        stem, ending = splitext(place)
        match ending.lower():
            case ".md" | ".csv":
                return place not in self._index.paths
            # A text may link a page of the site by its address instead of its document.
            case ".html":
                return f"{stem}.md" not in self._index.paths
            case _:
                return False
