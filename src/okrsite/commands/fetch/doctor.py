"""Doctor: every source of a site tried, and nothing written."""

from __future__ import annotations

from collections.abc import Callable

from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch.run import Fetched, Visit, fetch
from okrsite.commands.fetch.summary import NOT_ASKED
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.workspace import Workspace


def examine(workspace: Workspace, progress: Callable[[str], None]) -> CommandResult:
    """Ask every source for what `fetch` would ask it, and tell how each one is."""
    fetched = fetch(workspace, Wish(dry_run=True), progress)
    visits: dict[str, list[Visit]] = {name: [] for name in workspace.settings.sources}
    for visit in fetched.visits:
        visits.setdefault(visit.source, []).append(visit)
    lines = [_line(name, some, workspace) for name, some in sorted(visits.items())]
    lines += [f"{kpi}: {NOT_ASKED}" for kpi in fetched.unasked]
    out = "".join(f"{line}\n" for line in lines) or "There is no [sources.<name>] to try.\n"
    return CommandResult(out, exit=Exit.SOURCE_FAILED if _is_ill(fetched) else Exit.GOOD)


def _is_ill(fetched: Fetched) -> bool:
    return bool(fetched.unasked) or any(_complaints(visit) for visit in fetched.visits)


def _line(name: str, visits: list[Visit], workspace: Workspace) -> str:
    settings = workspace.settings.sources.get(name)
    head = f"{name} ({settings.plugin})" if settings else name
    if not visits:
        return f"{head}: no KPI asks it"
    outcomes = [each for visit in visits for each in visit.outcomes]
    complaints = [line for visit in visits for line in _complaints(visit)]
    if not complaints:
        given = sum(
            each.settled.merged.new.count
            + len(each.settled.merged.changed)
            + len(each.settled.merged.differing)
            + each.settled.merged.unchanged
            for each in outcomes
        )
        plural = "s" * (len(outcomes) != 1)
        return f"{head}: good, {given} values for {len(outcomes)} KPI{plural}"
    return "\n  ".join([f"{head}: ill", *complaints])


def _complaints(visit: Visit) -> list[str]:
    if visit.trouble:
        return [visit.trouble, *visit.output]
    strange = [f"{each}: it gave values that nobody had asked for" for each in visit.strangers]
    return [
        *(
            f"{each.kpi.id}: {each.settled.failure}"
            for each in visit.outcomes
            if each.settled.failure
        ),
        *strange,
    ]
