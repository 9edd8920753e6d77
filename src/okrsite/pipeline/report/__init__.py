"""Report: findings as people and as other programs read them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.pipeline.report.github import github
from okrsite.pipeline.report.gitlab import gitlab
from okrsite.pipeline.report.json import json_rows
from okrsite.pipeline.report.sarif import sarif
from okrsite.pipeline.report.styled_text import StyledText, painted, plain
from okrsite.pipeline.report.text import Source, text

Format = Literal["text", "json", "github", "gitlab", "sarif"]

__all__ = ["Format", "Source", "StyledText", "painted", "plain", "report", "text"]


def report(
    form: Format,
    findings: Sequence[Diagnostic],
    source: Source,
    rules: Mapping[str, Rule[Any]],
    version: str,
) -> str:
    """Findings in a format, with a line end; text without colour, which `painted` would give.

    `source` gives the text of a file for the lines that `text` shows, `rules` and `version` tell
    the tools that read SARIF what found it.
    """
    match form:
        case "text":
            return plain(text(findings, source))
        case "json":
            return json_rows(findings)
        case "github":
            return github(findings)
        case "gitlab":
            return gitlab(findings)
        case "sarif":
            return sarif(findings, rules, version)
