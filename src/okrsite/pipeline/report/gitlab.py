"""GitLab: findings as a Code Quality report, which a merge request compares with its target."""

from collections.abc import Mapping, Sequence

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import Severity
from okrsite.pipeline.report.fingerprint import fingerprints
from okrsite.pipeline.report.json import encode

SEVERITY: Mapping[Severity, str] = {
    "error": "major",
    "warning": "minor",
    "hint": "info",
    "signal": "info",
}


def _description(finding: Diagnostic) -> str:
    """The whole of it in a line; what a merge request shows is the description alone."""
    if not finding.help:
        return finding.message
    end = "" if finding.message.endswith(("?", ".", "!")) else "."
    return f"{finding.message}{end} {finding.help}"


def gitlab(findings: Sequence[Diagnostic]) -> str:
    """The report as JSON; see "Code Quality report format" in GitLab's documentation."""
    return encode(
        [
            {
                "description": f"{finding.code} {_description(finding)}",
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": SEVERITY[finding.severity],
                "location": {"path": finding.span.path, "lines": {"begin": finding.span.line}},
            }
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ]
    )
