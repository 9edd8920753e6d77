"""The head of a repository: the files that tell which commit is checked out, without asking git."""

from __future__ import annotations

from pathlib import Path

from okrsite.effects.git import Repository

# A file that is longer than this names no commit.
LONGEST = 4096


def head_files(repository: Repository) -> tuple[Path, ...]:
    """The files of which one changes when another commit is checked out or fetched.

    Some of them need not be there. A working tree beside another has its own head, and shares the
    branches.
    """
    own = _own_folder(repository.folder / ".git")
    shared = own / _line(own / "commondir") if (own / "commondir").is_file() else own
    head = own / "HEAD"
    branch = _line(head).removeprefix("ref: ")
    files = [head, shared / "packed-refs", shared / "shallow", shared / "reftable/tables.list"]
    if branch.startswith("refs/") and ".." not in branch:
        files.append(shared / branch)
    return tuple(files)


def head_state(repository: Repository) -> tuple[bytes, ...]:
    """What these files hold: the same as long as the same commit is checked out."""
    return tuple(path.read_bytes() if path.is_file() else b"" for path in head_files(repository))


def _own_folder(git: Path) -> Path:
    """The folder of a repository, which may lie elsewhere: then a file tells where."""
    if git.is_file():
        return git.parent / _line(git).removeprefix("gitdir: ")
    return git


def _line(file: Path) -> str:
    """The first line of a small file; empty where there is none."""
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(LONGEST).partition("\n")[0].strip()
    except OSError:
        return ""
