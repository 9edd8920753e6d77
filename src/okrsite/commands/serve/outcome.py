"""Outcome: what the terminal is told of a snapshot, and of a page that has a mistake."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from okrsite.commands.terminal import harmless
from okrsite.effects.preview.live_state import Snapshot
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.first_few import first_few
from okrsite.pipeline.report.styled_text import plain
from okrsite.pipeline.report.text import totals

MOST = 10

# A finding without its line, which an edit above it moves.
Said: TypeAlias = tuple[str, str, str]
Tell: TypeAlias = Callable[[Iterable[Diagnostic]], None]


def outcome_of(snapshot: Snapshot, known: frozenset[Said] | None) -> Iterator[str]:
    """The lines for a snapshot: why it is not on show, or what was found since `known`.

    With `known` None, for the first one, warnings and hints are only counted. Signals are left out:
    they are about the business, and stand on the pages.
    """
    if snapshot.failure:
        yield ": ".join(filter(None, (snapshot.failure, snapshot.cause)))
    errors = (*snapshot.errors, *snapshot.withheld_errors)
    yield from map(str, errors)
    if errors or snapshot.failure:
        return
    found = [finding for finding in _findings(snapshot) if finding.severity != "signal"]
    new = [finding for finding in found if known is not None and _said(finding) not in known]
    told, more = first_few(new, MOST)
    yield from map(str, told)
    yield from filter(None, [more])
    tally = f"; `okrsite check` tells {plain(totals(found)).strip()}" if found else ""
    yield f"{len(snapshot.files)} pages and files are on show{tally}."


def known_after(snapshot: Snapshot, known: frozenset[Said] | None) -> frozenset[Said] | None:
    """What was told up to a snapshot; one with errors may lack all other findings."""
    if snapshot.failure or snapshot.errors or snapshot.withheld_errors:
        return known
    return frozenset(map(_said, _findings(snapshot)))


def page_teller(*, is_quiet: bool) -> Tell:
    """What is called with the findings of each page, in the process that makes it."""
    told: set[str] = set()

    def tell(findings: Iterable[Diagnostic]) -> None:
        for line in map(harmless, map(str, findings)):
            # A browser asks for a page again and again.
            if line not in told and not is_quiet:
                told.add(line)
                sys.stderr.write(f"{line}\n")
                sys.stderr.flush()

    return tell


def _findings(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    return (*snapshot.findings, *snapshot.withheld)


def _said(finding: Diagnostic) -> Said:
    return finding.code, finding.span.path, finding.message
