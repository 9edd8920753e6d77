"""The history of a site: one pass over git's objects, and after that only what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from okrsite.effects import cache_file
from okrsite.effects.code_digest import code_digest
from okrsite.effects.git import GitError, Repository, repository_of
from okrsite.effects.git_head import head_state
from okrsite.effects.git_log import commits_of
from okrsite.effects.git_objects import is_shallow, object_of, read_blobs
from okrsite.model.document import Document
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.discover import is_hidden
from okrsite.pipeline.history import CommitRecord, FileChange, RawCommit, record_of
from okrsite.pipeline.history.record import RawText
from okrsite.pipeline.naming import CONTENT, PROVENANCE
from okrsite.pipeline.parse import parse
from okrsite.pipeline.parse.identity import kind_of
from okrsite.pipeline.settings import PATH as SETTINGS
from okrsite.pipeline.settings import read_settings

NAME = "history"
# So many commits' files are in memory at once.
BATCH = 500


class RecordedHistory(Struct, frozen=True):
    """The records of all commits that touched a site, the oldest first.

    Attributes:
        head: The commit that they end with.
        is_shallow: Whether older commits were left out when the repository was cloned.
        place: The site's place in the repository.
        records: What the commits did.
    """

    head: str
    is_shallow: bool
    place: str
    records: tuple[CommitRecord, ...] = ()


def read_history(
    root: Path, *, cache_root: Path | None = None, is_fresh: bool = False
) -> RecordedHistory | None:
    """The history of the site in a folder; None where no repository tells it.

    It is remembered in the site's folder, or in `cache_root`; `is_fresh` reads everything again.
    """
    repository = repository_of(root)
    if repository is None:
        return None
    try:
        if is_fresh:
            return _read(cache_root or root, repository, None)
        return _remembered(cache_root or root, repository, head_state(repository))
    except (GitError, OSError):
        return None


# A preview asks at every save, and most saves are no commits.
@lru_cache(maxsize=2)
def _remembered(
    cache_root: Path,
    repository: Repository,
    _head: tuple[bytes, ...],
) -> RecordedHistory | None:
    known = cache_file.load(cache_root, NAME, code_digest(), RecordedHistory)
    return _read(cache_root, repository, known)


def _read(
    cache_root: Path, repository: Repository, known: RecordedHistory | None
) -> RecordedHistory | None:
    found = _history(repository, known)
    if found is not known and found is not None:
        cache_file.save(cache_root, NAME, code_digest(), found)
    return found


def _history(repository: Repository, known: RecordedHistory | None) -> RecordedHistory | None:
    head = object_of(repository, "HEAD")
    if head is None:
        return None
    shallow = is_shallow(repository)
    if known is not None and (known.is_shallow, known.place) != (shallow, repository.place):
        known = None
    if known is not None and known.head == head:
        return known
    new = None if known is None else _new_commits(repository, known.head, head)
    if known is not None and new is not None:
        records = (*known.records, *_records(repository, new))
    else:
        remembered = {record.id: record for record in known.records} if known else {}
        commits = commits_of(repository, head)
        # Where a shallow clone ends, everything looks new.
        told = [commit for commit in commits if commit.parents or not shallow]
        records = tuple(_records(repository, told, remembered))
    return RecordedHistory(head, shallow, repository.place, records)


def _new_commits(repository: Repository, known: str, head: str) -> list[RawCommit] | None:
    """The commits since one, where they follow it one by one; None where they do not.

    Branches that come together change the order of what was there before.
    """
    try:
        said = repository.git(
            "rev-list", "--parents", "--topo-order", "--reverse", f"{known}..{head}"
        )
    except GitError:
        return None
    before = known
    for line in said.decode().splitlines():
        commit, *parents = line.split()
        if parents != [before]:
            return None
        before = commit
    return list(commits_of(repository, f"{known}..{head}"))


def _records(
    repository: Repository,
    commits: Iterable[RawCommit],
    remembered: Mapping[str, CommitRecord] | None = None,
) -> Iterator[CommitRecord]:
    """The records of the commits that did anything; those that are remembered as they are."""
    known = remembered or {}
    waiting = list(commits)
    reader = _DocumentReader(repository)
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        reader.fetch(commit for commit in batch if commit.id not in known)
        for commit in batch:
            record = known.get(commit.id) or reader.record(commit)
            if record.changes or record.versions or record.defaults:
                yield record


class _DocumentReader:
    """Reads the files of commits; the last version of each file is the first of the next commit."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._contents: dict[str, bytes] = {}
        self._last: dict[str, tuple[str, Document]] = {}
        self._markdown = RawText()

    def fetch(self, commits: Iterable[RawCommit]) -> None:
        """Get the bytes of all files that some commits changed, by one process."""
        asked = {
            object_id
            for commit in commits
            for file in commit.files
            if _is_read(file.path)
            for object_id in (file.before, file.after)
            if object_id
        }
        self._contents = dict(read_blobs(self._repository, asked))

    def record(self, commit: RawCommit) -> CommitRecord:
        """What a commit did."""
        files = [file for file in commit.files if _is_document(file.path)]
        before = [self._document(file.path, file.before) for file in files if file.before]
        after = [self._document(file.path, file.after) for file in files if file.after]
        settings = next((file for file in commit.files if file.path == SETTINGS), None)
        defaults = self._defaults(settings) if settings else ()
        return record_of(commit, before, after, defaults)

    def _document(self, path: str, object_id: str) -> Document:
        last = self._last.get(path)
        if last is not None and last[0] == object_id:
            return last[1]
        document = parse(path, self._contents.get(object_id, b""), self._markdown)
        self._last[path] = (object_id, document)
        return document

    def _defaults(self, file: FileChange) -> tuple[DefaultVisibility, ...]:
        texts = [self._contents.get(id_, b"") for id_ in (file.before, file.after) if id_]
        return tuple(read_settings(text)[0].site.default_visibility for text in texts)


def _is_read(path: str) -> bool:
    return path == SETTINGS or _is_document(path)


def _is_document(path: str) -> bool:
    """Whether a file of the content is a document; observations are only beside KPIs."""
    if not path.startswith(CONTENT) or any(map(is_hidden, path.split("/"))):
        return False
    kind = kind_of(path)
    beside = kind == "kpi" and path.endswith((".csv", PROVENANCE))
    return kind is not None and (path.endswith(".md") or beside)
