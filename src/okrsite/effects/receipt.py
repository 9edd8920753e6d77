"""The receipt: what a build was asked, looked at and made, so that it need not be done again.

A build with a receipt is done when it is asked the same on the same day, and when code, settings,
content, themes, plugins and every file of the site are as they were. Nothing is read to find that
out: files are compared by what the file system tells of them, as git does.
"""

from __future__ import annotations

import sys
import zoneinfo
from datetime import date
from pathlib import Path

from msgspec import Struct
from xxhash import xxh3_128

import okrsite
from okrsite.effects import cache_file
from okrsite.effects.clock import today_in
from okrsite.effects.file_identity import TIME_STEP
from okrsite.effects.fingerprint import fingerprint, names_in
from okrsite.effects.git import repository_of
from okrsite.effects.git_head import head_files
from okrsite.pipeline.naming import FOLDERS

SETTINGS = "okrsite.toml"
PACKAGE = Path(okrsite.__file__).parent


class FinishedBuild(Struct, frozen=True):
    """What a build made, from what, and what it answered.

    `folders` are those it looked at beside the site's own. `timezone` is the one whose clock told
    the day, and empty where the day was given.
    """

    day: date
    timezone: str
    folders: tuple[str, ...]
    output: str
    answer: bytes


class Receipt(Struct, frozen=True):
    """A finished build: the fingerprints of all `places` it looked at, and of its site."""

    build: FinishedBuild
    places: tuple[str, ...]
    inputs: bytes
    site: bytes


def recall_build(root: Path, question: bytes) -> bytes | None:
    """What a build answered when it was asked the same, if everything is as it was then."""
    receipt = cache_file.load(root, _name(question), _stamp(root), Receipt)
    if receipt is None:
        return None
    build = receipt.build
    if build.timezone and build.day != today_in(build.timezone):
        return None
    is_same = (
        fingerprint(receipt.places).digest == receipt.inputs
        and fingerprint((build.output,)).digest == receipt.site
    )
    return build.answer if is_same else None


def remember_build(root: Path, question: bytes, build: FinishedBuild, begun: int) -> None:
    """Keep the receipt of a build that began at a moment, in nanoseconds.

    Nothing is kept where a file may have changed since it was read without looking so.
    """
    places = (*_site_places(root), *build.folders, *_zone_files(build.timezone), *_code_files())
    inputs, site = fingerprint(places), fingerprint((build.output,))
    if inputs.is_whole and site.is_whole and inputs.latest <= begun - TIME_STEP:
        receipt = Receipt(build, places, inputs.digest, site.digest)
        cache_file.save(root, _name(question), _stamp(root), receipt)


def _name(question: bytes) -> str:
    return f"receipt-{xxh3_128(question).hexdigest()}"


def _stamp(root: Path) -> bytes:
    """What must be the same before anything is compared: Python, its packages, the root's names.

    A library that is installed anew has another folder of metadata, whose name tells its version.
    """
    packages = [path for path in sys.path if path.endswith("-packages")]
    names = b"".join(names_in(folder) for folder in (str(root), *packages))
    return f"{okrsite.__version__} {sys.version} ".encode() + names


def _site_places(root: Path) -> list[str]:
    """What a build reads of a site: what it is made of, and documents that lie beside it."""
    names = (SETTINGS, "content", "themes", "plugins", *FOLDERS.values())
    beside = sorted(str(path) for path in root.glob("*.md"))
    return [*(str(root / name) for name in names), *beside, *map(str, _head_places(root))]


def _head_places(root: Path) -> tuple[Path, ...]:
    """What tells which commit is checked out, since pages tell what was committed.

    Where there is no repository yet, the places where one would be found.
    """
    repository = repository_of(root)
    if repository is None:
        return tuple(folder / ".git" for folder in (root, *root.parents))
    return head_files(repository)


def _zone_files(timezone: str) -> list[str]:
    return [f"{folder}/{timezone}" for folder in zoneinfo.TZPATH] if timezone else []


def _code_files() -> list[str]:
    """This package with its data, and every other module that was loaded."""
    loaded = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return [str(PACKAGE), *sorted({path for path in loaded if path})]
