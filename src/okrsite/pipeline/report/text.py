"""Text: findings as an editor reads them on a terminal, each with its line and a caret."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from okrsite.model.diagnostic import Diagnostic, in_order
from okrsite.model.names import Severity
from okrsite.model.position import Span
from okrsite.pipeline.report.cell_width import cells, visible
from okrsite.pipeline.report.styled_text import Piece

# Gives the text of a file by its path, or None where there is none to show.
Source: TypeAlias = Callable[[str], str | None]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint", "signal")
WIDEST = 110


def text(findings: Sequence[Diagnostic], source: Source) -> tuple[Piece, ...]:
    """Findings by severity, each in a line with its place, then its source, then the totals."""

    @cache
    def lines(path: str) -> list[str]:
        return (source(path) or "").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    unique = in_order(list(findings))
    pieces: list[Piece] = []
    for severity in SEVERITIES:
        some = _sorted(severity, unique)
        if some:
            pieces.append(Piece(f"{severity.capitalize()}s\n\n", severity))
        for each in some:
            pieces += _finding(each, lines(each.span.path))
    return (*pieces, *totals(unique))


def _sorted(severity: Severity, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    some = [each for each in findings if each.severity == severity]
    # The codes of signals run from the pressing to the patient; mistakes are mended file by file.
    return sorted(some, key=lambda each: each.code) if severity == "signal" else some


def totals(findings: Sequence[Diagnostic]) -> tuple[Piece, ...]:
    """`3 errors, 1 warning, 2 signals`, leaving out what there is none of."""
    counts = [(each, sum(f.severity == each for f in findings)) for each in SEVERITIES]
    present = [(each, count) for each, count in counts if count]
    if not present:
        return (Piece("No findings", "good"), Piece("\n"))
    said = [Piece(f"{count} {each}{'s' * (count != 1)}", each) for each, count in present]
    joined = [piece for each in said for piece in (each, Piece(", "))]
    return (*joined[:-1], Piece("\n"))


def _finding(finding: Diagnostic, lines: Sequence[str]) -> Iterator[Piece]:
    yield Piece(visible(str(finding.span)), "place")
    yield Piece(": ")
    yield Piece(finding.code, finding.severity)
    yield Piece(f" {visible(finding.message)}\n")
    yield from _excerpt(finding.span, finding.severity, lines)
    if finding.help:
        yield Piece(f"  help: {visible(finding.help)}\n", "help")
    yield Piece("\n")


def _excerpt(span: Span, severity: Severity, lines: Sequence[str]) -> Iterator[Piece]:
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if not line.strip():
        return
    # Only what may be shown is looked at: in a line without end each word may have a finding.
    place = span.column - 1
    before, after = line[max(place - WIDEST - 1, 0) : place], line[place : place + WIDEST + 1]
    shown, rest = _cropped(visible(before), visible(after))
    gutter = len(str(span.line))
    yield Piece(f"  {span.line} | {shown}{rest}\n", "source")
    yield Piece(f"  {' ' * gutter} | {' ' * cells(shown)}", "source")
    yield Piece("^\n", severity)


def _cropped(before: str, after: str) -> tuple[str, str]:
    if len(before) + len(after) <= WIDEST:
        return before, after
    start = before if len(before) <= WIDEST // 2 else f"…{before[-WIDEST // 2 :]}"
    room = WIDEST - len(start)
    return start, after if len(after) <= room else f"{after[:room]}…"
