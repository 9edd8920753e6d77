"""GitLab: findings as a Code Quality report, which a merge request compares with its target."""

from collections.abc import Mapping, Sequence

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import Severity
from okrsite.pipeline.report.fingerprint import fingerprints
from okrsite.pipeline.report.json import written

SEVERITY: Mapping[Severity, str] = {
    "error": "major",
    "warning": "minor",
    "hint": "info",
    "signal": "info",
}


def _told(finding: Diagnostic) -> str:
    """The whole of it in a line; what a merge request shows is the description alone."""
    if not finding.help:
        return finding.message
    end = "" if finding.message.endswith(("?", ".", "!")) else "."
    return f"{finding.message}{end} {finding.help}"


def gitlab(findings: Sequence[Diagnostic]) -> str:
    """The report as JSON; see "Code Quality report format" in GitLab's documentation."""
    return written(
        [
            {
                "description": f"{each.code} {_told(each)}",
                "check_name": each.code,
                "fingerprint": fingerprint,
                "severity": SEVERITY[each.severity],
                "location": {"path": each.span.path, "lines": {"begin": each.span.line}},
            }
            for each, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ]
    )
