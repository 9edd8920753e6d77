"""Report: findings as people and as other programs read them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.pipeline.report.github import github
from okrsite.pipeline.report.gitlab import gitlab
from okrsite.pipeline.report.json import json_rows
from okrsite.pipeline.report.sarif import sarif
from okrsite.pipeline.report.styled_text import StyledText, painted, plain
from okrsite.pipeline.report.text import Source, text

Format = Literal["text", "json", "github", "gitlab", "sarif"]
_OF_FORGES = frozenset({"github", "gitlab", "sarif"})

__all__ = [
    "Format",
    "RepositoryView",
    "Source",
    "StyledText",
    "painted",
    "plain",
    "report",
    "text",
]


class RepositoryView(Struct, frozen=True):
    """How a forge sees a site: from the repository's first folder, in which the site has a place.

    `place` is the path of the site there, such as `goals/`, or empty. `changed` are the files, from
    the repository's first folder, that a reviewer looks at.
    """

    place: str = ""
    changed: frozenset[str] = frozenset()


def report(
    form: Format,
    findings: Sequence[Diagnostic],
    source: Source,
    rules: Mapping[str, Rule[Any]],
    version: str,
    seen: RepositoryView | None = None,
) -> str:
    """Findings in a format, with a line end; text without colour, which `painted` would give.

    `source` gives the text of a file for the lines that `text` shows, `rules` and `version` tell
    the tools that read SARIF what found it. Paths are those from the site's folder, in `seen` for a
    forge those from the repository's.
    """
    if seen and seen.place and form in _OF_FORGES:
        findings = [_below(seen.place, finding) for finding in findings]
    match form:
        case "text":
            return plain(text(findings, source))
        case "json":
            return json_rows(findings)
        case "github":
            return github(findings, rules, seen.changed if seen else frozenset())
        case "gitlab":
            return gitlab(findings)
        case "sarif":
            return sarif(findings, rules, version)


def _below(place: str, finding: Diagnostic) -> Diagnostic:
    return replace(finding, span=replace(finding.span, path=f"{place}{finding.span.path}"))
