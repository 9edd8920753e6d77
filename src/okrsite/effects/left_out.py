"""Left out: documents that their names hide, and links that git wrote as plain files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.file_names import written_link
from okrsite.pipeline.naming import CONTENT

FENCE = b"+++"
# What programs hide for themselves: copies, locks, and what somebody threw away.
OF_PROGRAMS = ("._", ".#", ".git", ".hg", ".svn", ".trash")
# A folder of goals shows that it is one within its first files.
LOOKED_AT = 20
LONGEST_LINK = 1024


def hidden_documents(root: Path, hidden: Iterable[str]) -> Iterator[Diagnostic]:
    """The findings about documents and folders of them that nobody reads, for they are hidden."""
    for path in hidden:
        file = root / path
        if file.name.startswith(OF_PROGRAMS) or not file.name.startswith("."):
            continue
        name, kept = file.name.lstrip("."), f"or keep it outside of {CONTENT}"
        if file.is_dir() and not file.is_symlink():
            if any(map(is_document, islice(file.rglob("*.md"), LOOKED_AT))):
                yield _hidden(path, f"Call it {name}/, {kept}.")
        elif name.endswith(".csv"):
            yield _hidden(path, f"Call it {name}, {kept}.")
        elif is_document(file):
            yield _hidden(path, f'Call it {name}; what is not ready yet has state = "draft".')


def _hidden(path: str, help_: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    message = f"'{name}' is hidden by the point before its name, and not read"
    return Diagnostic("OKR057", "warning", Span(path), message, help_)


def written_links(root: Path, assets: Iterable[str]) -> dict[str, Diagnostic]:
    """Files that are links which git wrote as text, by their paths, each with its finding."""
    found = {}
    for path in assets:
        # A link to a folder, or to nothing with a kind; links to texts are read as such.
        if "." not in path.rpartition("/")[2] and (target := link_in(root / path)):
            found[path] = error("OKR045", Span(path), *words_of_link(path, target))
    return found


def link_in(file: Path) -> str:
    """The path that a file holds as git writes a link; empty for every other file."""
    try:
        with file.open("rb") as opened:
            return written_link(opened.read(LONGEST_LINK + 1).decode())
    except (OSError, UnicodeDecodeError):
        return ""


def words_of_link(path: str, target: str) -> tuple[str, str]:
    """What is wrong with a link that git wrote as a file, and what to do."""
    message = f"'{path}' is a file that says '{target}': git wrote a link as text"
    if path != CONTENT.rstrip("/"):
        return message, "Put the files themselves there; links to folders are not followed."
    return message, (
        "Turn links on, git config core.symlinks true, and check it out anew: git checkout "
        f"{path}; or put a folder there."
    )


def is_document(path: Path) -> bool:
    """Whether a file begins as documents do; a link may lead anywhere, and is none."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(FENCE)) == FENCE
    except OSError:
        return False
