"""The hooks: a plugin is a module with one or more of these functions.

Each returns values; none registers, changes or remembers anything. `okrsite.api` has every type
named here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from okrsite.model.extensions import (
        BuildResult,
        Exporter,
        MarkdownPlugin,
        PageKind,
        Rule,
        Scorer,
        SourceType,
    )

PROJECT = "okrsite"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def okrsite_sources() -> Iterable[SourceType]:  # type: ignore[empty-body]
    """Kinds of places that KPI values come from, for `[sources.<name>] plugin = "..."`."""


@hookspec
def okrsite_scorers() -> Iterable[Scorer]:  # type: ignore[empty-body]
    """Kinds of key results, for `score_by = { use = "..." }`."""


@hookspec
def okrsite_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Checks of the goals: findings about the text, signals about the business."""


@hookspec
def okrsite_pages() -> Iterable[PageKind]:  # type: ignore[empty-body]
    """Kinds of pages made from the scored goals, with their templates."""


@hookspec
def okrsite_markdown() -> Iterable[MarkdownPlugin]:  # type: ignore[empty-body]
    """Plugins for the Markdown of bodies and notes."""


@hookspec
def okrsite_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Formats for `okrsite export`."""


@hookspec
def okrsite_after_build(result: BuildResult) -> None:
    """Told after the site was published: notify somebody, upload it somewhere."""
