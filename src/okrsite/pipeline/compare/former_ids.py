"""Former ids: unknown key results and milestones that were only renamed, with their aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, help_with_fix
from okrsite.model.document import Document
from okrsite.model.edit import Edit, Replacement, Substitution, insert_line
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import Milestone, Milestones
from okrsite.pipeline.compare.pairs import pair

# Values of check-ins by an id that is not there.
UNKNOWN = frozenset({"OKR027", "OKR028"})

Versions = Callable[[str], Iterable[Objective]]


def with_former_ids(
    findings: Iterable[Diagnostic], documents: Iterable[Document], versions: Versions
) -> Iterator[Diagnostic]:
    """The findings, those about an id that a former version had with the alias that keeps it.

    `versions` gives the objective that a file held before, the newest first.
    """
    objectives = {
        document.id: document.entity
        for document in documents
        if isinstance(document.entity, Objective)
    }
    for finding in findings:
        renamed = _renamed(finding, objectives, versions) if is_of_unknown_id(finding) else None
        if renamed is None:
            yield finding
            continue
        old = str(finding.facts["id"])
        edits = tuple(_alias(renamed, old))
        help_ = f"Git knows it as '{renamed.id}' now: write aliases = [\"{old}\"] there"
        yield replace(finding, help=help_with_fix(help_, edits), edits=edits)


def is_of_unknown_id(finding: Diagnostic) -> bool:
    """Whether a finding is about an id that a key result or a milestone may have had before."""
    return finding.code in UNKNOWN and "id" in finding.facts


def _renamed(
    finding: Diagnostic, objectives: Mapping[str, Objective], versions: Versions
) -> KeyResult | Milestone | None:
    """What has another id now than a finding knows it by; None where no version had that."""
    objective = objectives.get(str(finding.facts["objective"]))
    if objective is None:
        return None
    id_, within = str(finding.facts["id"]), str(finding.facts.get("key_result", ""))
    for before in versions(objective.span.path):
        if not within and before.key_result(id_):
            both = pair(before.key_results, objective.key_results).both
            return next((now for old, now in both if old.id == id_ and now.id != id_), None)
        if within and (step := _step_of(before, within, id_)):
            same = _steps(objective.key_result(within))
            return next((now for now in same if now.title == step.title), None)
    return None


def _step_of(objective: Objective, key_result: str, id_: str) -> Milestone | None:
    return next((s for s in _steps(objective.key_result(key_result)) if s.id == id_), None)


def _steps(key_result: KeyResult | None) -> tuple[Milestone, ...]:
    if key_result is None or not isinstance(key_result.measure, Milestones):
        return ()
    return key_result.measure.steps


def _alias(entity: KeyResult | Milestone, old: str) -> Iterator[Edit]:
    """What writes an old id into the aliases of a key result or a milestone."""
    place = entity.at("id")
    if "aliases.0" in entity.places:
        first = entity.at("aliases.0")
        yield Replacement(first, (first.line, first.column), f'"{old}", ')
    elif "aliases" in entity.places:
        return
    elif isinstance(entity, Milestone):
        # A milestone is a table on one line.
        yield Substitution(place, f'"{entity.id}"', f'"{entity.id}", aliases = ["{old}"]')
    else:
        yield insert_line(place.path, place.line + 1, f'aliases = ["{old}"]')
