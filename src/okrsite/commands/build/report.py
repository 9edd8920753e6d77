"""Report: what a build says at its end."""

from __future__ import annotations

from okrsite.commands.build.outcome import BuildOptions, BuildOutcome, is_strict
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import Workspace
from okrsite.pipeline.build import has_failed
from okrsite.pipeline.report import painted, plain, text

# What whoever publishes must read though it keeps nothing back: it is about the site as a whole, or
# only a build can know it.
SHOWN = frozenset({"OKR063", "OKR068", "OKR069", "OKR167", "OKR616", "OKR631", "OKR636"})


def command_result(
    workspace: Workspace, options: BuildOptions, outcome: BuildOutcome, terminal: Terminal
) -> CommandResult:
    """The result of the command: what was found, and what was published."""
    strict = is_strict(workspace, options)
    failing = has_failed(outcome.findings, is_strict=strict)
    out = _findings_text(workspace, outcome, terminal, with_warnings=strict)
    if not outcome.pages:
        unusable = has_failed(workspace.findings, is_strict=False)
        note = "Nothing was published; the site is as it was."
        return CommandResult(out, note, Exit.USAGE if unusable else Exit.FINDINGS)
    note = (
        f"Built {outcome.pages} files for the audience '{outcome.audience}' in {outcome.output}, "
        f"{outcome.written} of them new.{_hidden_sentence(outcome)}"
    )
    return CommandResult(out, note, Exit.FINDINGS if failing else Exit.GOOD)


def _hidden_sentence(outcome: BuildOutcome) -> str:
    if not outcome.hidden:
        return ""
    what = "1 document is" if outcome.hidden == 1 else f"{outcome.hidden} documents are"
    return f" {what} closed to it; `visibility` and [site.default_visibility] say who sees what."


def _findings_text(
    workspace: Workspace, outcome: BuildOutcome, terminal: Terminal, *, with_warnings: bool
) -> str:
    """What keeps a site back, in full; of warnings that do not, only how many there are."""
    keeping_back = {"error", "warning"} if with_warnings else {"error"}
    shown = [
        finding
        for finding in outcome.findings
        if finding.severity in keeping_back or finding.code in SHOWN
    ]
    shown.sort(key=lambda finding: finding.severity != "error")
    rest = sum(
        finding.severity == "warning" for finding in outcome.findings if finding not in shown
    )
    paint = painted if terminal.colour else plain
    shown_text = paint(text(shown, workspace.text_of)) if shown else ""
    if not rest:
        return shown_text
    plural = "s" * (rest != 1)
    return f"{shown_text}{rest} warning{plural}; `okrsite check` shows all that was found.\n"
