"""Documents: the files of a site's content, listed, read and parsed one by one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.cache import ReadFiles, ReadResult, document_key, remember
from okrsite.effects.code_digest import code_digest
from okrsite.effects.files import FileReader
from okrsite.effects.left_out import hidden_documents, written_links
from okrsite.effects.parallel import parallel_map
from okrsite.effects.root_folder import misplaced, no_content
from okrsite.effects.tree import Tree, read_tree
from okrsite.effects.worker_pool import Limit
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.document import Document
from okrsite.model.position import Span
from okrsite.pipeline.discover import Discovered, Stray, discover
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.naming import is_series
from okrsite.pipeline.parse import parse
from okrsite.pipeline.parse.identity import id_of, kind_of
from okrsite.pipeline.prose import Markdown

# A second process costs about as much as reading this many files.
MIN_PER_WORKER = 60
# A document is at most 1 MB; observations may be many.
LARGEST = 32 * 1024 * 1024
# Reading takes time that grows with a file's length alone, so only what is large, or what a plugin
# has a hand in, may take so long that another process has to do it. A second or two is the most
# that 1 MB takes; the rest is for a machine that is busy with something else.
LARGE = 64 * 1024
MOST_SECONDS = 120

_encode = msgspec.msgpack.encode
_results = msgspec.msgpack.Decoder(ReadResult)


class SiteContent(Struct, frozen=True):
    """The content of a site: its files, the parsed documents, and what could not be read.

    `strays` stand for documents that lie where they are not read: what they are called is known,
    so that nobody is told that it is unknown.
    """

    tree: Tree
    discovered: Discovered
    documents: tuple[Document, ...]
    findings: tuple[Diagnostic, ...]
    strays: tuple[Document, ...] = ()


def read_content(
    root: Path,
    extensions: Extensions,
    jobs: int,
    *,
    cache_root: Path | None = None,
    is_fresh: bool = False,
    follows_links: bool = True,
) -> SiteContent:
    """Read a site's content with up to `jobs` processes; `is_fresh` to use no cache.

    The cache is the site's own unless `cache_root` is another folder.
    """
    tree = read_tree(root, follows_links=follows_links)
    discovered = discover(tree.paths)
    links = written_links(root, discovered.assets)
    discovered = replace(
        discovered, assets=tuple(path for path in discovered.assets if path not in links)
    )
    read_files, stamp = _file_reading(root, tree, extensions, jobs), _stamp(extensions)
    documents: list[Document] = []
    findings = [*tree.findings, *discovered.findings, *links.values()]
    for name, paths in _by_cache(discovered.documents).items():
        read = remember(read_files, cache_root or root, stamp, name=name, is_fresh=is_fresh)
        of_cache, unreadable = read(paths, tree.marks)
        documents += of_cache
        documents += map(_unread, unreadable)
    documents += [_unread(finding) for finding in tree.findings if kind_of(finding.span.path)]
    documents.sort(key=lambda document: document.path)
    if not documents and not findings:
        findings.append(no_content(root))
    findings += hidden_documents(root, tree.hidden)
    beside, beside_strays = misplaced(root, discovered.documents)
    strays = strays_as_documents((*discovered.strays, *beside_strays), documents)
    return SiteContent(tree, discovered, tuple(documents), (*findings, *beside), strays)


def strays_as_documents(
    strays: Iterable[Stray], documents: Iterable[Document]
) -> tuple[Document, ...]:
    """The strays as documents that could not be read, but for those whose name another one has."""
    known = {(document.kind, is_series(document), document.id) for document in documents}
    made = (Document(stray.path, stray.kind, stray.id) for stray in strays)
    by_name = {(document.kind, is_series(document), document.id): document for document in made}
    return tuple(document for name, document in by_name.items() if name not in known)


def _by_cache(paths: tuple[str, ...]) -> dict[str, list[str]]:
    """The paths by the cache that holds them; observations are large and change on their own."""
    tables = {path for path in paths if path.endswith(".csv")}
    return {
        "documents": [path for path in paths if path not in tables],
        "observations": [path for path in paths if path in tables],
    }


def _file_reading(root: Path, tree: Tree, extensions: Extensions, jobs: int) -> ReadFiles:
    markdown = Markdown(tuple(extensions.markdown.values()))

    def is_risky(path: str) -> bool:
        mark = tree.marks.get(path)
        return mark is None or mark.size > LARGE

    def read(paths: Sequence[str], known: Container[bytes]) -> list[ReadResult]:
        with closing(FileReader(root, tree.links, LARGEST)) as files:

            def encoded_result(path: str) -> bytes:
                return _encode(_read(files, path, known, markdown))

            risky = markdown.has_plugins or any(map(is_risky, paths))
            limit = Limit(MOST_SECONDS, _late_result, is_risky=risky)
            rows = parallel_map(
                encoded_result, paths, jobs, min_per_worker=MIN_PER_WORKER, limit=limit
            )
        return [_results.decode(row) for row in rows]

    return read


def _unread(finding: Diagnostic) -> Document:
    """The document of a file that cannot be read, so that nobody looks for it in vain."""
    path = finding.span.path
    kind = kind_of(path) or "page"
    return Document(path, kind, id_of(path, kind), findings=(finding,))


def _read(files: FileReader, path: str, known: Container[bytes], markdown: Markdown) -> ReadResult:
    content = files.read(path)
    if content.findings:
        return ReadResult(finding=content.findings[0])
    data, mark = content.files[path], content.marks.get(path)
    key = document_key(path, data)
    row = b"" if key in known else _encode(parse(path, data, markdown))
    return ReadResult(key, memoryview(row), mark)


def _late_result(path: str) -> bytes:
    finding = error(
        "OKR038",
        Span(path),
        f"reading this file took longer than {MOST_SECONDS} seconds and was ended",
        "Make it shorter, or take out what repeats itself in it without end.",
    )
    return _encode(ReadResult(finding=finding))


def _stamp(extensions: Extensions) -> bytes:
    """What the parsing of a file depends on besides its path and bytes."""
    plugins = ((plugin.name, plugin.version) for plugin in extensions.markdown.values())
    return code_digest() + msgspec.json.encode(sorted([*plugins, *extensions.versions]))
