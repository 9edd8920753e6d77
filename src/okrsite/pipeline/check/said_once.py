"""Said once: what is true of much of a site is one finding, not one for every goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.model.settings import Settings
from okrsite.pipeline.first_few import first_few

LEAST = 3
NAMED = 3


def said_once(
    rule: Rule[Any], parameters: Any, found: Sequence[Diagnostic], asked: int, settings: Settings
) -> Sequence[Diagnostic]:
    """The findings of a rule; a single one where at least three make up a quarter.

    A site that has no KPI yet, or aligns nothing, has one thing to think about and not one for
    each goal. `asked` is of how many things the finding could be true.
    """
    if len(found) < LEAST or 4 * len(found) < asked:
        return found
    titles = [str(finding.facts["title"]) for finding in found]
    says = rule.said_once.format(**msgspec.to_builtins(parameters or {}))
    told = f"{len(found)} of {asked} {says}: {named(titles)}"
    help_ = f'{found[0].help} If it is meant so, write ignore = ["{rule.code}"] under [rules].'
    facts = {"count": len(found), "asked": asked, "titles": ", ".join(titles)}
    once = replace(
        found[0], span=settings.span, message=told, help=help_, subject=None, facts=facts
    )
    return [once]


def named(titles: list[str]) -> str:
    """The first titles of a list, and how many more there are."""
    shown, rest = first_few([f"'{title}'" for title in titles], NAMED)
    return " ".join(filter(None, (", ".join(shown), rest)))
