"""Unknown names: what is missing once, however many places name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, help_with_fix, sorted_findings
from okrsite.pipeline.first_few import first_few

MOST_PLACES = 3


def told_once(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, of those about one unknown name the first, whose help names the other places.

    A finding says in its facts which name it does not know; one without is about its place alone.
    """
    by_name: dict[tuple[str, object, object], list[Diagnostic]] = {}
    for finding in sorted_findings(list(findings)):
        if "name" not in finding.facts:
            yield finding
            continue
        name = (finding.code, finding.facts["kind"], finding.facts["name"])
        by_name.setdefault(name, []).append(finding)
    yield from map(_together, by_name.values())


def _together(alike: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = alike
    if not others:
        return first
    edits = tuple(edit for finding in alike for edit in finding.edits)
    places, more = first_few([str(finding.span) for finding in others], MOST_PLACES)
    where = ", ".join(places) + (f" {more}" if more else "")
    if edits:
        # What is said of the fix is said again behind the places.
        help_ = help_with_fix(f"{first.help.partition(';')[0]}, also at {where}", edits)
    else:
        help_ = f"{first.help.removesuffix('.')}. The name stands at {where}, too."
    return replace(first, help=help_, edits=edits, also=tuple(finding.span for finding in others))
