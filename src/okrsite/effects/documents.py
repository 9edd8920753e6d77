"""Documents: every file of a site's content, found, read and understood one by one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct

from okrsite.effects.cache import Read, Reader, key_of, remember
from okrsite.effects.code_digest import stamp
from okrsite.effects.files import FileReader
from okrsite.effects.parallel import parallel_map
from okrsite.effects.tree import Tree, read_tree
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.pipeline.discover import Discovered, discover
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

# A second process costs about as much as reading this many files.
MIN_PER_WORKER = 60
# A document is at most 1 MB; observations may be many.
LARGEST = 32 * 1024 * 1024

_encoded = msgspec.msgpack.encode
_reads = msgspec.msgpack.Decoder(Read)


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
    reader, code = _reader(root, tree, extensions, jobs), _code(extensions)
    documents: list[Document] = []
    findings = [*tree.findings, *discovered.findings]
    for name, paths in _by_pack(discovered.documents).items():
        read = remember(reader, root, code, name=name, is_fresh=is_fresh)
        found, troubles = read(paths, tree.marks)
        documents += found
        findings += troubles
    documents.sort(key=lambda each: each.path)
    return Content(tree, discovered, tuple(documents), tuple(findings))


def _by_pack(paths: tuple[str, ...]) -> dict[str, list[str]]:
    """The paths by the pack that remembers them; observations are large and change on their own."""
    tables = {path for path in paths if path.endswith(".csv")}
    return {
        "documents": [path for path in paths if path not in tables],
        "observations": [path for path in paths if path in tables],
    }


def _reader(root: Path, tree: Tree, extensions: Extensions, jobs: int) -> Reader:
    markdown = Markdown(tuple(extensions.markdown.values()))

    def read(paths: Sequence[str], known: Container[bytes]) -> list[Read]:
        with closing(FileReader(root, tree.links, LARGEST)) as files:

            def encoded(path: str) -> bytes:
                return msgspec.msgpack.encode(_read(files, path, known, markdown))

            rows = parallel_map(encoded, paths, jobs, min_per_worker=MIN_PER_WORKER)
        return [_reads.decode(row) for row in rows]

    return read


def _read(files: FileReader, path: str, known: Container[bytes], markdown: Markdown) -> Read:
    content = files.read(path)
    if content.findings:
        return Read(trouble=content.findings[0])
    data, mark = content.files[path], content.marks.get(path)
    key = key_of(path, data)
    row = b"" if key in known else _encoded(parse(path, data, markdown))
    return Read(key, memoryview(row), mark)


def _code(extensions: Extensions) -> bytes:
    """What the reading of a file depends on besides its bytes."""
    plugins = ((each.name, each.version) for each in extensions.markdown.values())
    return stamp() + msgspec.json.encode(sorted([*plugins, *extensions.versions]))
