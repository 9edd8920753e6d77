"""Pages: every page and file of a site made and placed, those that did not change left alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128, xxh3_128_digest

from okrsite.effects import cache_file
from okrsite.effects.parallel import parallel_map
from okrsite.effects.publish import Generation, PublishedFile
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.build import Outputs, ReadChunks
from okrsite.pipeline.cells import Key, Memory
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present import CopiedFile, Output
from okrsite.pipeline.present.as_of import Hole, days_of, with_another_day
from okrsite.pipeline.present.page_kind import Page
from okrsite.pipeline.present.record import Work, keep_pages
from okrsite.pipeline.present.shared import SharedAnswer, SharedAnswers

# A second process costs about as much as making this many pages.
MIN_PER_WORKER = 40


class Result(Struct, frozen=True, array_like=True):
    """What became of a page: where it was placed and what it rests on, or why it was not made.

    `answers` are those that another process found out for it and perhaps for others; `findings`
    tell what was left out of it because it failed, `holes` where it has the day.
    """

    placed: PublishedFile | None = None
    reads: tuple[Key, ...] = ()
    answers: tuple[SharedAnswer, ...] = ()
    failure: str = ""
    findings: tuple[Diagnostic, ...] = ()
    holes: tuple[Hole, ...] = ()


class MadePages(Struct, frozen=True):
    """The files of a new generation, and what kept others from being made."""

    placed: tuple[PublishedFile, ...]
    findings: tuple[Diagnostic, ...]


def recall_cells(root: Path, audience: str, stamp: bytes) -> Memory | None:
    """What the last build for an audience remembers, if code and plugins are the same."""
    return cache_file.load(root, _name(audience), stamp, Memory)


def remember_cells(root: Path, audience: str, stamp: bytes, memory: Memory) -> None:
    """Remember the cells of a build for the next one."""
    cache_file.save(root, _name(audience), stamp, memory)


def make_pages(
    outputs: Outputs, extensions: Extensions, generation: Generation, jobs: int
) -> MadePages:
    """Place all outputs in a generation; a page that cannot be made is a finding and left out.

    A page is made again only when something that it asked for is another, its file is not the one
    that was placed, or a part of it failed: so whatever fails is told by every build. Afterwards
    the cells of the ledger hold what the next build may keep.
    """
    kept = {
        output.path: known
        for output in outputs.files
        if (digest := outputs.remembered.digest(output))
        and (known := generation.unchanged(output.path, digest))
    }
    rest = [output for output in outputs.files if output.path not in kept]
    make = _dated_or(_maker(outputs, extensions, generation), outputs, generation)
    results: dict[str, Result] = {}
    works: list[Work] = []
    for output, result in _shared_work(make, rest, outputs.ledger.answers, jobs):
        outputs.ledger.answers.learn(result.answers)
        if output.kind and result.placed and not result.findings:
            reads = outputs.ledger.cells.numbered(result.reads)
            key, holes = result.placed.key, result.holes
            works.append(Work(output.path, output.kind.name, key, reads, holes))
        # The keys of all pages together would take more memory than the goals.
        results[output.path] = replace(result, reads=(), answers=())
    findings = [
        _finding(output, extensions.owners, failure)
        for output in rest
        if (failure := results[output.path].failure)
    ]
    findings += _told_once([results[output.path].findings for output in rest])
    new = (result.placed for result in results.values() if result.placed)
    placed = sorted([*kept.values(), *new], key=lambda page: page.path)
    of_kinds = [output.path for output in outputs.files if output.kind and output.path in kept]
    keep_pages(outputs.ledger, outputs.listings, of_kinds, works)
    return MadePages(tuple(placed), tuple(findings))


def _told_once(found: Iterable[tuple[Diagnostic, ...]]) -> Iterator[Diagnostic]:
    """The findings of all pages; one mistake of a plugin is met on many, and told of the first."""
    by_mistake: dict[tuple[str, Span, str], list[Diagnostic]] = {}
    for finding in (finding for findings in found for finding in findings):
        mistake = (finding.code, finding.span, str(finding.facts.get("part", "")))
        by_mistake.setdefault(mistake, []).append(finding)
    for first, *others in by_mistake.values():
        more = f" (and on {len(others)} more)" if others else ""
        yield replace(first, message=f"{first.message}{more}")


def _shared_work(
    make: Callable[[Output], Result], outputs: Sequence[Output], answers: SharedAnswers, jobs: int
) -> Iterator[tuple[Output, Result]]:
    """Every output with what became of it, made by several processes where that pays.

    One page of each kind is made before: so what many pages share is worked out only once.
    """
    first = {output.kind.name: output for output in outputs if output.kind} if jobs > 1 else {}
    for output in first.values():
        yield output, make(output)
    done = {output.path for output in first.values()}
    rest = [output for output in outputs if output.path not in done]
    answers.forget_new()
    process = os.getpid()

    def encoded(output: Output) -> bytes:
        result = make(output)
        if os.getpid() != process:
            result = replace(result, answers=answers.take_new())
        return msgspec.msgpack.encode(result)

    rows = parallel_map(
        encoded, rest, jobs, min_per_worker=MIN_PER_WORKER, name=lambda output: output.path
    )
    decoder = msgspec.msgpack.Decoder(Result)
    for output, row in zip(rest, rows, strict=True):
        yield output, decoder.decode(row)


def _maker(
    outputs: Outputs, extensions: Extensions, generation: Generation
) -> Callable[[Output], Result]:
    ledger, owners = outputs.ledger, extensions.owners
    maker = page_maker(ledger, extensions)

    def make(output: Output) -> Result:
        if output.copied:
            return _copied(output.path, output.copied, generation, outputs.chunks)
        try:
            page = call_plugin(_owner(output, owners), made, maker, output)
        except PluginError as failure:
            return Result(failure=failure.reason)
        key = xxh3_128_digest(page.content)
        placed = generation.unchanged(output.path, key)
        placed = placed or generation.write(output.path, key, page.content)
        reads = tuple(page.reads)
        return Result(placed, reads, findings=page.findings, holes=page.holes)

    return make


def _dated_or(
    make: Callable[[Output], Result], outputs: Outputs, generation: Generation
) -> Callable[[Output], Result]:
    """Write another day into a page that is the same but for it, or make it."""
    remembered, days = outputs.remembered, days_of(outputs.ledger.site)

    def dated_or_made(output: Output) -> Result:
        dated = remembered.dated(output)
        content = generation.content(output.path, dated.digest) if dated else None
        if dated is None or content is None:
            return make(output)
        page, holes = with_another_day(content, dated.holes, days)
        placed = generation.write(output.path, xxh3_128_digest(page), page)
        return Result(placed, remembered.reads(output), holes=holes)

    return dated_or_made


def _copied(path: str, copied: CopiedFile, generation: Generation, chunks: ReadChunks) -> Result:
    """A file of the content, read once to see whether it is on show, and again if it is not."""
    try:
        digest = xxh3_128()
        for chunk in chunks(copied.path):
            digest.update(chunk)
        placed = generation.unchanged(path, digest.digest())
        return Result(placed or generation.copy(path, _begun(copied, chunks)))
    except ValueError as problem:
        return Result(failure=str(problem))


def _begun(copied: CopiedFile, chunks: ReadChunks) -> Iterator[bytes]:
    """The pieces of a file that still begins as it did when it was checked."""
    pieces = chunks(copied.path)
    first = next(pieces, b"")
    if not first.startswith(copied.head):
        raise ValueError(f"'{copied.path}' was changed during the build; build again")
    yield first
    yield from pieces


def _name(audience: str) -> str:
    return f"cells-{audience}"


def _owner(output: Output, owners: Mapping[str, str]) -> str:
    """The plugin that gives a page's or file's kind; empty where no kind makes it."""
    return owners.get(f"pages:{output.kind.name}", "") if output.kind else ""


def _finding(output: Output, owners: Mapping[str, str], reason: str) -> Diagnostic:
    owner = _owner(output, owners)
    by = f" of plugin '{owner}'" if owner else ""
    entry = output.entry
    return error(
        "OKR615",
        Span((isinstance(entry, Page) and entry.edit) or entry.path),
        f"the page '{entry.path}'{by} cannot be made: {reason}",
        "Ask the author of the plugin or of the theme.",
    )
