"""Findings: which of them are new after a change, and which are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.pipeline.report.fingerprint import POSITION

Key = tuple[str, ...]


def new_and_gone(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], renamed: Mapping[str, str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The findings that only the second state has, and those that only the first has.

    One is the same with the same code, file and subject, on whatever line and with whatever figures
    in its sentence. `renamed` has the new paths of files by their old ones.
    """
    old, new = _by_key(before, renamed), _by_key(after, {})
    appeared = [finding for key in new for finding in _surplus(new[key], old.get(key, []))]
    vanished = [finding for key in old for finding in _surplus(old[key], new.get(key, []))]
    return tuple(sorted_findings(appeared)), tuple(sorted_findings(vanished))


def _by_key(
    findings: Iterable[Diagnostic], renamed: Mapping[str, str]
) -> dict[Key, list[Diagnostic]]:
    found: dict[Key, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        path = renamed.get(finding.span.path, finding.span.path)
        subject = finding.subject
        about = subject.key_result or subject.kind if subject else _message(finding)
        found[finding.code, path, about].append(finding)
    return found


def _surplus(findings: list[Diagnostic], others: list[Diagnostic]) -> list[Diagnostic]:
    """The findings that the others have no counterpart of; those with the same words go first."""
    waiting = [_message(finding) for finding in others]
    left = []
    for finding in findings:
        if _message(finding) in waiting:
            waiting.remove(_message(finding))
        else:
            left.append(finding)
    # What is left of the others counts as the same findings in other words.
    return left[len(waiting) :]


def _message(finding: Diagnostic) -> str:
    return POSITION.sub("", finding.message)
