"""Doctor: every source of a site tried, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from okrsite.commands.fetch.command import fetch
from okrsite.commands.fetch.summary import NOT_ASKED, NOT_ISOLATED
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.workspace import Workspace
from okrsite.effects.fetch import Fetched, FetchOptions, SourceResult


def examine(workspace: Workspace, seconds: float, progress: Callable[[str], None]) -> CommandResult:
    """Ask every source for what `fetch` would ask it, and tell how each one is after `seconds`."""
    fetched = fetch(workspace, FetchOptions(dry_run=True, patience=seconds), progress)
    by_source: dict[str, list[SourceResult]] = {name: [] for name in workspace.settings.sources}
    for result in fetched.results:
        by_source.setdefault(result.source, []).append(result)
    lines = [_line(name, results, workspace) for name, results in sorted(by_source.items())]
    lines += [f"{kpi}: {NOT_ASKED}" for kpi in fetched.unasked]
    slow = [name for name, results in sorted(by_source.items()) if _is_slow(results)]
    lines += [_bound(name, workspace, seconds) for name in slow]
    if any(not result.is_isolated for result in fetched.results):
        lines.append(NOT_ISOLATED)
    out = "".join(f"{line}\n" for line in lines) or "There is no [sources.<name>] to try.\n"
    return CommandResult(out, exit=Exit.SOURCE_FAILED if _is_ill(fetched) else Exit.GOOD)


def _is_ill(fetched: Fetched) -> bool:
    return bool(fetched.unasked) or any(_complaints(result) for result in fetched.results)


def _is_slow(results: Iterable[SourceResult]) -> bool:
    return any(result.has_timed_out for result in results)


def _bound(name: str, workspace: Workspace, seconds: float) -> str:
    """That the doctor waits for less than a fetch does, where that is so."""
    timeout = workspace.settings.sources[name].timeout
    if timeout <= seconds:
        return f"{name} hangs: its timeout of {timeout:g} s was over."
    return (
        f"{name} hangs or is slow: the doctor waited {seconds:g} s, and `okrsite fetch` would wait "
        f"{timeout:g} s. `--seconds {timeout:g}` waits as long."
    )


def _line(name: str, results: list[SourceResult], workspace: Workspace) -> str:
    settings = workspace.settings.sources.get(name)
    head = f"{name} ({settings.plugin})" if settings else name
    if not results:
        return f"{head}: no KPI asks it"
    outcomes = [outcome for result in results for outcome in result.outcomes]
    complaints = [line for result in results for line in _complaints(result)]
    if not complaints:
        given = sum(
            merged.new.count + len(merged.changed) + len(merged.differing) + merged.unchanged
            for merged in (outcome.update.merged for outcome in outcomes)
        )
        plural = "s" * (len(outcomes) != 1)
        return f"{head}: good, {given} values for {len(outcomes)} KPI{plural}"
    return "\n  ".join([f"{head}: ill", *complaints])


def _complaints(result: SourceResult) -> list[str]:
    if result.error:
        return [result.error, *result.output]
    failed = [outcome for outcome in result.outcomes if outcome.update.failure]
    return [
        *(f"{outcome.kpi.id}: {outcome.update.failure}" for outcome in failed),
        *(f"{name}: it gave values that nobody had asked for" for name in result.unexpected),
    ]
