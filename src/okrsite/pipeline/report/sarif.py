"""SARIF: findings in the OASIS format 2.1.0, for code scanning."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.model.names import Severity
from okrsite.pipeline.report.fingerprint import fingerprints
from okrsite.pipeline.report.json import encode

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVEL: Mapping[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "hint": "note",
    # No gate shall fail on a signal, which is about the business and not about the text.
    "signal": "note",
}


def sarif(findings: Sequence[Diagnostic], rules: Mapping[str, Rule[Any]], version: str) -> str:
    """One run with its results and the rules that they name."""
    codes = sorted({finding.code for finding in findings})
    run = {
        "tool": {
            "driver": {
                "name": "okrsite",
                "version": version,
                "rules": [_rule(code, rules.get(code)) for code in codes],
            }
        },
        # The default of SARIF is UTF-16 units; spans count characters.
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), fingerprint)
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ],
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: Rule[Any] | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.why.split())},
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
    }


def _result(finding: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": quote(finding.span.path, errors="surrogateescape")},
        "region": {"startLine": finding.span.line, "startColumn": finding.span.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVEL[finding.severity],
        "message": {"text": f"{finding.message}\n{finding.help}".strip()},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"okrsite/v1": fingerprint},
    }
