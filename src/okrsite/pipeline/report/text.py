"""Text: findings as an editor reads them on a terminal, each with its line and a caret."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.names import Severity
from okrsite.model.position import Span
from okrsite.pipeline.report.styled_text import StyledText, visible

# Gives the text of a file by its path, or None where there is none to show.
Source: TypeAlias = Callable[[str], str | None]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint", "signal")
WIDEST = 110


def text(findings: Sequence[Diagnostic], source: Source) -> tuple[StyledText, ...]:
    """Findings by severity, each in a line with its place, then its source, then the totals."""

    # Positions count neither a byte order mark nor the carriage returns of Windows.
    @cache
    def lines(path: str) -> list[str]:
        return (source(path) or "").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    unique = sorted_findings(list(findings))
    parts: list[StyledText] = []
    for severity in SEVERITIES:
        of_severity = _sorted(severity, unique)
        if of_severity:
            parts.append(StyledText(f"{severity.capitalize()}s\n\n", severity))
        for finding in of_severity:
            parts += _finding(finding, lines(finding.span.path))
    return (*parts, *totals(unique))


def _sorted(severity: Severity, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    found = [finding for finding in findings if finding.severity == severity]
    # The codes of signals run from the pressing to the patient; mistakes are mended file by file.
    return sorted(found, key=lambda finding: finding.code) if severity == "signal" else found


def totals(findings: Sequence[Diagnostic]) -> tuple[StyledText, ...]:
    """`3 errors, 1 warning, 2 signals`, leaving out what there is none of."""
    counts = Counter(finding.severity for finding in findings)
    parts: list[StyledText] = []
    for severity in SEVERITIES:
        if count := counts[severity]:
            noun = severity if count == 1 else f"{severity}s"
            parts += (StyledText(f"{count} {noun}", severity), StyledText(", "))
    # A line end in place of the last comma.
    return (*(parts[:-1] or [StyledText("No findings", "good")]), StyledText("\n"))


def _finding(finding: Diagnostic, lines: Sequence[str]) -> Iterator[StyledText]:
    yield StyledText(visible(str(finding.span)), "place")
    yield StyledText(": ")
    yield StyledText(finding.code, finding.severity)
    yield StyledText(f" {visible(finding.message)}\n")
    yield from _excerpt(finding.span, finding.severity, lines)
    if finding.help:
        yield StyledText(f"  help: {visible(finding.help)}\n", "help")
    yield StyledText("\n")


def _excerpt(span: Span, severity: Severity, lines: Sequence[str]) -> Iterator[StyledText]:
    from rich.cells import cell_len  # noqa: PLC0415 - only runs with findings pay for rich

    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if not line.strip():
        return
    # Only what may be shown is looked at: in a line without end each word may have a finding.
    place = span.column - 1
    before, after = line[max(place - WIDEST - 1, 0) : place], line[place : place + WIDEST + 1]
    shown, rest = _cropped(visible(before), visible(after))
    gutter = len(str(span.line))
    yield StyledText(f"  {span.line} | {shown}{rest}\n", "source")
    yield StyledText(f"  {' ' * gutter} | {' ' * cell_len(shown)}", "source")
    yield StyledText("^\n", severity)


def _cropped(before: str, after: str) -> tuple[str, str]:
    if len(before) + len(after) <= WIDEST:
        return before, after
    start = before if len(before) <= WIDEST // 2 else f"…{before[-WIDEST // 2 :]}"
    room = WIDEST - len(start)
    return start, after if len(after) <= room else f"{after[:room]}…"
