"""Discover: which files of the content are documents, which are assets, and which are mistakes."""

from collections.abc import Iterable
from posixpath import splitext
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.names import Kind
from okrsite.model.position import Span
from okrsite.pipeline.file_names import collisions, path_fault
from okrsite.pipeline.naming import CONTENT, FOLDERS, HOME, PROVENANCE
from okrsite.pipeline.suggest import nearest

NAMES = tuple(sorted(FOLDERS.values()))
MISSPELT = {".markdown", ".mdown", ".mkd", ".mdx"}

# What Windows makes of `grow.md` and `churn.csv` while it hides the endings of files.
DOUBLED = {".md.txt": ".md", ".csv.txt": ".csv"}

Role = Literal["document", "asset", "data", "stray", "hidden"]


class Stray(Struct, frozen=True):
    """A text that lies where it is not read, and what it would be at its right place."""

    path: str
    kind: Kind
    id: str


class Discovered(Struct, frozen=True):
    """The content's files by their role, each in order of its path, and what is wrong with them.

    Paths are relative to the site and start with `content/`. `data` is for sources alone and is
    never published; `assets` may be, when a document links them. `strays` have a finding.
    """

    documents: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    strays: tuple[Stray, ...] = ()


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
        findings=(*_stray_findings(roles["stray"]), *_bad_names(kept), *_collisions(kept)),
        strays=tuple(_stray(path) for path in roles["stray"]),
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
    return "stray" if _is_misspelt(path, folder) else "asset"


def _folder(path: str) -> str:
    """The first folder below the content, or nothing for a file that lies in none."""
    first, slash, _ = path.removeprefix(CONTENT).partition("/")
    return first if slash else ""


def _is_text(path: str) -> bool:
    suffix = splitext(path)[1].lower()
    return suffix in {".md", ".csv"} | MISSPELT


def _is_misspelt(path: str, folder: str) -> bool:
    meant = _meant_suffix(path)
    return meant == ".md" or (meant == ".csv" and folder == "kpis")


def _meant_suffix(path: str) -> str:
    """The ending of a document that a file's ending probably stands for; empty for others."""
    lower = path.lower()
    if doubled := next((right for wrong, right in DOUBLED.items() if lower.endswith(wrong)), ""):
        return doubled
    suffix = splitext(lower)[1]
    return ".md" if suffix in MISSPELT else suffix if suffix in {".md", ".csv"} else ""


def _stray(path: str) -> Stray:
    """What a text would be: its folder tells, or the folder that was probably meant."""
    folder = _folder(path)
    kinds = {name: kind for kind, name in FOLDERS.items()}
    near = folder if folder in kinds else nearest(folder, kinds) if folder else None
    stem = path.rpartition("/")[2].partition(".")[0]
    if path.lower().endswith(".csv"):
        return Stray(path, "kpi", stem)
    return Stray(path, kinds[near] if near else "objective" if folder else "page", stem)


def _stray_findings(paths: list[str]) -> Iterable[Diagnostic]:
    reported = set()
    for path in paths:
        folder = _folder(path)
        if folder in NAMES:
            yield _wrong_suffix(path, _meant_suffix(path))
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
        _folder_help(folder, near),
    )


def _folder_help(folder: str, near: str | None) -> str:
    if folder == CONTENT.rstrip("/"):
        return f"Move what is in it up, into {CONTENT}"
    if near:
        return f"Rename it to {near}/; where there is one already, move its files there."
    return f"Documents stand in {', '.join(NAMES)}; anything else can be a page in {CONTENT}pages/."


def _outside(path: str) -> Diagnostic:
    name = path.removeprefix(CONTENT)
    help_ = f"Move it to {CONTENT}pages/{name}, or to the folder of what it is about."
    if path.lower() == HOME:
        help_ = f"Rename it to {HOME}; then it is the text of the home page."
    elif name.lower().endswith(".csv"):
        help_ = f"Values of a KPI stand in {CONTENT}kpis/, tables for sources in {CONTENT}data/."
    return error(
        "OKR041",
        Span(path),
        f"'{name}' lies outside every folder of the content and is not read",
        help_,
    )


def _wrong_suffix(path: str, suffix: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    doubled = next((ending for ending in DOUBLED if name.lower().endswith(ending)), "")
    wrong = name[-len(doubled) :] if doubled else splitext(name)[1]
    stem = name.removesuffix(wrong)
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
