"""GitHub: findings as workflow commands, which become remarks in the pull request.

A step shows 10 errors, 10 warnings and 10 notices and drops the others without a word, so the rest
is counted. See "Workflow commands for GitHub Actions" in GitHub's documentation.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from okrsite.model.diagnostic import Diagnostic
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


def github(findings: Sequence[Diagnostic]) -> str:
    """Errors first, then warnings, then hints and signals as notices."""
    return "".join(f"{line}\n" for level in LEVELS for line in _commands(level, findings))


def _commands(level: Level, findings: Sequence[Diagnostic]) -> Iterator[str]:
    of_level = [finding for finding in findings if LEVEL[finding.severity] == level]
    yield from (_command(level, finding) for finding in of_level[:MOST])
    if len(of_level) > MOST:
        yield f"+{len(of_level) - MOST} more {level}s; `okrsite check` shows them all"


def _command(level: Level, finding: Diagnostic) -> str:
    properties = {
        "file": finding.span.path,
        "line": str(finding.span.line),
        "col": str(finding.span.column),
        "title": finding.code,
    }
    arguments = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}\n{finding.help}".strip()
    return f"::{level} {arguments}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
