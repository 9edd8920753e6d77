"""Pipelines: the files by which a forge checks, previews, publishes and fetches a site."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from string import Template
from typing import ClassVar, Literal

from msgspec import Struct

from okrsite import __version__

Forge = Literal["github", "gitlab"]
Readers = Literal["company", "everyone"]

# Each by the commit that a release was made from: a tag can be moved to another one.
ACTIONS = {
    "checkout": "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "setup_python": "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0",
    "upload_artifact": "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
    "download_artifact": (
        "actions/download-artifact@70fc10c6e5e1ce46ad2ea6f2b72d43f7d47b13c3 # v8.0.0"
    ),
    "upload_pages": (
        "actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0"
    ),
    "deploy_pages": "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5",
}


class PipelineTemplate(Template):
    """A text in which only `%{name}` is filled in; forges and shells have `$` for themselves."""

    delimiter = "%"
    idpattern: ClassVar[str] = "(?!)"
    braceidpattern: ClassVar[str] = "[a-z_]+"


class Pipelines(Struct, frozen=True):
    """What pipelines need to know.

    `place` is the site's path in its repository, such as `goals/`, or empty. `secrets` are the
    variables that its sources need.
    """

    forge: Forge
    readers: Readers
    place: str = ""
    secrets: tuple[str, ...] = ()


def pipeline_files(pipelines: Pipelines) -> dict[str, str]:
    """The texts of a forge's pipelines by their paths in the repository."""
    readers, words = pipelines.readers, _words(pipelines)
    if pipelines.forge == "github":
        names = {
            "goals.yml": f"publish-{readers}.yml",
            "goals-check.yml": "check.yml",
            "goals-comment.yml": "comment.yml",
            "goals-fetch.yml": "fetch.yml",
        }
        return {
            f".github/workflows/{path}": _filled(f"github/{name}", words)
            for path, name in names.items()
        }
    publish = _text(f"gitlab/publish-{readers}.yml")
    return {
        ".gitlab-ci.yml": _filled("gitlab/pipeline.yml", {**words, "publish": publish}),
        ".gitlab/goals_comment.py": _text("gitlab/goals_comment.py.template"),
    }


def _words(pipelines: Pipelines) -> dict[str, str]:
    is_open = pipelines.readers == "everyone"
    return {
        **ACTIONS,
        "okrsite": f"okrsite=={__version__}",
        "okrsite_with_sources": f"okrsite[all]=={__version__}",
        "folder": pipelines.place.removesuffix("/") or ".",
        "prefix": pipelines.place,
        "audience": "public" if is_open else "internal",
        # Whoever reads a private repository reads its confidential goals in the files.
        "diff_audience": "public" if is_open else "confidential",
        "access": "all" if is_open else "developer",
        "secrets": _secrets(pipelines.secrets),
    }


def _secrets(names: Iterable[str]) -> str:
    lines = [f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in names]
    return "".join(["        env:\n", *lines]) if lines else ""


def _filled(name: str, words: dict[str, str]) -> str:
    return PipelineTemplate(_text(name)).substitute(words)


def _text(name: str) -> str:
    return (files("okrsite.commands.init.pipelines") / name).read_text("utf-8")
