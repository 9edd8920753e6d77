"""The output guard: whether a folder may be published in, and one build at a time in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrsite.effects.lock import LockTimeoutError, acquire_lock
from okrsite.effects.publish.manifest import MARKER

SOURCES = ("content", "themes", "plugins", ".okrsite")
# Seconds to wait for another build; longer than most builds take.
PATIENCE = 60.0


class PublishError(Exception):
    """The output folder cannot be used or written; `help` says what to do. Nothing was changed."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


def safe_output(output: Path, root: Path) -> Path:
    """The absolute path of an output folder, its parents' links resolved.

    Raises PublishError where writing and deleting there could harm something that okrsite did not
    make: the file system's root, home, the current folder, the site's sources or what holds them,
    git's own files, a link, or a folder that is neither empty nor a site made before.
    """
    written = Path(os.path.abspath(root / output))  # noqa: PTH100 - a link must not be resolved yet
    real = written.parent.resolve() / written.name
    source = root.resolve()
    _refuse_precious(real, source)
    if written.is_relative_to(root) and not real.is_relative_to(source):
        raise PublishError(f"'{output}' leads out of the site through a link")
    if real.is_symlink():
        raise PublishError(f"'{output}' is a link", "Name the folder itself as the output.")
    if not real.exists():
        return real
    if not real.is_dir():
        raise PublishError(f"'{output}' is a file", "Name a folder as the output.")
    if (real / ".git").is_dir():
        raise PublishError(f"'{output}' holds a git repository", "Name another folder.")
    if not (real / MARKER).is_file() and any(real.iterdir()):
        raise PublishError(
            f"'{output}' holds files that okrsite did not make",
            "Name an empty or a new folder as the output, or empty this one yourself.",
        )
    return real


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder; it ends with the process, however that ends.

    Raises PublishError when somebody else holds it for longer than `patience` seconds. A file
    system that has no locks gives none.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        acquire_lock(handle, patience)
        yield
    except LockTimeoutError:
        message = f"another build is publishing in '{folder}'"
        raise PublishError(message, "Try again when it has ended.") from None
    finally:
        os.close(handle)


def _home() -> Path:
    """The home folder; in a container without one, the root, which is refused anyway."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return Path("/")


def _refuse_precious(real: Path, source: Path) -> None:
    precious = {
        "the whole file system": Path(real.anchor),
        "your home folder or above it": _home(),
        "the current folder or above it": Path.cwd().resolve(),
        "the site's own folder or above it": source,
    }
    for what, path in precious.items():
        if path.is_relative_to(real):
            raise PublishError(f"the output must not be {what}", "Name a folder of its own.")
    for name in SOURCES:
        if real.is_relative_to(source / name):
            raise PublishError(f"the output must not lie in the site's '{name}' folder")
    if ".git" in real.parts:
        raise PublishError("the output must not lie among git's own files")
