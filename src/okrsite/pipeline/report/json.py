"""JSON: findings for other programs."""

import json
from collections.abc import Sequence
from typing import Any

from okrsite.model.diagnostic import Diagnostic


def json_rows(findings: Sequence[Diagnostic]) -> str:
    """A list of findings in the order given.

    Each is `{code, severity, path, line, column, message, help, fixable}`; `fixable` tells whether
    `check --fix` mends it.
    """
    return encode([finding_row(finding) for finding in findings])


def encode(value: Any) -> str:
    """A value as JSON with a line end, readable for people too."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def finding_row(finding: Diagnostic) -> dict[str, str | int | bool]:
    """One finding."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": finding.message,
        "help": finding.help,
        "fixable": bool(finding.edits),
    }
