"""Text: a difference as an editor reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.change import GoalChange, subject_of, subject_of_effect
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.compare.difference import SiteDifference
from okrsite.pipeline.compare.reports.sentences import (
    effect_sentence,
    grouped,
    name_of,
    sentence,
    summary,
)
from okrsite.pipeline.report.styled_text import Style, StyledText, visible

# More of one heading are counted; JSON has them all.
MOST = 200

_STYLES: dict[str, Style] = {
    "History rewritten": "error",
    "Eased": "warning",
    "Who may see it": "warning",
    "Gone": "warning",
    "Rules let off, and settings": "hint",
}


def difference_text(found: SiteDifference) -> tuple[StyledText, ...]:
    """A difference, the worst first, each change in a line with its place."""
    parts = [StyledText(f"From {visible(found.base)} to {visible(found.head)}\n", "place")]
    for path, side in found.unread:
        told = f"{path} has mistakes in {side}; its changes are not told"
        parts.append(StyledText(f"  {visible(told)}\n", "error"))
    for heading, changes in grouped(found.changes):
        parts.append(StyledText(f"\n{heading}\n", _STYLES.get(heading, "good")))
        parts += (part for change in changes[:MOST] for part in _change(change, found))
        parts += _more(len(changes))
    parts += _effects(found)
    parts += _findings("New findings", found.new)
    parts += _findings("Findings that are gone", found.gone)
    if found.is_shallow:
        parts.append(StyledText("\nThis clone is shallow: older commits are not in it.\n", "help"))
    return (*parts, StyledText(f"\n{summary(found)}.\n"))


def _change(change: GoalChange, found: SiteDifference) -> Iterator[StyledText]:
    subject = subject_of(change)
    title = found.titles.get(subject, "") if subject else ""
    yield StyledText(f"  {visible(f'{change.span.path}:{change.span.line}')}", "source")
    yield StyledText(f" {visible(name_of(change.kind, change.id, change.key_result))}", "place")
    yield StyledText(f" {visible(title)}" if title else "")
    style: Style = "good" if change.direction == "tightened" else "plain"
    yield StyledText(f": {visible(sentence(change))}\n", style)
    users = found.users.get(subject, ()) if subject and change.change == "removed" else ()
    if users:
        yield StyledText(f"    relied on by {visible(', '.join(users))}\n", "help")


def _effects(found: SiteDifference) -> Iterator[StyledText]:
    if found.effects:
        yield StyledText("\nWhat this does\n", "good")
    for effect in found.effects[:MOST]:
        subject = subject_of_effect(effect)
        name = name_of(effect.kind, effect.id, effect.key_result)
        yield StyledText(f"  {visible(name)}", "place")
        yield StyledText(f" {visible(found.titles.get(subject, ''))}: {effect_sentence(effect)}\n")
    yield from _more(len(found.effects))


def _findings(heading: str, findings: tuple[Diagnostic, ...]) -> Iterator[StyledText]:
    if findings:
        yield StyledText(f"\n{heading}\n", "good")
    for finding in findings[:MOST]:
        yield StyledText(f"  {visible(str(finding.span))}: ", "source")
        yield StyledText(finding.code, finding.severity)
        yield StyledText(f" {visible(finding.message)}\n")
    yield from _more(len(findings))


def _more(count: int) -> Iterator[StyledText]:
    if count > MOST:
        yield StyledText(f"  and {count - MOST} more\n", "help")
