"""Untrusted: a site whose content is a stranger's, made with what was there before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from okrsite.commands.errors import CommandError
from okrsite.commands.workspace import Workspace, open_workspace, workspace_at
from okrsite.effects.base import Base, BaseError, base_of
from okrsite.effects.environment import bare_environment
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.position import Span
from okrsite.model.settings import BuildSettings, Settings
from okrsite.pipeline.first_few import first_few

MOST = 3


@contextmanager
def opened(start: Path, today: date | None, untrusted: str | None) -> Iterator[Workspace]:
    """The site that a folder belongs to, or, with a base to trust instead, that site untrusted."""
    if untrusted is None:
        yield open_workspace(start, today)
    else:
        with untrusted_workspace(start, untrusted, today) as workspace:
            yield workspace


@contextmanager
def untrusted_workspace(start: Path, name: str, today: date | None = None) -> Iterator[Workspace]:
    """The site that a folder belongs to, with settings, plugins and themes of a base alone.

    Meanwhile the environment is bare, so that no plugin can say of a stranger's content what only
    this machine knows. Observers are not called: what is made is a preview, and nothing that
    anybody should be told of. Files of a type that only a setting allows are not shown. Raises
    `CommandError` where there is no such base.
    """
    try:
        with bare_environment(), base_of(start, name) as base:
            workspace = workspace_at(base.root, base.folder, today)
            yield replace(
                workspace,
                settings=_with_usual_assets(workspace.settings),
                extensions=replace(workspace.extensions, observers={}),
                findings=(*workspace.findings, *_findings(base)),
            )
    except BaseError as problem:
        raise CommandError(str(problem), problem.help) from problem


def _with_usual_assets(settings: Settings) -> Settings:
    usual = BuildSettings()
    types, megabytes = usual.asset_types, usual.asset_megabytes
    build = replace(settings.build, asset_types=types, asset_megabytes=megabytes)
    return replace(settings, build=build)


def _findings(base: Base) -> Iterator[Diagnostic]:
    for _, same in groupby(sorted(base.differing), lambda path: path.partition("/")[0]):
        paths = tuple(same)
        message = f"{_named(paths)} differ{'s' * (len(paths) == 1)} from '{base.name}'"
        help_ = f"Not read: this is made with what '{base.name}' has, as it is until a merge."
        yield Diagnostic("OKR068", "hint", Span(paths[0]), message, help_)
    if base.left_out:
        message = f"{_named(base.left_out)} in '{base.name}' is no file, and is left out"
        help_ = "Links and submodules are not followed; name a checkout, as in ../base."
        yield Diagnostic("OKR069", "warning", Span(base.left_out[0]), message, help_)


def _named(paths: tuple[str, ...]) -> str:
    shown, more = first_few(paths, MOST)
    return " ".join([", ".join(f"'{path}'" for path in shown), *filter(None, [more])])
