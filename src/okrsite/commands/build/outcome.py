"""Outcome: what is asked of a build, what came of it, and whether that may be published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.workspace import Workspace
from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.names import Visibility
from okrsite.pipeline.build import has_failed

# What not even `--keep-going` publishes: nothing at all, in the place of a site.
EMPTY_OVER_FULL = frozenset({"OKR047", "OKR062"})


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What is asked of a build; None leaves it to the settings, the clock, the machine.

    `output` is relative to the site's root. `keep_going` publishes what does not depend on a
    mistake; `is_fresh` uses nothing that an earlier build left behind. `previous` is the folder of
    the site that was published before, where it is not the output.
    """

    output: Path | None = None
    previous: Path | None = None
    audience: Visibility | None = None
    today: date | None = None
    strict: bool | None = None
    keep_going: bool = False
    jobs: int | None = None
    is_fresh: bool = False


class BuildOutcome(Struct, frozen=True, kw_only=True):
    """What came of a build.

    `output` is the folder as people wrote it, relative to the site's root. `pages` counts the pages
    and files of the site, and is 0 where it was not published; `written` are those of them that are
    not as they were; `hidden` counts the documents that are closed to the audience.
    """

    output: str
    audience: Visibility
    pages: int = 0
    written: int = 0
    findings: tuple[Diagnostic, ...] = ()
    hidden: int = 0


def is_strict(workspace: Workspace, options: BuildOptions) -> bool:
    """Whether warnings keep a site from being published, too."""
    return workspace.settings.build.strict if options.strict is None else options.strict


def blocks_publishing(outcome: BuildOutcome, workspace: Workspace, options: BuildOptions) -> bool:
    """Whether what was found so far keeps the site from being published."""
    if has_failed(workspace.findings, is_strict=False):
        # Whoever cannot read the settings does not know who may see what.
        return True
    if any(finding.code in EMPTY_OVER_FULL for finding in outcome.findings):
        return True
    strict = is_strict(workspace, options)
    return not options.keep_going and has_failed(outcome.findings, is_strict=strict)


def with_findings(outcome: BuildOutcome, more: tuple[Diagnostic, ...]) -> BuildOutcome:
    """The outcome with more findings, all in order."""
    if not more:
        return outcome
    return replace(outcome, findings=tuple(sorted_findings([*outcome.findings, *more])))
