"""CI: the pipelines of a site, added to its repository, and what is left to do for them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from okrsite.commands.errors import CommandError
from okrsite.commands.init.pipelines import Forge, Pipelines, Readers, pipeline_files
from okrsite.commands.root import SETTINGS
from okrsite.commands.terminal import Terminal
from okrsite.effects.git import repository_of
from okrsite.effects.write import write_new
from okrsite.pipeline.settings import read_settings
from okrsite.pipeline.sourcing.secrets import variables_in

QUESTION = "Who may read the site, the company or everyone?"


class AddedPipelines(Struct, frozen=True):
    """The files that were written, those that stood there already, and what is left to do."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    next_steps: str


def readers_or_ask(readers: Readers | None, terminal: Terminal) -> Readers:
    """Who may read the site: as given, or as the person at the terminal says, else the company."""
    said = readers or terminal.ask(QUESTION, "company").strip().lower()
    match said:
        case "company" | "everyone":
            return said
        case _:
            raise CommandError(f"'{said}' are no readers", "Say company or everyone.")


def add_pipelines(folder: Path, forge: Forge, readers: Readers) -> AddedPipelines:
    """Write the pipelines of the site in a folder where its repository keeps them.

    Nothing that stands there is overwritten.
    """
    repository = repository_of(folder)
    top, place = (repository.folder, repository.place) if repository else (folder, "")
    secrets = _secrets(folder)
    texts = pipeline_files(Pipelines(forge, readers, place, secrets))
    missing = {path: text for path, text in texts.items() if not (top / path).exists()}
    write_new(top, missing)
    return AddedPipelines(
        written=tuple(top / path for path in missing),
        kept=tuple(top / path for path in texts if path not in missing),
        next_steps=_next_steps(forge, readers, secrets),
    )


def _secrets(folder: Path) -> tuple[str, ...]:
    """The variables that the sources of a site need."""
    settings = folder / SETTINGS
    sources = read_settings(settings.read_bytes())[0].sources if settings.is_file() else {}
    return variables_in([msgspec.json.decode(source.settings) for source in sources.values()])


def _next_steps(forge: Forge, readers: Readers, secrets: tuple[str, ...]) -> str:
    steps = _GITHUB if forge == "github" else _GITLAB
    named = f"with the secrets {', '.join(secrets)}" if secrets else "with the secrets of sources"
    lines = [step.replace("WITH_SECRETS", named) for step in (*steps[readers], *steps["both"])]
    if readers == "everyone":
        lines.append(
            'goals are public that say visibility = "public", or whose kind does under '
            "[site.default_visibility]; a site without any is not published"
        )
    return "\n".join(["For the pipelines:", *(f"  - {line}" for line in lines)])


_GITHUB = {
    "everyone": ("Settings > Pages: the source is GitHub Actions",),
    "company": (
        "the site is the artefact goals-site of each run; goals.yml says how it gets on a host",
    ),
    "both": (
        "Settings > Actions > General: GitHub Actions may create pull requests",
        "Settings > Environments: goals-fetch, for the default branch alone, WITH_SECRETS",
        "CODEOWNERS: who must approve okrsite.toml, plugins, themes, content/data and .github",
    ),
}
_GITLAB = {
    "everyone": ("Settings > General > Visibility: everyone sees Pages",),
    "company": (
        "the site is the artefact of goals-site; .gitlab-ci.yml says how it becomes Pages",
    ),
    "both": (
        "Build > Pipeline schedules: the three that .gitlab-ci.yml names at its top",
        "Settings > CI/CD > Variables: GOALS_TOKEN and what sources need, masked and protected",
        "CODEOWNERS: who must approve okrsite.toml, plugins, themes, content/data and .gitlab*",
    ),
}
