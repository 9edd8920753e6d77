"""Build: the stages put together, from documents to everything that a site holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error, sorted_findings
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.model.series import Series
from okrsite.model.settings import Settings
from okrsite.pipeline.assets import checked, is_drawing
from okrsite.pipeline.cells import Cells, CellTables, Forgetful, watched
from okrsite.pipeline.check import run_rules
from okrsite.pipeline.check.consequences import without_consequences
from okrsite.pipeline.compute import compute
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.file_names import collisions, path_fault
from okrsite.pipeline.plugin_fields import with_plugin_fields
from okrsite.pipeline.present import CopiedFile, Listing, Output, present
from okrsite.pipeline.present.ledger import Ledger, no_file
from okrsite.pipeline.present.page_kind import File, Page
from okrsite.pipeline.present.prose import asset_path
from okrsite.pipeline.present.record import Remembered
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.redact import redact
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.shortcodes import misused_shortcodes, shortcodes_of
from okrsite.pipeline.sourcing import plan


class Understood(Struct, frozen=True):
    """The goals as one audience sees them, and what is wrong with them.

    `findings` are about what this audience sees; `mistakes` are those of all files, seen or not.
    Where something is hidden, `findings` are signals only; `hidden` counts the documents that are
    closed to this audience, observations not among them.
    """

    scored: Scored
    findings: tuple[Diagnostic, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()
    hidden: int = 0


class Conditions(Struct, frozen=True):
    """Under what conditions goals are understood: the settings, the plugins, for whom, and when."""

    settings: Settings
    extensions: Extensions
    audience: Visibility
    today: date


# The bytes of a file of the content, piece by piece.
ReadChunks = Callable[[str], Iterator[bytes]]


def no_chunks(_: str) -> Iterator[bytes]:
    """No file at all."""
    return iter(())


class Outputs(Struct, frozen=True):
    """Every page and file of a site in order of its path, and what keeps some from being there.

    `ledger` tells what they ask, `remembered` which of them an earlier build made already; `chunks`
    reads those that are copied.
    """

    ledger: Ledger
    remembered: Remembered
    files: tuple[Output, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    listings: Mapping[str, Listing] = {}
    chunks: ReadChunks = no_chunks


def understand(
    documents: tuple[Document, ...],
    assets: frozenset[str],
    conditions: Conditions,
    tables: CellTables | None = None,
) -> Understood:
    """Redact, resolve, compute and check; what the audience may not see is gone before the rest.

    What is worked out on the way is kept in `tables`.
    """
    documents = _with_plugin_fields(documents, conditions)
    visible = redact(documents, conditions.audience, conditions.settings)
    scored, findings = _judged(visible, assets, conditions, tables or Forgetful())
    mistakes = [finding for document in documents for finding in document.findings]
    # A part is not judged by the rules: a goal whose only parent is hidden here is no orphan.
    if len(visible) < len(documents):
        everything = replace(conditions, audience="confidential")
        _, whole = _judged(documents, assets, everything, Forgetful())
        mistakes += [finding for finding in whole if finding.severity != "signal"]
        findings = [finding for finding in findings if finding.severity == "signal"]
    hidden = _count_documents(documents) - _count_documents(visible)
    return Understood(
        scored, tuple(sorted_findings(findings)), tuple(sorted_findings(mistakes)), hidden
    )


def findings_of(
    documents: tuple[Document, ...], assets: frozenset[str], conditions: Conditions
) -> tuple[Diagnostic, ...]:
    """What is wrong with some documents, judged as if there were no others."""
    documents = _with_plugin_fields(documents, conditions)
    everything = replace(conditions, audience="confidential")
    _, found = _judged(documents, assets, everything, Forgetful())
    return (*found, *(finding for document in documents for finding in document.findings))


def _with_plugin_fields(
    documents: tuple[Document, ...], conditions: Conditions
) -> tuple[Document, ...]:
    fields, plugins = conditions.extensions.fields, conditions.settings.plugins
    return with_plugin_fields(documents, fields, plugins)


def _count_documents(documents: tuple[Document, ...]) -> int:
    return sum(not isinstance(document.entity, Series) for document in documents)


def _judged(
    documents: tuple[Document, ...],
    assets: frozenset[str],
    conditions: Conditions,
    tables: CellTables,
) -> tuple[Scored, list[Diagnostic]]:
    settings, extensions = conditions.settings, conditions.extensions
    forest, unresolved = resolve(documents, settings, conditions.audience)
    forest = watched(replace(forest, assets=assets), tables)
    scored, uncounted = compute(forest, conditions.today, extensions.scorers, tables)
    judged = run_rules(scored, extensions.rules, settings.rules, extensions.owners, forest, tables)
    blamed = [_of_plugin(finding, extensions.owners) for finding in uncounted]
    mistakes = [*unresolved, *(finding for document in documents for finding in document.findings)]
    misused = misused_shortcodes(forest, extensions.shortcodes)
    told = without_consequences(judged, forest, mistakes, extensions.rules)
    return scored, [*unresolved, *plan(forest, extensions).findings, *blamed, *told, *misused]


def _of_plugin(finding: Diagnostic, owners: Mapping[str, str]) -> Diagnostic:
    """A finding about a scorer with the name of its plugin, which the arithmetic does not know."""
    owner = owners.get(f"scorers:{finding.facts.get('scorer', '')}")
    if owner is None:
        return finding
    return replace(finding, help=f"Ask the author of the plugin {owner}, who gives this scorer.")


def outputs(
    site: Site,
    extensions: Extensions,
    assets: Mapping[str, bytes],
    read_file: Callable[[str], bytes | None] = no_file,
    cells: Cells | None = None,
) -> Outputs:
    """Everything that a site holds.

    `assets` are those that its texts link, drawings whole, of others what they begin with; `cells`
    are those that the goals were computed in, where the build remembers.
    Those of other types than a site may hold, names that some file system cannot hold, all but the
    first of those it would confuse, and the pages of a kind that fails, are findings and left out.
    """
    more = site.settings.build.asset_types
    known = {path: checked(path, data, more) for path, data in assets.items()}
    contents = {path: asset.content for path, asset in known.items() if asset.content is not None}
    said = [finding for asset in known.values() for finding in asset.findings]
    refused = known.keys() - contents.keys()
    shortcodes = shortcodes_of(extensions)
    ledger = Ledger(_without(site, refused), read_file, cells, shortcodes)
    remembered = Remembered(ledger)
    kinds = extensions.page_kinds
    presented = present(ledger, kinds, extensions.owners, remembered.listings(kinds))
    files = [
        *presented.files,
        *(_asset(path, content) for path, content in contents.items()),
        *(_file(path, site.theme.shipped[name]) for name, path in site.theme.assets.items()),
    ]
    by_path = {output.path: output for output in files}
    wrong = _wrong_names(by_path)
    return Outputs(
        ledger,
        remembered,
        files=tuple(by_path[path] for path in sorted(by_path) if path not in wrong),
        findings=tuple(sorted_findings([*presented.findings, *said, *wrong.values()])),
        listings=presented.listings,
    )


def _without(site: Site, refused: Collection[str]) -> Site:
    if not refused:
        return site
    forest = replace(site.forest, assets=site.forest.assets.difference(refused))
    return replace(site, scored=replace(site.scored, forest=forest))


def _asset(path: str, content: bytes) -> Output:
    if is_drawing(path):
        return _file(asset_path(path), content)
    place = asset_path(path)
    return Output(File(place, place), copied=CopiedFile(path, content))


def _file(path: str, content: bytes) -> Output:
    return Output(File(path, path), content=content)


def _wrong_names(files: Mapping[str, Output]) -> dict[str, Diagnostic]:
    wrong = {path: _unportable(files[path], why) for path in files if (why := path_fault(path))}
    for first, second in collisions(files):
        wrong[second] = error(
            "OKR042",
            _place(files[second]),
            f"'{second}' and '{first}' ({_place(files[first]).path}) would be one file of the site",
            "Give one of the two another id.",
        )
    return wrong


def _unportable(output: Output, why: str) -> Diagnostic:
    return error(
        "OKR043",
        _place(output),
        f"the page '{output.path}' cannot be stored everywhere: its name {why}",
        "Give it another id.",
    )


def _place(output: Output) -> Span:
    entry = output.entry
    return Span(entry.edit if isinstance(entry, Page) and entry.edit else entry.path)


def has_failed(findings: Iterable[Diagnostic], *, is_strict: bool) -> bool:
    """Whether findings keep a site from being published: errors and, when strict, warnings."""
    failing = {"error", "warning"} if is_strict else {"error"}
    return any(finding.severity in failing for finding in findings)
