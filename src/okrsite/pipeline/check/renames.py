"""Renames: unknown names whose file was only renamed, with what keeps the old name alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, help_with_fix
from okrsite.model.document import Document
from okrsite.model.edit import Edit, Move, Replacement, Substitution, insert_line
from okrsite.model.names import Kind
from okrsite.model.position import Span
from okrsite.pipeline.parse.identity import id_of, kind_of

UNKNOWN = frozenset({"OKR101", "OKR401", "OKR402"})
# Observations whose KPI is not there.
SERIES = "OKR130"


def with_renames(
    findings: Iterable[Diagnostic], documents: Iterable[Document], renamed: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The findings, those about an unknown name of a renamed file with its new name.

    `renamed` has the new paths of files by their old ones. A fix writes the new name, and the old
    one as an alias into the file, so that links from elsewhere go on working.
    """
    by_path = {document.path: document for document in documents}
    now: dict[tuple[Kind, str], Document] = {}
    for old, new in renamed.items():
        kind = kind_of(old)
        if kind and kind == kind_of(new) and new.endswith(".md") and new in by_path:
            now[kind, id_of(old, kind)] = by_path[new]
    for finding in findings:
        asked = _asked(finding)
        document = now.get(asked) if asked else None
        if asked is None or document is None or document.entity is None:
            yield finding
            continue
        edits: tuple[Edit, ...] = _alias(document, asked[1])
        help_ = f"Git knows it as {document.path} now: write {document.id}"
        if finding.code == SERIES:
            # A KPI takes its observations along.
            target = f"{document.path.removesuffix('.md')}.csv"
            help_ = f"Git knows the KPI as {document.path} now: rename this file to {target}"
            edits = (Move(finding.span, target), *edits)
        else:
            names = (Substitution(place, asked[1], document.id) for place in finding.places)
            edits = (*names, *edits)
        yield replace(finding, help=help_with_fix(help_, edits), edits=edits)


def may_be_renamed(findings: Iterable[Diagnostic]) -> bool:
    """Whether any name is unknown, so that it pays to ask what became of the files."""
    return any(_asked(finding) for finding in findings)


def _asked(finding: Diagnostic) -> tuple[Kind, str] | None:
    """The kind and the name that a finding does not know."""
    if finding.code == SERIES and not finding.edits:
        return "kpi", id_of(finding.span.path, "kpi")
    if finding.code not in UNKNOWN:
        return None
    target = str(finding.facts.get("target", ""))
    if target.startswith("goal:"):
        return "objective", target.removeprefix("goal:").partition("#")[0]
    if target.startswith("kpi:"):
        return "kpi", target.removeprefix("kpi:").partition("#")[0]
    kind = next((kind for kind in _KINDS if kind == finding.facts.get("kind")), None)
    return (kind, str(finding.facts["name"])) if kind else None


_KINDS: tuple[Kind, ...] = ("objective", "kpi", "team", "person", "cycle")


def _alias(document: Document, old: str) -> tuple[Edit, ...]:
    """What writes an old name into the aliases of a document."""
    entity = document.entity
    if entity is None or old in getattr(entity, "aliases", ()):
        return ()
    path = document.path
    if "aliases.0" in entity.places:
        line, column = entity.places["aliases.0"]
        return (Replacement(Span(path, line, column), (line, column), f'"{old}", '),)
    if "aliases" in entity.places:
        return ()
    return (insert_line(path, 2, f'aliases = ["{old}"]'),)
