"""Write: new files for an editor, never over what stands there, never outside the folder."""

import os
from pathlib import Path, PurePosixPath


def write_new(root: Path, files: dict[str, str]) -> None:
    """Write texts to paths below a folder, all of which must be new; UTF-8 with plain newlines.

    Raises `FileExistsError` before anything is written if one of them stands there, and
    `PermissionError` if a path or a link on its way leads out of the folder.
    """
    targets = {_inside(root, path): text.encode() for path, text in files.items()}
    for target in targets:
        if target.exists() or target.is_symlink():
            raise FileExistsError(17, "stands there already", str(target))
    for target, content in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)


def write_over(target: Path, content: bytes) -> None:
    """Write a file that somebody named on the command line: whole, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a device or a pipe, such as /dev/stdout
        return
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        raise type(problem)(problem.errno, problem.strerror, str(target)) from problem
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _inside(root: Path, path: str) -> Path:
    target = root / PurePosixPath(path)
    if not target.resolve().is_relative_to(root.resolve()):
        raise PermissionError(13, "leads out of the folder", str(target))
    return target
