"""The tree: which files are in a folder of the site, and which of them must not be read."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from okrsite.effects.file_identity import Mark, mark_of
from okrsite.effects.files import unreadable
from okrsite.effects.left_out import link_in, words_of_link
from okrsite.effects.safe_open import folder_in
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.discover import is_hidden

# A link where even those to files of the content are refused.
_UNFOLLOWED = "unfollowed link"


class Tree(Struct, frozen=True):
    """The names of all files below a folder of the root, in order, and what could not be listed.

    `links` maps paths that are links to the files that they lead to, inside the same folder;
    `marks` are those of all files that are no links; `hidden` are files and folders left out.
    """

    paths: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    marks: dict[str, Mark] = {}
    links: dict[str, str] = {}
    findings: tuple[Diagnostic, ...] = ()


def read_tree(root: Path, folder: str = "content", *, follows_links: bool = True) -> Tree:
    """List every file below a folder of the root, links to files inside it included.

    Hidden files are left out. Links to folders, links that lead out and whatever is neither file
    nor folder are findings; so is every link below `data/`, hidden or not, and any link, the folder
    itself included, unless `follows_links`. A missing folder is an empty one.
    """
    if not follows_links and (root / folder).is_symlink():
        return Tree(findings=(_refused_entry(folder, _UNFOLLOWED),))
    return _tree_below(os.path.realpath(root), folder, follows_links=follows_links)


def _tree_below(base: str, folder: str, *, follows_links: bool) -> Tree:
    paths: list[str] = []
    hidden: list[str] = []
    marks: dict[str, Mark] = {}
    links: dict[str, str] = {}
    findings = [_refused_link(path) for path in data_links(base, folder)]
    # A stack, since folders may be nested deeper than Python allows calls.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = _entries(base, here, follows_links=follows_links)
        except FileNotFoundError:
            continue
        except OSError as problem:
            findings.append(_unlisted(base, here, problem, is_whole=here == folder))
            continue
        for name, kind, mark in entries:
            path = f"{here}/{name}"
            if is_hidden(name):
                hidden.append(path)
                continue
            if mark is not None:
                marks[path] = mark
            match kind:
                case "folder":
                    waiting.append(path)
                case "file":
                    paths.append(path)
                case "link" if target := _link_target(base, folder, path):
                    paths.append(path)
                    links[path] = target
                case _:
                    findings.append(_refused_entry(path, kind))
    return Tree(tuple(sorted(paths)), tuple(sorted(hidden)), marks, links, tuple(findings))


def _unlisted(base: str, folder: str, problem: OSError, *, is_whole: bool) -> Diagnostic:
    """Why a folder cannot be listed; the whole content may be a link that git wrote as a file."""
    link = link_in(Path(base, folder)) if is_whole else ""
    if link:
        return error("OKR045", Span(folder), *words_of_link(folder, link))
    return unreadable(folder, problem)


def _entries(base: str, folder: str, *, follows_links: bool) -> list[tuple[str, str, Mark | None]]:
    """The entries of a folder with what they are, and the marks of files.

    Links below `data/` are left out, for all of them are findings already.
    """
    with folder_in(base, folder) as handle, os.scandir(handle) as entries:
        shown = [entry for entry in entries if not _is_data_link(folder, entry)]
        kinds = [(entry, _kind(entry, follows_links=follows_links)) for entry in shown]
        return [(entry.name, kind, _mark(entry, kind)) for entry, kind in kinds]


def _is_data_link(folder: str, entry: os.DirEntry[str]) -> bool:
    is_data = f"{folder}/{entry.name}/".startswith("content/data/")
    return is_data and entry.is_symlink()


def data_links(root: str, folder: str = "content") -> list[str]:
    """The links in a folder's `data/`, hidden ones and `data` itself too, by their paths.

    Sources read there, and what an engine makes of a path with a link in it nobody can promise.
    """
    data = f"{folder}/data"
    if Path(root, data).is_symlink():
        return [data]
    return sorted(
        os.path.relpath(path, root)
        for here, folders, files in os.walk(f"{root}/{data}")
        for name in (*folders, *files)
        if (path := Path(here, name)).is_symlink()
    )


def _mark(entry: os.DirEntry[str], kind: str) -> Mark | None:
    if kind != "file":
        return None
    try:
        return mark_of(entry.stat(follow_symlinks=False))
    except OSError:
        return None


def _kind(entry: os.DirEntry[str], *, follows_links: bool) -> str:
    if not _is_utf8(entry.name):
        return "unnamed"
    if entry.is_symlink():
        return "link" if follows_links else _UNFOLLOWED
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "device"


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _link_target(base: str, folder: str, path: str) -> str | None:
    """The file, relative to the base, that a link inside the folder means; None if it leads out."""
    try:
        real = os.path.realpath(f"{base}/{path}", strict=True)
    except OSError:
        return None
    # The folder may be a link itself, and then its files lie elsewhere.
    whole = os.path.realpath(f"{base}/{folder}")
    target = f"{folder}/{os.path.relpath(real, whole)}"
    is_inside = real.startswith(f"{whole}/") and Path(real).is_file()
    return target if is_inside and not _is_private(target, folder) else None


def _is_private(target: str, folder: str) -> bool:
    """Whether a file is one that only sources read, or none of the content's at all."""
    return target.startswith(f"{folder}/data/") or any(map(is_hidden, target.split("/")))


def _refused_link(path: str) -> Diagnostic:
    shown = path.encode(errors="backslashreplace").decode()
    message = f"'{shown}' is a link, and none is followed where sources read"
    help_ = "Put the file itself there; `fetch` asks nobody while there is one."
    return error("OKR045", Span(shown), message, help_)


def _refused_entry(path: str, kind: str) -> Diagnostic:
    shown = path.encode(errors="backslashreplace").decode()
    if kind == _UNFOLLOWED:
        message = f"'{shown}' is a link, and none is followed in content that is not trusted"
        return error("OKR045", Span(shown), message, "Put the file or the folder itself there.")
    if kind == "link":
        return error(
            "OKR045",
            Span(shown),
            f"'{shown}' is a link that does not lead to a file of the content",
            "Put the file itself there; links to folders or out of the content are not followed.",
        )
    why = "its name is not UTF-8" if kind == "unnamed" else "it is neither a file nor a folder"
    return unreadable(shown, ValueError(why))
