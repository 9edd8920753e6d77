"""Write: files that an editor or a command line names, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath


def write_new(root: Path, files: dict[str, str]) -> None:
    """Write texts to paths below a folder, all of which must be new; UTF-8 with plain newlines.

    All are written or none. Raises `FileExistsError` before anything is written if one of them
    stands there, and `PermissionError` if a path or a link on its way leads out of the folder.
    """
    targets = {_inside(root, path): text.encode() for path, text in files.items()}
    for target in targets:
        if target.exists() or target.is_symlink():
            raise FileExistsError(17, "stands there already", str(target))
    begun: list[Path] = []
    try:
        for target, content in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with told_of(target), target.open("xb") as file:
                begun.append(target)
                file.write(content)
    except BaseException:
        for target in begun:
            target.unlink(missing_ok=True)
        raise


def write_over(target: Path, content: bytes) -> None:
    """Write a file that somebody named on the command line: whole, or not at all.

    A link stays one, and what it means is written; so is a device or a pipe. A mode stays too.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with told_of(target):
        if target.is_symlink() or (target.exists() and not target.is_file()):
            target.write_bytes(content)
        else:
            _replace(target, content)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """What the system refuses is told of the path that somebody knows, not of a temporary one."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise OSError(problem.errno, reason, str(path)) from problem


def _replace(target: Path, content: bytes) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        if target.exists():
            partial.chmod(target.stat().st_mode)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _inside(root: Path, path: str) -> Path:
    target = root / PurePosixPath(path)
    if not target.resolve().is_relative_to(root.resolve()):
        raise PermissionError(13, "leads out of the folder", str(target))
    return target
