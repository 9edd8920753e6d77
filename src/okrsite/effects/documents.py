"""Documents: every file of a site's content, found, read and understood one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from okrsite.effects.cache import Source, remember
from okrsite.effects.files import read_files
from okrsite.effects.jobs import share
from okrsite.effects.stamp import stamp
from okrsite.effects.tree import Tree, read_tree
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.extensions import Extensions
from okrsite.pipeline.discover import Discovered, discover
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

# A second process costs about as much as reading this many files.
WORTH = 60
# A document is at most 1 MB; observations may be many.
LARGEST = 32 * 1024 * 1024


class Content(Struct, frozen=True):
    """The content of a site: what there is, what the documents say, and what could not be read."""

    tree: Tree
    discovered: Discovered
    documents: tuple[Document, ...]
    findings: tuple[Diagnostic, ...]


def read_content(
    root: Path, extensions: Extensions, jobs: int, *, is_fresh: bool = False
) -> Content:
    """Read a site's content with up to `jobs` processes; `is_fresh` to forget earlier readings."""
    tree = read_tree(root)
    discovered = discover(tree.paths)
    read = read_files(root, discovered.documents, tree.links, LARGEST)
    documents = _reader(root, extensions, jobs, is_fresh=is_fresh)(list(read.files.items()))
    return Content(
        tree,
        discovered,
        tuple(documents),
        (*tree.findings, *discovered.findings, *read.findings),
    )


def _reader(
    root: Path, extensions: Extensions, jobs: int, *, is_fresh: bool
) -> Callable[[list[Source]], list[Document]]:
    markdown = Markdown(tuple(extensions.markdown.values()))

    def understood(source: Source) -> bytes:
        return msgspec.msgpack.encode(parse(*source, markdown))

    def read(sources: list[Source]) -> list[bytes]:
        return share(understood, sources, jobs, worth=WORTH, name=lambda source: source[0])

    plugins = ((each.name, each.version) for each in extensions.markdown.values())
    code = stamp() + msgspec.json.encode(sorted([*plugins, *extensions.versions]))
    return remember(read, root, code, is_fresh=is_fresh)
