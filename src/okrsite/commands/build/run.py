"""Build: from a workspace to its published site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.build.emptiness import EMPTY_OVER_FULL, emptiness
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import read_goals
from okrsite.commands.past import past_of
from okrsite.commands.root import SETTINGS
from okrsite.commands.site import read_site, site_stamp, theme_of
from okrsite.commands.terminal import silent
from okrsite.commands.workspace import Workspace
from okrsite.effects.code_digest import code_digest
from okrsite.effects.pages import make_pages, recall_pages, remember_pages
from okrsite.effects.parallel import processors
from okrsite.effects.publish import PublishError, generation, record_files, refuse_committed
from okrsite.effects.themes import ThemeError
from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.extensions import BuildResult
from okrsite.model.names import Visibility
from okrsite.model.position import Span
from okrsite.pipeline.build import Outputs, has_failed
from okrsite.pipeline.plugin_errors import PluginError, call_plugin


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What is asked of a build; None leaves it to the settings, the clock, the machine.

    `output` is relative to the site's root. `keep_going` publishes what does not depend on a
    mistake; `is_fresh` uses nothing that an earlier build left behind.
    """

    output: Path | None = None
    audience: Visibility | None = None
    today: date | None = None
    strict: bool | None = None
    keep_going: bool = False
    jobs: int | None = None
    is_fresh: bool = False


def build(
    workspace: Workspace, options: BuildOptions, progress: Callable[[str], None] = silent
) -> BuildResult:
    """Build a workspace's site and publish it, unless findings forbid that.

    Then `pages` is 0 and the folder is as it was. Raises `CommandError` where theme or output
    folder cannot be used.
    """
    try:
        return _build(workspace, options, progress)
    except PublishError as problem:
        raise CommandError(str(problem), problem.help) from problem
    except ThemeError as problem:
        raise CommandError(str(problem)) from problem


def _build(
    workspace: Workspace, options: BuildOptions, progress: Callable[[str], None]
) -> BuildResult:
    settings = workspace.settings.build
    audience = options.audience or settings.audience
    result = BuildResult(
        output=str(options.output or settings.output),
        audience=audience,
        pages=0,
        written=0,
        findings=workspace.findings,
    )
    if workspace.is_untrusted:
        refuse_committed(Path(result.output), workspace.root)
    progress("Reading the goals…")
    goals = read_goals(workspace, audience, jobs=options.jobs, is_fresh=options.is_fresh)
    result = replace(result, findings=goals.findings, hidden=goals.hidden)
    if _blocks_publishing(result, workspace, options):
        return result
    theme = theme_of(workspace)
    if has_failed(goals.findings, is_strict=False):
        goals = read_goals(workspace, audience, jobs=options.jobs, without_broken=True)
    if empty := emptiness(workspace, goals, result):
        result = _with_findings(result, (empty,))
        if _blocks_publishing(result, workspace, options):
            return result
    made_from = site_stamp(workspace, theme)
    record = None if options.is_fresh else recall_pages(workspace.base, audience, made_from)
    history = past_of(workspace, goals, is_fresh=options.is_fresh)
    made = read_site(workspace, goals, theme, record, history)
    result = _with_findings(result, made.findings)
    if _blocks_publishing(result, workspace, options):
        return result
    progress(f"Making {len(made.files)} pages and files…")
    return _notify_observers(workspace, _publish(workspace, options, made, made_from, result))


def _publish(
    workspace: Workspace,
    options: BuildOptions,
    made: Outputs,
    made_from: bytes,
    result: BuildResult,
) -> BuildResult:
    root, base, code = workspace.root, workspace.base, code_digest()
    theme = made.ledger.site.theme
    with generation(
        Path(result.output), root, code, cache_root=base, is_fresh=options.is_fresh
    ) as new:
        pages = make_pages(made, workspace.extensions, new, options.jobs or processors())
        result = _with_findings(result, pages.findings)
        if _blocks_publishing(result, workspace, options):
            return result
        shown = new.publish(pages.placed, frozenset(theme.assets.values()))
        record_files(new.output, base, code, shown)
        if pages.record is not made.remembered.record:
            remember_pages(base, result.audience, made_from, pages.record)
    return replace(
        result, pages=len(pages.placed), written=sum(file.is_new for file in pages.placed)
    )


def is_strict(workspace: Workspace, options: BuildOptions) -> bool:
    """Whether warnings keep a site from being published, too."""
    return workspace.settings.build.strict if options.strict is None else options.strict


def _blocks_publishing(result: BuildResult, workspace: Workspace, options: BuildOptions) -> bool:
    if has_failed(workspace.findings, is_strict=False):
        # Whoever cannot read the settings does not know who may see what.
        return True
    if any(finding.code in EMPTY_OVER_FULL for finding in result.findings):
        return True
    strict = is_strict(workspace, options)
    return not options.keep_going and has_failed(result.findings, is_strict=strict)


def _with_findings(result: BuildResult, more: tuple[Diagnostic, ...]) -> BuildResult:
    return (
        replace(result, findings=tuple(sorted_findings([*result.findings, *more])))
        if more
        else result
    )


def _notify_observers(workspace: Workspace, result: BuildResult) -> BuildResult:
    """Call the observers; one that fails is a warning, and the others are called all the same."""
    if not result.pages:
        return result
    for name, observe in workspace.extensions.observers.items():
        try:
            call_plugin(name, observe, result)
        except PluginError as failure:
            result = _with_findings(result, (_observer_failed(workspace, failure),))
    return result


def _observer_failed(workspace: Workspace, failure: PluginError) -> Diagnostic:
    message = f"plugin '{failure.owner}' failed after the build: {failure.reason}"
    named = workspace.settings.plugins.get(failure.owner)
    span = named.span if named else Span(SETTINGS)
    return Diagnostic("OKR616", "warning", span, message, "Ask the plugin's author.")
