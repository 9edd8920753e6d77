"""A generation: the next state of a published site, from its first file to its publication."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace
from xxhash import xxh3_128, xxh3_128_digest

from okrsite.effects.atomic_write import replace_file
from okrsite.effects.os_error_help import os_error_help
from okrsite.effects.publish.activate import activate, clean_up, staging_of
from okrsite.effects.publish.cleanup import walk
from okrsite.effects.publish.manifest import MARKER, Manifest, manifest_text, read_manifest
from okrsite.effects.publish.output_guard import PublishError, locked, safe_output
from okrsite.effects.publish.records import PublishedFile, published_file, recorded_files

_FILE, _FOLDER = 0o644, 0o755
# Where the file system, or a limit of it, does not allow a hard link.
_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EACCES}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Generation:
    """The next generation of the site in `output`, built in `staging`, unseen until it is shown."""

    def __init__(self, output: Path, known: dict[str, PublishedFile]) -> None:
        self.output = output
        self.staging = staging_of(output)
        self._known = known
        self._old = read_manifest(output) or Manifest()

    def unchanged(self, path: str, key: bytes) -> PublishedFile | None:
        """The file on show, if it was made from the same and nobody touched it since."""
        known = self._known.get(path)
        if known is None or known.key != key or path not in self._old.files:
            return None
        try:
            return (
                known
                if known == published_file(path, key, os.lstat(f"{self.output}/{path}"))
                else None
            )
        except OSError:
            return None

    def content(self, path: str, key: bytes) -> bytes | None:
        """The bytes of the file on show, if it was made from the same and nobody touched it."""
        if self.unchanged(path, key) is None:
            return None
        try:
            content = (self.output / path).read_bytes()
        except OSError:
            return None
        return content if xxh3_128_digest(content) == key else None

    def write(self, path: str, key: bytes, content: bytes) -> PublishedFile:
        """Write one file of this generation, readable by everybody whatever the umask."""
        with self._new_file(path) as handle:
            _write(handle, content)
            return replace(published_file(path, key, os.fstat(handle)), is_new=True)

    def copy(self, path: str, chunks: Iterable[bytes]) -> PublishedFile:
        """Write one file of this generation piece by piece; its key is the digest of them all."""
        digest = xxh3_128()
        with self._new_file(path) as handle:
            for chunk in chunks:
                digest.update(chunk)
                _write(handle, chunk)
            file = published_file(path, digest.digest(), os.fstat(handle))
        return replace(file, is_new=True)

    @contextmanager
    def _new_file(self, path: str) -> Iterator[int]:
        target = f"{self.staging}/{path}"
        try:
            handle = os.open(target, _NEW, _FILE)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(target, _NEW, _FILE)
        except FileExistsError:
            # A process that was killed left it, and it could be a hard link to a page on show: so
            # it is removed, not overwritten.
            Path(target).unlink()
            handle = os.open(target, _NEW, _FILE)
        try:
            os.fchmod(handle, _FILE)
            yield handle
        finally:
            os.close(handle)

    def publish(
        self, made: Iterable[PublishedFile], lasting: frozenset[str]
    ) -> tuple[PublishedFile, ...]:
        """Show this generation, made of exactly these files, unless it equals the one on show.

        Files that are `lasting` will stay for one generation longer than they are used. Gives the
        files as they lie on the disk now.
        """
        files = {file.path: file for file in made}
        if not any(file.is_new for file in files.values()) and files.keys() == self._old.files:
            return tuple(files.values())
        kept = frozenset(path for path in self._old.lasting - files.keys() if self._is_file(path))
        new = Manifest(frozenset(files), lasting & files.keys(), kept)
        self._link_foreign_files(new)
        for path in sorted(kept):
            self._link(path)
        shown = tuple(
            file if file.is_new else self._link_unchanged(file) for file in files.values()
        )
        self._finish(new)
        activate(self.staging, self.output, self._old, new)
        return shown

    def _is_file(self, path: str) -> bool:
        return (self.output / path).is_file() and not (self.output / path).is_symlink()

    def _link_foreign_files(self, new: Manifest) -> None:
        """Link what somebody else put into the site, so that it is there at every moment."""
        for path, entry in walk(self.output) if self.output.is_dir() else ():
            if path in self._old or path in self._old.folders or self._is_staged(path):
                continue
            if path in new or (path in new.folders and not entry.is_dir(follow_symlinks=False)):
                raise PublishError(
                    f"'{self.output / path}' was not made by okrsite and is in the way of the site",
                    "Move or rename it, and build again.",
                )
            if not entry.is_dir(follow_symlinks=False):
                self._link(path)
            else:
                (self.staging / path).mkdir(parents=True, exist_ok=True)
                shutil.copystat(self.output / path, self.staging / path)

    def _is_staged(self, path: str) -> bool:
        return (self.output / path).is_relative_to(self.staging)

    def _link_unchanged(self, known: PublishedFile) -> PublishedFile:
        self._link(known.path)
        status = os.lstat(f"{self.staging}/{known.path}")
        now = published_file(known.path, known.key, status)
        if (now.size, now.changed) != (known.size, known.changed):
            message = f"'{self.output / known.path}' was changed during the build"
            raise PublishError(message, "Build again; only okrsite should write there.")
        return now

    def _link(self, path: str) -> None:
        """Link a file of the generation on show into this one; copy it where links cannot be."""
        source, target = f"{self.output}/{path}", f"{self.staging}/{path}"
        try:
            os.link(source, target, follow_symlinks=False)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True)
            self._link(path)
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)

    def _finish(self, new: Manifest) -> None:
        """Open the folders to everybody and write the manifest, whose presence means: complete."""
        self.staging.mkdir(exist_ok=True)
        for folder in ("", *sorted(new.folders)):
            (self.staging / folder).chmod(_FOLDER)
        # All of the staging folder is flushed at once, before it is shown.
        marker = str(self.staging / MARKER)
        replace_file(marker, manifest_text(new), is_durable=False, mode=_FILE)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextmanager
def generation(
    output: Path,
    root: Path,
    stamp: bytes,
    *,
    cache_root: Path | None = None,
    is_fresh: bool = False,
) -> Iterator[Generation]:
    """Open the next generation of a site and lock its place; what is not published is removed.

    `stamp` identifies the code that makes the files; with `is_fresh` all are made anew. What is on
    show was recorded in the cache of `cache_root`, the site's own without one. Raises PublishError
    where the output folder must not be touched, where another build holds it for too long, or where
    the disk refuses.
    """
    try:
        place = safe_output(output, root)
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place.parent):
            if not clean_up(place):
                left = staging_of(place)
                raise PublishError(
                    f"'{left}' holds files that okrsite did not make",
                    "Move what you want to keep, remove the folder, and build again.",
                )
            try:
                known = {} if is_fresh else recorded_files(place, cache_root or root, stamp)
                yield Generation(place, known)
            finally:
                clean_up(place)
    except OSError as problem:
        # The error names a file in the hidden folder, which is removed by now.
        message = f"the site cannot be written to '{output}': {problem.strerror or problem}"
        help_ = f"{os_error_help(problem)} Another folder can be named with --output.".lstrip()
        raise PublishError(message, help_) from problem
