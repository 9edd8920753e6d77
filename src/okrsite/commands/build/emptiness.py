"""Emptiness: a site that shows no goal and no KPI, and whether one that does would be lost."""

from __future__ import annotations

from okrsite.commands.build.outcome import BuildOutcome
from okrsite.commands.goals import Goals
from okrsite.commands.workspace import Workspace
from okrsite.effects.publish.manifest import Manifest, read_manifest
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span


def emptiness(workspace: Workspace, goals: Goals, outcome: BuildOutcome) -> Diagnostic | None:
    """What is wrong with a site that shows no goals, or lost all of a kind; None for any other."""
    forest, settings = goals.scored.forest, workspace.settings
    if forest.objectives and forest.kpis:
        return None
    if lost := _lost(workspace, goals, outcome):
        message = f"the new site shows no {lost}, and the one in '{outcome.output}' does"
        help_ = f"If that is meant, delete {outcome.output} first."
        return error("OKR062", settings.at("build.output"), message, help_)
    if forest.objectives or forest.kpis:
        return None
    if outcome.hidden:
        message = f"the audience '{outcome.audience}' sees no goal and no KPI"
        help_ = (
            f'Write visibility = "{outcome.audience}" in what it may see, '
            "or default_visibility under [site]."
        )
        return error("OKR061", settings.at("build.audience"), message, help_)
    message = "the site shows no goal and no KPI, since none is written yet"
    help_ = "Write the first ones: okrsite new objective, okrsite new kpi"
    return Diagnostic("OKR063", "warning", Span("content"), message, help_)


def _lost(workspace: Workspace, goals: Goals, outcome: BuildOutcome) -> str:
    """What the site on show has pages of and the new one has not; empty for nothing."""
    forest = goals.scored.forest
    shown = (read_manifest(workspace.root / outcome.output) or Manifest()).files
    tables = (("objective", "objectives/", forest.objectives), ("KPI", "kpis/", forest.kpis))
    return " and no ".join(
        noun
        for noun, folder, table in tables
        if not table and any(_is_page_in(path, folder) for path in shown)
    )


def _is_page_in(path: str, folder: str) -> bool:
    """Whether a file is the page of one thing; lists stand in folders further in."""
    return path.startswith(folder) and "/" not in path.removeprefix(folder)
