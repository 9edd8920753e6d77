"""Observers: the plugins that are told after a build, and what changed since the site before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from msgspec.structs import replace

from okrsite.commands.build.outcome import BuildOptions, BuildOutcome
from okrsite.commands.errors import CommandError
from okrsite.commands.root import SETTINGS
from okrsite.commands.workspace import Workspace
from okrsite.effects.cache_file import cache_dir
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import BuildResult
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.published import (
    Standings,
    current_standings,
    published_changes,
    published_standings,
)

API = "api/v1"


def standings_before(workspace: Workspace, options: BuildOptions, output: str) -> Standings | None:
    """What the site said that was published before, None where there is none or nobody asks.

    To be called before the next one takes its place. Raises `CommandError` where the folder of
    `--previous` is not there.
    """
    if options.previous is not None and not options.previous.is_dir():
        message = f"there is no folder '{options.previous}' for --previous"
        raise CommandError(message, "Name the folder of a site that was published before.")
    if not workspace.extensions.observers:
        return None
    folder = options.previous or workspace.root / output
    return published_standings(lambda path: _file(folder / API / path))


def told_observers(
    workspace: Workspace, outcome: BuildOutcome, scored: Scored, before: Standings | None
) -> Iterator[Diagnostic]:
    """Tell every observer of a published site; gives a finding for each one that fails."""
    if not workspace.extensions.observers:
        return
    result = BuildResult(
        root=str(workspace.root),
        output=str(workspace.root / outcome.output),
        folder="",
        audience=outcome.audience,
        pages=outcome.pages,
        written=outcome.written,
        findings=outcome.findings,
        hidden=outcome.hidden,
        scored=scored,
        changed=None if before is None else published_changes(before, current_standings(scored)),
    )
    for name, observe in workspace.extensions.observers.items():
        try:
            call_plugin(name, _tell, workspace.base, name, observe, result)
        except PluginError as failure:
            yield _failed(workspace, failure)


def _tell(base: Path, name: str, observe: Callable[[BuildResult], None], said: BuildResult) -> None:
    folder = cache_dir(base, f"plugin-{quote(name, safe='')}")
    if folder:
        Path(folder).mkdir(mode=0o700, exist_ok=True)
    observe(replace(said, folder=folder))


def _file(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _failed(workspace: Workspace, failure: PluginError) -> Diagnostic:
    message = f"plugin '{failure.owner}' failed after the build: {failure.reason}"
    named = workspace.settings.plugins.get(failure.owner)
    span = named.span if named else Span(SETTINGS)
    return Diagnostic("OKR616", "warning", span, message, "Ask the plugin's author.")
