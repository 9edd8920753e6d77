"""The root folder: whether there is any content, and what lies beside it that should be in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from okrsite.effects.left_out import LOOKED_AT, is_document
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.discover import Stray, is_hidden
from okrsite.pipeline.naming import CONTENT, FOLDERS
from okrsite.pipeline.suggest import nearest

NAME = CONTENT.rstrip("/")
MOST = 10_000


def no_content(root: Path) -> Diagnostic:
    """The finding about a site without a single document, and what the content may be called."""
    folders = [entry.name for entry in _entries(root) if entry.is_dir() and entry.name != NAME]
    is_there = (root / NAME).is_dir()
    near = None if is_there else nearest(NAME, folders)
    message = f"there is no folder '{CONTENT}'"
    help_ = f"Goals stand in {CONTENT}objectives/; `okrsite init --merge` writes a first one."
    if is_there:
        message = f"'{CONTENT}' holds no document at all"
    elif near:
        message = f"{message}; did you mean '{near}/'?"
        help_ = f"Rename {near}/ to {CONTENT}"
    return error("OKR047", Span(NAME), message, help_)


def misplaced(root: Path, documents: Iterable[str]) -> tuple[list[Diagnostic], list[Stray]]:
    """Documents in the site's folder itself, and folders of them that the content lacks."""
    present = {path.removeprefix(CONTENT).partition("/")[0] for path in documents}
    kinds = {name: kind for kind, name in FOLDERS.items() if name not in present}
    findings: list[Diagnostic] = []
    strays: list[Stray] = []
    for entry in sorted(_entries(root), key=lambda entry: entry.name):
        name, path = entry.name, Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if name in kinds and (stems := _stems(path)):
                findings.append(_beside(f"{name}/", name))
                strays += (Stray(f"{name}/{stem}.md", kinds[name], stem) for stem in stems)
        elif name.endswith(".md") and is_document(path):
            findings.append(_beside(name, name if name == "index.md" else f"pages/{name}"))
    return findings, strays


def _entries(root: Path) -> list[os.DirEntry[str]]:
    with os.scandir(root) as entries:
        return [entry for entry in entries if not is_hidden(entry.name)]


def _stems(folder: Path) -> list[str]:
    """What the texts of a folder are called, if there are documents among them."""
    paths = sorted(islice(folder.rglob("*.md"), MOST))
    return [path.stem for path in paths] if any(map(is_document, paths[:LOOKED_AT])) else []


def _beside(name: str, meant: str) -> Diagnostic:
    return error(
        "OKR049",
        Span(name.rstrip("/")),
        f"'{name}' lies beside '{CONTENT}' and is not read",
        f"Move it to {CONTENT}{meant}{'/' if name.endswith('/') else ''}",
    )
