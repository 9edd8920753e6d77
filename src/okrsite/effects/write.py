"""Write: files that an editor or a command line names, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from okrsite.effects.atomic_write import PendingFile, replace_file


def write_new(root: Path, files: dict[str, str]) -> None:
    """Write texts to paths below a folder, all of which must be new; UTF-8 with plain newlines.

    All are written or none. Raises `FileExistsError` before anything is written if one of them
    stands there, and `PermissionError` if a path or a link on its way leads out of the folder.
    """
    texts = {_inside(root, path): text for path, text in files.items()}
    for target in texts:
        if target.exists() or target.is_symlink():
            raise FileExistsError(17, "stands there already", str(target))
    pending = {target: PendingFile(str(target)) for target in texts}
    committed: list[Path] = []
    try:
        for target, file in pending.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with errors_naming(target):
                file.write(texts[target].encode())
        for target, file in pending.items():
            with errors_naming(target):
                file.commit_new()
            committed.append(target)
    except BaseException:
        for target in committed:
            target.unlink(missing_ok=True)
        raise
    finally:
        for file in pending.values():
            file.discard()


def write_over(target: Path, content: bytes, *, is_durable: bool = False) -> None:
    """Write a file that somebody named on the command line: whole, or not at all.

    A link stays one, and what it leads to is written; so is a device or a pipe. A mode stays too.
    `is_durable` is for a file that was written by hand, which nobody could make again.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with errors_naming(target):
        if target.is_symlink() or (target.exists() and not target.is_file()):
            target.write_bytes(content)
        else:
            replace_file(str(target), content, is_durable=is_durable)


def move_file(root: Path, path: str, target: str) -> None:
    """Give a file below a folder another name there.

    Raises `FileExistsError` where another file has it; a disk that does not tell case apart holds
    the same file under both.
    """
    old, new = _inside(root, path), _inside(root, target)
    if new.exists() and not new.samefile(old):
        raise FileExistsError(17, "stands there already", str(new))
    with errors_naming(new):
        old.rename(new)


@contextmanager
def errors_naming(path: Path) -> Iterator[None]:
    """Let an OSError name the path that the user knows, not that of a temporary file."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise OSError(problem.errno, reason, str(path)) from problem


def _inside(root: Path, path: str) -> Path:
    target = root / PurePosixPath(path)
    # The whole content may be a link, which its owner chose.
    folders = (root, root / "content")
    if not any(target.resolve().is_relative_to(folder.resolve()) for folder in folders):
        raise PermissionError(13, "leads out of the folder", str(target))
    return target
