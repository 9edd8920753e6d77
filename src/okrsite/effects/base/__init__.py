"""The base of a change: the settings, plugins and themes that its content is judged by.

Whoever asks for a change may have changed these too, and they act: a plugin is code. So they are
copied into a private folder from where they are trusted, and those beside the content are not used.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from okrsite.effects.base.difference import committed_cache, differing
from okrsite.effects.base.search import BaseError, found_in_folder, found_in_revision
from okrsite.effects.git import repository_of

__all__ = ["Base", "BaseError", "base_of", "is_path"]


class Base(Struct, frozen=True):
    """A site's folder, and a private one with what it is made with.

    `name` is the base as it was written. `differing` are the files that the site has otherwise than
    the base, and `left_out` those that are links or submodules in the base, from the site's folder.
    """

    root: Path
    folder: Path
    name: str
    differing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@contextmanager
def base_of(start: Path, name: str) -> Iterator[Base]:
    """The base of the site that a folder belongs to; the private folder is removed at the end.

    A name that begins as a path does (`/`, `./`, `../`) is a folder: a checkout, in which the site
    has the same place, or the site's own folder. Any other is a revision of git; a change can add a
    folder of any name, so a folder of that name does not count. Where the base has no settings, a
    site is made with the defaults. Raises `BaseError`.
    """
    repository = repository_of(start)
    find = found_in_folder if is_path(name) else found_in_revision
    found = find(start.resolve(), name, repository)
    with tempfile.TemporaryDirectory(prefix="okrsite-") as private:
        for path, data in found.files.items():
            target = Path(private, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        other = (*differing(found.root, found.files), *committed_cache(found.root, repository))
        yield Base(found.root, Path(private), name, other, found.left_out)


def is_path(name: str) -> bool:
    """Whether a base is written as a path, and not as a revision."""
    return name in {".", ".."} or name.startswith(("./", "../")) or Path(name).is_absolute()
