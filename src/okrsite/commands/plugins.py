"""`okrsite plugins`: what is loaded, what each plugin gives, and how long it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import click
from msgspec import Struct

from okrsite.builtin import SHIPPED
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.root import SETTINGS, find_root
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import open_workspace, shipped_plugin
from okrsite.hooks.host import collect
from okrsite.hooks.loading import load_plugins
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.registration import hooks_of
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.settings import Settings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.settings import read_settings

Result = TypeVar("Result")


class LoadedPlugin(Struct, frozen=True):
    """A plugin by its name, with what it gives or what is wrong with it.

    `seconds` is what its import and its hooks took; the first plugin pays for what all share.
    """

    name: str
    plugin: Plugin | None
    gives: Extensions
    findings: tuple[Diagnostic, ...]
    seconds: float


@click.group("plugins", invoke_without_command=True, short_help="List the plugins.")
@click.pass_context
def command(context: click.Context) -> CommandResult | None:
    """List the plugins that ship and those of this site.

    Each with its version, the milliseconds it took, its hooks and what it gives. A plugin that is
    not there, or is broken, is told with the reason, and the exit code is 1; it is 2 where the
    settings are mistaken, which may hide any plugin. A file that no settings name is not loaded.
    """
    if context.invoked_subcommand:
        return None
    root = _root_or_none(Path.cwd())
    settings, mistakes = read_settings((root / SETTINGS).read_bytes() if root else b"")
    broken = [mistake for mistake in mistakes if mistake.severity == "error"]
    all_loaded = [*_load_shipped(), *(_load_of_site(settings, root) if root else ())]
    plugins = [loaded.plugin for loaded in all_loaded if loaded.plugin]
    # Two plugins that give one name are found only when all are collected together.
    _, findings = collect(plugins)
    own = {str(finding) for loaded in all_loaded for finding in loaded.findings}
    rest = [str(finding) for finding in findings if str(finding) not in own]
    lines = [line for loaded in all_loaded for line in _plugin_lines(loaded)] + rest
    if root and not broken:
        lines += _unnamed_lines(root, settings)
    lines += [line for mistake in mistakes for line in (str(mistake), f"  {mistake.help}")]
    out = "".join(f"{line.rstrip()}\n" for line in lines)
    if broken:
        return CommandResult(out, exit=Exit.USAGE)
    return CommandResult(out, exit=Exit.FINDINGS if rest or own else Exit.GOOD)


@command.command("doctor", short_help="Try every source, and write nothing.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="How long each source may take.",
)
@click.pass_obj
def doctor(terminal: Terminal, seconds: float) -> CommandResult:
    """Ask every source of the site as `okrsite fetch` would, and write nothing.

    Tells for each what is wrong with it, or how many values it has; with a source that cannot
    answer the exit code is 3. All are asked at once and none for longer than --seconds, so that one
    that hangs is told of in seconds.
    """
    from okrsite.commands.fetch.doctor import examine  # noqa: PLC0415 - listing needs no sources

    return examine(open_workspace(Path.cwd()), seconds, terminal.progress)


def _load_shipped() -> Iterator[LoadedPlugin]:
    for name in SHIPPED:
        plugin, seconds = _timed(partial(shipped_plugin, name))
        yield _with_hooks(name, plugin, (), seconds)


def _root_or_none(start: Path) -> Path | None:
    """The folder of the site that a folder belongs to; None outside of any site."""
    try:
        return find_root(start)
    except click.UsageError:
        return None


def _unnamed_lines(root: Path, settings: Settings) -> Iterator[str]:
    """A line for each file in `plugins/` that the settings do not name."""
    for path in sorted((root / "plugins").glob("*.py")):
        if path.stem not in settings.plugins and not path.stem.startswith("_"):
            yield f"{path.stem:<16} not loaded: add [plugins.{path.stem}] to {SETTINGS}"


def _load_of_site(settings: Settings, root: Path) -> Iterator[LoadedPlugin]:
    """The plugins that a site's settings name."""
    for name, written in settings.plugins.items():
        (found, findings), seconds = _timed(
            partial(load_plugins, {name: written}, root / "plugins")
        )
        # Loaded one by one, each takes the files of the others for files that no settings name.
        own = tuple(finding for finding in findings if finding.code != "OKR625")
        yield _with_hooks(name, next(iter(found), None), own, seconds)


def _with_hooks(
    name: str, plugin: Plugin | None, findings: tuple[Diagnostic, ...], seconds: float
) -> LoadedPlugin:
    (gives, wrong), asking = _timed(lambda: collect([plugin] if plugin else []))
    return LoadedPlugin(name, plugin, gives, (*findings, *wrong), seconds + asking)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = perf_counter()
    return work(), perf_counter() - start


def _plugin_lines(loaded: LoadedPlugin) -> Iterator[str]:
    version = loaded.plugin.version[:12] if loaded.plugin else "not loaded"
    yield f"{loaded.name:<16} {version:<14} {loaded.seconds * 1000:>6.1f} ms  {_gives_text(loaded)}"
    if loaded.plugin and loaded.name not in SHIPPED:
        yield f"{'':<16} {', '.join(hooks_of(loaded.plugin))}"
    yield from (f"{'':<16} {finding}" for finding in loaded.findings)


def _gives_text(loaded: LoadedPlugin) -> str:
    """Names of what a plugin gives; more than three of a kind are counted."""
    by_kind: dict[str, list[str]] = {}
    for key in loaded.gives.owners:
        kind, _, name = key.partition(":")
        by_kind.setdefault(kind, []).append(name)
    if any(loaded.gives.fields.values()):
        by_kind["fields"] = [kind for rows in loaded.gives.fields.values() for kind in rows]
    if loaded.gives.observers:
        by_kind["observes"] = ["builds"]
    return "; ".join(f"{kind}: {_names_or_count(names)}" for kind, names in by_kind.items())


def _names_or_count(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else str(len(names))
