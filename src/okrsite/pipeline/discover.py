"""Discover: which files of the content are documents, which are assets, and which are mistakes."""

from collections.abc import Iterable
from posixpath import splitext
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.file_names import collisions, path_fault
from okrsite.pipeline.naming import CONTENT, FOLDERS, HOME, PROVENANCE
from okrsite.pipeline.suggest import nearest

NAMES = tuple(sorted(FOLDERS.values()))
MISSPELT = {".markdown", ".mdown", ".mkd", ".mdx"}

Role = Literal["document", "asset", "data", "stray", "hidden"]


class Discovered(Struct, frozen=True):
    """The content's files by their role, each in order of its path, and what is wrong with them.

    Paths are relative to the site and start with `content/`. `data` is for sources alone and is
    never published; `assets` may be, when a document links them.
    """

    documents: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def discover(paths: Iterable[str]) -> Discovered:
    """Sort files into documents, assets and data; report strays, collisions and bad names."""
    ordered = sorted(set(paths))
    of_texts = {_folder(path) for path in ordered if _is_text(path)}
    roles: dict[Role, list[str]] = {role: [] for role in ("document", "asset", "data", "stray")}
    for path in ordered:
        role = _role(path, of_texts)
        if role != "hidden":
            roles[role].append(path)
    kept = roles["document"] + roles["asset"]
    return Discovered(
        documents=tuple(roles["document"]),
        assets=tuple(roles["asset"]),
        data=tuple(roles["data"]),
        findings=(*_strays(roles["stray"]), *_bad_names(kept), *_collisions(kept)),
    )


def is_hidden(name: str) -> bool:
    """Whether a file or folder is none of the content's: dot files and what editors leave."""
    return name.startswith((".", "#")) or name.endswith("~") or name == "Thumbs.db"


def _role(path: str, of_texts: set[str]) -> Role:
    if any(is_hidden(name) for name in path.split("/")):
        return "hidden"
    folder = _folder(path)
    if folder == "data":
        return "data"
    if path == HOME:
        return "document"
    if folder not in NAMES:
        return "stray" if folder in of_texts and (folder or _is_text(path)) else "asset"
    suffix = splitext(path)[1]
    if suffix == ".md" or (folder == "kpis" and path.endswith((".csv", PROVENANCE))):
        return "document"
    return "stray" if _is_misspelt(suffix, folder) else "asset"


def _folder(path: str) -> str:
    """The first folder below the content, or nothing for a file that lies in none."""
    first, slash, _ = path.removeprefix(CONTENT).partition("/")
    return first if slash else ""


def _is_text(path: str) -> bool:
    suffix = splitext(path)[1].lower()
    return suffix in {".md", ".csv"} | MISSPELT


def _is_misspelt(suffix: str, folder: str) -> bool:
    lower = suffix.lower()
    return lower in MISSPELT or lower == ".md" or (lower == ".csv" and folder == "kpis")


def _strays(paths: list[str]) -> Iterable[Diagnostic]:
    reported = set()
    for path in paths:
        folder = _folder(path)
        if folder in NAMES:
            yield _wrong_suffix(path, ".csv" if path.lower().endswith(".csv") else ".md")
        elif not folder:
            yield _outside(path)
        elif folder not in reported:
            reported.add(folder)
            yield _unknown_folder(folder)


def _unknown_folder(folder: str) -> Diagnostic:
    near = nearest(folder, (*NAMES, "data"))
    suggestion = f"; did you mean '{CONTENT}{near}/'?" if near else ""
    return error(
        "OKR040",
        Span(f"{CONTENT}{folder}"),
        f"'{CONTENT}{folder}/' is not a folder of the content{suggestion}",
        f"Documents stand in {', '.join(NAMES)}; anything else can be a page in {CONTENT}pages/.",
    )


def _outside(path: str) -> Diagnostic:
    name = path.removeprefix(CONTENT)
    return error(
        "OKR041",
        Span(path),
        f"'{name}' lies outside every folder of the content and is not read",
        f"Move it to {CONTENT}pages/{name}, or to the folder of what it is about.",
    )


def _wrong_suffix(path: str, suffix: str) -> Diagnostic:
    stem, wrong = splitext(path.rpartition("/")[2])
    return error(
        "OKR041",
        Span(path),
        f"the ending '{wrong}' is not read; did you mean '{stem}{suffix}'?",
        f"Rename the file to {stem}{suffix}.",
    )


def _bad_names(paths: list[str]) -> Iterable[Diagnostic]:
    for path in paths:
        if why := path_fault(_output(path)):
            yield error(
                "OKR043",
                Span(path),
                f"the name {path.rpartition('/')[2]!r} {why}",
                "Rename it, so that the site can be stored and cloned everywhere.",
            )


def _output(path: str) -> str:
    """About what a file is called on the site, for the check of its length."""
    stem, suffix = splitext(path)
    return f"{stem}.html" if suffix == ".md" else path


def _collisions(paths: list[str]) -> Iterable[Diagnostic]:
    for first, second in collisions(paths):
        yield error(
            "OKR042",
            Span(second),
            f"'{second}' and '{first}' are one file where case or accents do not count",
            "Rename one of the two.",
        )
