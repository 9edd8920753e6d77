"""GitHub: findings as workflow commands, which become remarks in the pull request.

A step shows 10 errors, 10 warnings and 10 notices and drops the others without a word, so the rest
is counted. See "Workflow commands for GitHub Actions" in GitHub's documentation.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Literal

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.model.names import Severity

Level = Literal["error", "warning", "notice"]

LEVELS: tuple[Level, ...] = ("error", "warning", "notice")
LEVEL: Mapping[Severity, Level] = {
    "error": "error",
    "warning": "warning",
    "hint": "notice",
    "signal": "notice",
}
MOST = 10


def github(
    findings: Sequence[Diagnostic],
    rules: Mapping[str, Rule[Any]],
    changed: Container[str] = frozenset(),
) -> str:
    """Errors first, then warnings, then hints and signals as notices.

    Of each, those in files that changed come first: they are what a reviewer asks about.
    """
    ordered = sorted(findings, key=lambda finding: finding.span.path not in changed)
    return "".join(f"{line}\n" for level in LEVELS for line in _commands(level, ordered, rules))


def _commands(
    level: Level, findings: Sequence[Diagnostic], rules: Mapping[str, Rule[Any]]
) -> Iterator[str]:
    of_level = [finding for finding in findings if LEVEL[finding.severity] == level]
    for finding in of_level[:MOST]:
        yield _command(level, finding, rules.get(finding.code))
    if len(of_level) > MOST:
        yield f"+{len(of_level) - MOST} more {level}s; `okrsite check` shows them all"


def _command(level: Level, finding: Diagnostic, rule: Rule[Any] | None) -> str:
    properties = {
        "file": finding.span.path,
        "line": str(finding.span.line),
        "col": str(finding.span.column),
        "title": f"{finding.code} {rule.name}" if rule else finding.code,
    }
    arguments = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}\n{finding.help}".strip()
    return f"::{level} {arguments}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
