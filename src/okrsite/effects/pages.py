"""Pages: every page and file of a site made and placed, those that did not change left alone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from xxhash import xxh3_128_digest

from okrsite.effects.parallel import parallel_map
from okrsite.effects.publish import Generation, PublishedFile
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.page_kind import File, Page
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present import Site, frame
from okrsite.pipeline.render import Render

# A second process costs about as much as making this many pages.
MIN_PER_WORKER = 40


class Made(Struct, frozen=True):
    """What became of a page: where it was placed, or why it could not be made."""

    placed: PublishedFile | None = None
    failure: str = ""


def make_pages(
    site: Site,
    outputs: Sequence[Page | File],
    render: Render,
    generation: Generation,
    jobs: int,
) -> tuple[list[PublishedFile], list[Diagnostic]]:
    """Place all outputs in a generation; a page that cannot be made is a finding and left out.

    A page is made again only when its template, its frame, its view-model or the theme is another,
    a file that tells its facts only when these are.
    """

    def made(output: Page | File) -> bytes:
        return msgspec.msgpack.encode(_made(site, output, render, generation))

    rows = parallel_map(
        made, outputs, jobs, min_per_worker=MIN_PER_WORKER, name=lambda output: output.path
    )
    results = [msgspec.msgpack.decode(row, type=Made) for row in rows]
    placed = [each.placed for each in results if each.placed]
    failed = [
        _finding(site, output, each.failure)
        for output, each in zip(outputs, results, strict=True)
        if each.failure
    ]
    return placed, failed


def _made(site: Site, output: Page | File, render: Render, generation: Generation) -> Made:
    owner = _owner(site, output)
    try:
        known, key, content = call_plugin(owner, _content, site, output, render, generation)
    except PluginError as failure:
        return Made(failure=failure.reason)
    return Made(known or generation.write(output.path, key, content))


def _content(
    site: Site, output: Page | File, render: Render, generation: Generation
) -> tuple[PublishedFile | None, bytes, bytes]:
    """The output as published before, if it is the same; the key of its facts; else its bytes."""
    match output:
        case Page(path, template):
            parts = (template, frame(site, output), output.view())
            key = _key(site.theme.digest.encode(), msgspec.msgpack.encode(parts))
            known = generation.unchanged(path, key)
            return known, key, b"" if known else render(*parts)
        case File(path, make, facts) if facts:
            key = _key(msgspec.msgpack.encode(facts()))
            known = generation.unchanged(path, key)
            return known, key, b"" if known else make()
        case File(path, make):
            content = make()
            key = _key(content)
            return generation.unchanged(path, key), key, content


def _key(*parts: bytes) -> bytes:
    return xxh3_128_digest(b"".join(parts))


def _owner(site: Site, output: Page | File) -> str:
    """The plugin that gives a page's kind; empty for a file, which does not say its kind."""
    section = output.section if isinstance(output, Page) else ""
    return site.extensions.owners.get(f"pages:{section}", "")


def _finding(site: Site, output: Page | File, reason: str) -> Diagnostic:
    owner = _owner(site, output)
    by = f" of plugin '{owner}'" if owner else ""
    return error(
        "OKR615",
        Span((isinstance(output, Page) and output.edit) or output.path),
        f"the page '{output.path}'{by} cannot be made: {reason}",
        "Ask the author of the plugin or of the theme.",
    )
